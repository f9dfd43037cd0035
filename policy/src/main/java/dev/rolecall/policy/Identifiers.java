package dev.rolecall.policy;

import com.google.re2j.Pattern;
import dev.rolecall.policy.yaml.Tree;
import java.util.Optional;

/** Ids of rules and names of policies: they end up in audit records and on command lines. */
final class Identifiers {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private Identifiers() {}

  static Optional<Tree.Leaf> check(Tree.Leaf leaf, String what, Problems.Reporter reporter) {
    if (leaf.text().length() <= Limits.MAX_NAME && ALLOWED.matches(leaf.text())) {
      return Optional.of(leaf);
    }
    reporter.error(
        leaf.at(),
        what + " is letters, digits, '.', '_' and '-', at most " + Limits.MAX_NAME,
        null);
    return Optional.empty();
  }
}
