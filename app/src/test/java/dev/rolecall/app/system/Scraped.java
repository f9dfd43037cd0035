package dev.rolecall.app.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A scrape in Prometheus' text format. */
final class Scraped {

  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)\\})? (\\S+)(?: \\d+)?");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final String[] PARTS = {"_bucket", "_count", "_sum", "_max"};

  /** One line. */
  record Sample(String name, Map<String, String> labels, double value) {}

  private final List<Sample> samples = new ArrayList<>();
  private final Set<String> types = new TreeSet<>();

  private Scraped() {}

  static Scraped of(String text) {
    Scraped scraped = new Scraped();
    text.lines().forEach(scraped::line);
    return scraped;
  }

  private void line(String line) {
    if (line.startsWith("# TYPE ")) {
      types.add(line.split(" ", -1)[2]);
    }
    if (line.startsWith("#")) {
      return;
    }
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new IllegalStateException("not a sample: " + line);
    }
    Map<String, String> labels = new TreeMap<>();
    if (sample.group(2) != null) {
      Matcher label = LABEL.matcher(sample.group(2));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
    }
    samples.add(
        new Sample(
            sample.group(1),
            labels,
            Double.parseDouble(sample.group(3).replace("Inf", "Infinity"))));
  }

  /** Each metric with its labels; a histogram or timer is one, without what it consists of. */
  SortedMap<String, Set<String>> families() {
    SortedMap<String, Set<String>> families = new TreeMap<>();
    for (Sample each : samples) {
      Set<String> labels = families.computeIfAbsent(family(each.name()), name -> new TreeSet<>());
      labels.addAll(each.labels().keySet());
      labels.remove("le");
    }
    return families;
  }

  private String family(String name) {
    for (String part : PARTS) {
      if (name.endsWith(part)) {
        String base = name.substring(0, name.length() - part.length());
        if (types.contains(base)) {
          return base;
        }
      }
    }
    return name;
  }

  /** What a query may ask for, with the labels that it may name. */
  Map<String, Set<String>> names() {
    Map<String, Set<String>> names = new TreeMap<>();
    samples.forEach(each ->
        names.computeIfAbsent(each.name(), name -> new TreeSet<>()).addAll(each.labels().keySet()));
    return names;
  }

  /** The sum of the samples that have these labels, among others. */
  double sum(String name, Map<String, String> labels) {
    return samples.stream()
        .filter(each -> each.name().equals(name))
        .filter(each -> each.labels().entrySet().containsAll(labels.entrySet()))
        .mapToDouble(Sample::value)
        .sum();
  }
}
