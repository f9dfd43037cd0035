package dev.rolecall.policy;

import dev.rolecall.policy.yaml.Tree;

/** Points out what a tool does only for people: Rolecall says what is to be done, and waits. */
final class ByHand {

  private ByHand() {}

  /**
   * A warning.
   *
   * @param where a scope, or a resource
   * @param note of the shape of the scope
   */
  static void report(Tree.Leaf where, ToolShapes tool, String note, Problems.Reporter reporter) {
    reporter.warning(
        where.at(),
        "in '%s' of %s not everything can be done for you: %s"
            .formatted(where.text(), tool.name(), note),
        "each such change becomes a finding until a person has made it");
  }
}
