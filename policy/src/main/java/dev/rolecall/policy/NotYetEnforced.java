package dev.rolecall.policy;

import dev.rolecall.policy.yaml.Tree;

/**
 * Points out what this version reads and checks, and does not enforce: nobody shall trust in a
 * promise that nobody keeps.
 */
final class NotYetEnforced {

  private NotYetEnforced() {}

  static void report(Fields file, Problems.Reporter reporter) {
    file.get("invariants")
        .ifPresent(tree ->
            reporter.warning(
                tree.at(),
                "'invariants' is checked for mistakes, not proved: a policy that violates one is"
                    + " published, and nothing is held for it",
                "write a test that says who must not have what"));
    for (Tree item : file.items("protect")) {
      if (item instanceof Tree.Mapping protection) {
        protection.entries().forEach(entry -> protection(entry.key(), reporter));
      }
    }
  }

  /** Rolecall takes nothing from a protected account; what others do there it does not see yet. */
  private static void protection(Tree.Leaf key, Problems.Reporter reporter) {
    if (key.text().equals("keep") || key.text().equals("alert")) {
      reporter.warning(
          key.at(),
          "'%s' says what happens when others change the account; this version does not see that"
              .formatted(key.text()),
          "what Rolecall itself would take from the account is held all the same");
    }
  }
}
