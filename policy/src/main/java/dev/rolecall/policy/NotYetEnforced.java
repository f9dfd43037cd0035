package dev.rolecall.policy;

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
  }
}
