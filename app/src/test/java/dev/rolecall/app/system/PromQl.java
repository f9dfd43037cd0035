package dev.rolecall.app.system;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads queries of Prometheus as far as to see that their brackets match, that their functions are
 * known, and that they ask for metrics and labels that exist.
 */
final class PromQl {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<text>\"(?:[^\"\\\\]|\\\\.)*\")|(?<range>\\[[0-9]+[smhdwy](?::[0-9]*[smhdwy]?)?\\])"
              + "|(?<number>[0-9]+(?:\\.[0-9]+)?[smhdwy]?)|(?<word>[a-zA-Z_:][\\w:]*)"
              + "|(?<sign>=~|!~|==|!=|<=|>=|[-+*/%^<>=(){},]))\\s*");

  private static final Set<String> FUNCTIONS =
      Set.of(
          "sum",
          "min",
          "max",
          "avg",
          "count",
          "topk",
          "rate",
          "increase",
          "absent",
          "delta",
          "histogram_quantile",
          "label_values",
          "clamp_min",
          "time");
  private static final Set<String> OPERATORS =
      Set.of("and", "or", "unless", "bool", "offset", "Inf");
  private static final Set<String> BEFORE_LABELS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

  /** Prometheus adds them, or our scrape configuration. */
  private static final Set<String> EVERYWHERE = Set.of("job", "instance", "service", "le");

  private final Map<String, Set<String>> known;
  private final List<String> problems = new ArrayList<>();
  private final Deque<String> open = new ArrayDeque<>();
  private Optional<String> metric = Optional.empty();
  private boolean labelsFollow;
  private int metrics;

  private PromQl(Map<String, Set<String>> known) {
    this.known = known;
  }

  /**
   * What is wrong with a query.
   *
   * @param known metrics with their labels
   */
  static List<String> problems(String query, Map<String, Set<String>> known) {
    PromQl read = new PromQl(known);
    read.read(query.replace("$__rate_interval", "5m").replace("$__range", "1h"));
    return read.problems;
  }

  private void read(String query) {
    Matcher token = TOKEN.matcher(query);
    int at = 0;
    while (at < query.length() && token.find(at) && token.start() == at) {
      at = token.end();
      boolean called = at < query.length() && query.charAt(at) == '(';
      if (token.group("word") != null) {
        word(token.group("word"), called);
      } else if (token.group("sign") != null) {
        sign(token.group("sign"));
      }
    }
    if (at < query.length()) {
      problems.add("cannot be read from: " + query.substring(at));
    }
    if (!open.isEmpty()) {
      problems.add("is not closed: " + open);
    }
    if (metrics == 0) {
      problems.add("asks for nothing");
    }
  }

  private void word(String word, boolean called) {
    if (open.contains("labels") || open.contains("{")) {
      label(word);
    } else if (BEFORE_LABELS.contains(word)) {
      labelsFollow = true;
    } else if (called) {
      if (!FUNCTIONS.contains(word) && !OPERATORS.contains(word)) {
        problems.add("unknown function " + word);
      }
    } else if (!OPERATORS.contains(word) && !FUNCTIONS.contains(word)) {
      metrics++;
      metric = Optional.of(word);
      if (!known.containsKey(word)) {
        problems.add("there is no metric " + word);
      }
    }
  }

  /** In braces the metric's own; in a grouping that of any metric. */
  private void label(String label) {
    boolean there =
        (open.contains("{") && metric.isPresent())
            ? known.getOrDefault(metric.get(), Set.of(label)).contains(label)
            : known.values().stream().anyMatch(each -> each.contains(label));
    if (!there && !EVERYWHERE.contains(label)) {
      problems.add("there is no label " + label + " of " + metric.orElse("any metric"));
    }
  }

  private void sign(String sign) {
    switch (sign) {
      case "(" -> {
        open.push(labelsFollow ? "labels" : "(");
        labelsFollow = false;
      }
      case "{" -> open.push("{");
      case ")" -> close(Set.of("(", "labels"));
      case "}" -> close(Set.of("{"));
      default -> {}
    }
  }

  private void close(Set<String> what) {
    if (open.isEmpty() || !what.contains(open.pop())) {
      problems.add("brackets do not match");
    }
  }
}
