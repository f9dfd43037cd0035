package dev.rolecall.policy;

import com.google.re2j.Pattern;
import dev.rolecall.policy.yaml.Tree;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads whole numbers and spans of time, within bounds. */
final class Quantities {
  /** ISO 8601 without years, months and weeks, whose length depends; upper case, no fractions. */
  static final String DURATION = "P([0-9]{1,6}D)?(T([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?";

  private static final Pattern DURATIONS = Pattern.compile(DURATION);

  /** More digits are beyond any bound there is. */
  private static final int MAX_DIGITS = 9;

  private Quantities() {}

  static Optional<Integer> whole(
      Tree tree, Form.Whole bounds, String what, Problems.Reporter reporter) {
    if (tree instanceof Tree.Leaf leaf
        && leaf.scalar() == Tree.Scalar.NUMBER
        && leaf.text().length() <= MAX_DIGITS
        && leaf.text().chars().allMatch(c -> c >= '0' && c <= '9')) {
      int number = Integer.parseInt(leaf.text());
      if (number >= bounds.least() && number <= bounds.most()) {
        return Optional.of(number);
      }
    }
    reporter.error(
        tree.at(),
        what + " is not a whole number from " + bounds.least() + " to " + bounds.most(),
        null);
    return Optional.empty();
  }

  /** More than nothing, at most {@code longest}. */
  static Optional<Duration> duration(
      Tree tree, Duration longest, String what, Problems.Reporter reporter) {
    Optional<Duration> duration = Fields.text(tree, what, reporter).flatMap(Quantities::parse);
    if (duration.filter(d -> d.isPositive() && d.compareTo(longest) <= 0).isPresent()) {
      return duration;
    }
    if (tree instanceof Tree.Leaf leaf && leaf.scalar() == Tree.Scalar.TEXT) {
      reporter.error(
          leaf.at(),
          duration.isEmpty()
              ? what + ": '" + leaf.text() + "' is not a duration"
              : what + " is not more than nothing and at most " + longest,
          "write PT10M, PT8H or P14D");
    }
    return Optional.empty();
  }

  private static Optional<Duration> parse(Tree.Leaf leaf) {
    if (!DURATIONS.matches(leaf.text())) {
      return Optional.empty();
    }
    try {
      return Optional.of(Duration.parse(leaf.text()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
