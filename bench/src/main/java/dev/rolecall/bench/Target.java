package dev.rolecall.bench;

import java.util.List;
import java.util.Optional;

/**
 * What a figure should be.
 *
 * @param figure what it is about
 * @param atMost false: at least
 */
record Target(String figure, Measure measure, boolean atMost, double limit) {

  /**
   * How far beyond its target a median may lie for the noise of a machine that others use. What
   * lies beyond it is a fault: the exit code says so. Between them it is said, and is none.
   */
  static final double MARGIN = 1.5;

  static Target atMost(String figure, Measure measure, double limit) {
    return new Target(figure, measure, true, limit);
  }

  static Target atLeast(String figure, Measure measure, double limit) {
    return new Target(figure, measure, false, limit);
  }

  /** How it came out. */
  enum Verdict {
    MET("met"),
    NOT_QUITE("not met, within the margin for noise"),
    MISSED("MISSED"),
    NOT_MEASURED("not measured in this size, or not on this system");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /** What was measured; empty when nothing was. */
  Optional<Double> measured(List<Figure> figures) {
    return figures.stream()
        .filter(each -> each.what().equals(figure))
        .flatMap(each -> Optional.ofNullable(each.values().get(measure)).stream())
        .findFirst();
  }

  Verdict verdict(List<Figure> figures) {
    return measured(figures).map(this::verdict).orElse(Verdict.NOT_MEASURED);
  }

  private Verdict verdict(double value) {
    double beyond = atMost ? value / limit : limit / value;
    if (beyond <= 1) {
      return Verdict.MET;
    }
    return beyond <= MARGIN ? Verdict.NOT_QUITE : Verdict.MISSED;
  }

  /** The same in words. */
  String text() {
    return "%s: %s %s %s"
        .formatted(figure, measure.title(), atMost ? "at most" : "at least", measure.text(limit));
  }
}
