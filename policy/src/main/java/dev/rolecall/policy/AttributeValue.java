package dev.rolecall.policy;

import dev.rolecall.policy.condition.Attribute;
import dev.rolecall.policy.yaml.Tree;
import java.util.Optional;

/** Reads one value that an attribute is compared with or has in a test. */
final class AttributeValue {
  private AttributeValue() {}

  /** A Boolean for a flag, else a String; empty when it is of another type, which was reported. */
  static Optional<Object> read(
      Attribute.Type type, Tree tree, String what, Problems.Reporter reporter) {
    return switch (type) {
      case TEXT, TEXTS -> Fields.text(tree, what, reporter).map(Tree.Leaf::text);
      case FLAG -> {
        if (tree instanceof Tree.Leaf leaf && leaf.scalar() == Tree.Scalar.BOOLEAN) {
          yield Optional.of(Boolean.parseBoolean(leaf.text()));
        }
        reporter.error(
            tree.at(), what + " is true or false, not " + tree.kind(), "write true or false");
        yield Optional.empty();
      }
    };
  }
}
