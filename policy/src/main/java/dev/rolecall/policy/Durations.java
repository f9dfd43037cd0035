package dev.rolecall.policy;

import dev.rolecall.policy.yaml.Tree;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Spans of time as policies write them: ISO 8601, days at most, a day being 24 hours. */
final class Durations {

  /** Longer ends are no ends: nobody plans access for more than ten years. */
  private static final Duration LONGEST = Duration.ofDays(3_660);

  private Durations() {}

  static Optional<Duration> read(Tree.Leaf leaf, String what, Problems.Reporter reporter) {
    try {
      Duration duration = Duration.parse(leaf.text());
      if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
        return Optional.of(duration);
      }
      reporter.error(
          leaf.at(),
          what + " is more than nothing and at most " + LONGEST.toDays() + " days",
          null);
    } catch (DateTimeParseException e) {
      reporter.error(
          leaf.at(),
          what + " is a duration, not '" + leaf.text() + "'",
          "write it like PT8H (8 hours), PT30M (30 minutes) or P14D (14 days)");
    }
    return Optional.empty();
  }
}
