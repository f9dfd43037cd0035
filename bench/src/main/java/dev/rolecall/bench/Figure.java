package dev.rolecall.bench;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one measurement says of one thing. */
record Figure(String what, Map<Measure, Double> values) {

  Figure {
    values = Collections.unmodifiableMap(new EnumMap<>(values));
  }

  /** One that nothing is known of yet. */
  static Figure of(String what) {
    return new Figure(what, new EnumMap<>(Measure.class));
  }

  static Figure of(String what, Sample sample) {
    return of(what)
        .with(Measure.P50, sample.times().percentile(0.5))
        .with(Measure.P99, sample.times().percentile(0.99))
        .with(Measure.RATE, sample.perSecond())
        .with(Measure.CPU, sample.cpuMillisEach());
  }

  static Figure of(String what, Times times) {
    return of(what)
        .with(Measure.P50, times.percentile(0.5))
        .with(Measure.P99, times.percentile(0.99));
  }

  /** How long something took, once. */
  static Figure of(String what, Duration took) {
    return of(what).with(Measure.SECONDS, took.toMillis() / 1e3);
  }

  Figure with(Measure measure, double value) {
    Map<Measure, Double> more = new EnumMap<>(Measure.class);
    more.putAll(values);
    more.put(measure, value);
    return new Figure(what, more);
  }

  /** The same with what it is compared to something else of the same run. */
  Figure against(Figure base) {
    return compare(Measure.P50, Measure.TIMES_P50, base)
        .compare(Measure.P99, Measure.TIMES_P99, base)
        .compare(Measure.RATE, Measure.TIMES_RATE, base)
        .compare(Measure.SECONDS, Measure.TIMES_SECONDS, base);
  }

  private Figure compare(Measure measure, Measure times, Figure base) {
    Double mine = values.get(measure);
    Double others = base.values.get(measure);
    return mine == null || others == null || others == 0 ? this : with(times, mine / others);
  }

  /** Of the figures of several runs the median of each value; all are about the same things. */
  static List<Figure> medians(List<List<Figure>> runs) {
    return runs.getFirst().stream()
        .map(first ->
            median(
                first.what(),
                runs.stream()
                    .flatMap(List::stream)
                    .filter(figure -> figure.what().equals(first.what()))
                    .toList()))
        .toList();
  }

  private static Figure median(String what, List<Figure> figures) {
    Figure median = of(what);
    for (Measure measure : Measure.values()) {
      double[] sorted =
          figures.stream()
              .filter(figure -> figure.values.containsKey(measure))
              .mapToDouble(figure -> figure.values.get(measure))
              .sorted()
              .toArray();
      if (sorted.length > 0) {
        double lower = sorted[(sorted.length - 1) / 2];
        median = median.with(measure, (lower + sorted[sorted.length / 2]) / 2);
      }
    }
    return median;
  }
}
