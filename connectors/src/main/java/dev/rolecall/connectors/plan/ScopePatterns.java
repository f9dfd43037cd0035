package dev.rolecall.connectors.plan;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The scopes of a tool that are managed. A pattern is a path: {@code *} stands for one segment or
 * the rest of one ({@code team:*}), {@code **} for any number of segments, also none, and behind a
 * beginning for the rest of it, too ({@code folder:**}).
 */
public final class ScopePatterns {

  private static final String ANY_SEGMENTS = "**";

  private final List<String> patterns;
  private final List<Segments> compiled;

  public ScopePatterns(Collection<String> patterns) {
    this.patterns = List.copyOf(patterns);
    this.compiled = this.patterns.stream().map(Segments::of).toList();
  }

  public boolean matches(String scope) {
    String[] path = scope.split("/", -1);
    return compiled.stream().anyMatch(segments -> segments.matches(path));
  }

  /** The patterns that name exactly one scope, sorted. */
  public Collection<String> literals() {
    TreeSet<String> literals = new TreeSet<>();
    patterns.stream().filter(pattern -> !pattern.contains("*")).forEach(literals::add);
    return literals;
  }

  /** One pattern: a segment is either any number of segments, or an expression for one. */
  private record Segments(List<Segment> segments) {

    private record Segment(boolean anyNumber, Pattern one) {}

    static Segments of(String pattern) {
      return new Segments(Stream.of(pattern.split("/", -1)).flatMap(Segments::segments).toList());
    }

    private static Stream<Segment> segments(String text) {
      boolean isBeginning = text.endsWith(ANY_SEGMENTS) && !text.equals(ANY_SEGMENTS);
      return isBeginning
          ? Stream.of(segment(text.substring(0, text.length() - 1)), segment(ANY_SEGMENTS))
          : Stream.of(segment(text));
    }

    private static Segment segment(String text) {
      String any = text.equals("*") ? "[^/]+" : "[^/]*";
      String expression =
          List.of(text.split("\\*", -1)).stream()
              .map(literal -> literal.isEmpty() ? "" : Pattern.quote(literal))
              .reduce((left, right) -> left + any + right)
              .orElse("");
      return new Segment(text.equals(ANY_SEGMENTS), Pattern.compile(expression));
    }

    /** Row by row over the pattern, so that several {@code **} cost no more than one. */
    boolean matches(String[] path) {
      boolean[] reached = new boolean[path.length + 1];
      reached[0] = true;
      for (Segment segment : segments) {
        boolean[] next = new boolean[path.length + 1];
        for (int i = 0; i <= path.length; i++) {
          if (segment.anyNumber()) {
            next[i] = reached[i] || (i > 0 && next[i - 1]);
          } else {
            next[i] = i > 0 && reached[i - 1] && segment.one().matcher(path[i - 1]).matches();
          }
        }
        reached = next;
      }
      return reached[path.length];
    }
  }
}
