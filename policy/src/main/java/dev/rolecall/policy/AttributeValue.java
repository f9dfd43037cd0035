package dev.rolecall.policy;

import dev.rolecall.policy.condition.Attribute;
import dev.rolecall.policy.condition.Dates;
import dev.rolecall.policy.yaml.Tree;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads one value that an attribute is compared with or has in a test. */
final class AttributeValue {
  private AttributeValue() {}

  /**
   * A Boolean for a flag, a Double for a number, an Instant for a date, else a String; empty when
   * it is of another type, which was reported.
   */
  static Optional<Object> read(
      Attribute.Type type, Tree tree, String what, Problems.Reporter reporter) {
    return switch (type) {
      case DATE -> Fields.text(tree, what, reporter).flatMap(leaf -> date(leaf, what, reporter));
      case TEXT, TEXTS -> Fields.text(tree, what, reporter).map(Tree.Leaf::text);
      case FLAG -> {
        if (tree instanceof Tree.Leaf leaf && leaf.scalar() == Tree.Scalar.BOOLEAN) {
          yield Optional.of(Boolean.parseBoolean(leaf.text()));
        }
        reporter.error(
            tree.at(), what + " is true or false, not " + tree.kind(), "write true or false");
        yield Optional.empty();
      }
      case NUMBER, NUMBERS -> {
        if (tree instanceof Tree.Leaf leaf && leaf.scalar() == Tree.Scalar.NUMBER) {
          yield number(leaf, what, reporter);
        }
        reporter.error(tree.at(), what + " is a number, not " + tree.kind(), "write it bare");
        yield Optional.empty();
      }
    };
  }

  private static Optional<Object> date(Tree.Leaf leaf, String what, Problems.Reporter reporter) {
    Optional<Object> date = Dates.begin(leaf.text()).map(moment -> moment);
    if (date.isEmpty()) {
      reporter.error(leaf.at(), what + " is a date", "write 2026-08-31 or 2026-08-31T18:00:00Z");
    }
    return date;
  }

  private static Optional<Object> number(Tree.Leaf leaf, String what, Problems.Reporter reporter) {
    try {
      return Optional.of(new BigDecimal(leaf.text()).doubleValue());
    } catch (NumberFormatException e) {
      reporter.error(leaf.at(), what + " is a decimal number", "write it like 3 or 2.5");
      return Optional.empty();
    }
  }
}
