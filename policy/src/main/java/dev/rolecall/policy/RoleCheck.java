package dev.rolecall.policy;

import dev.rolecall.policy.yaml.Tree;

/** Checks a role that is written out. */
final class RoleCheck {
  private RoleCheck() {}

  static boolean exact(Tree.Leaf leaf, ToolShapes tool, Shape shape, Problems.Reporter reporter) {
    if (shape.roles().contains(leaf.text())) {
      return true;
    }
    reporter.error(
        leaf.at(),
        tool.noSuchRole(leaf.text(), shape),
        ToolShapes.rolesThereAre(leaf.text(), shape));
    return false;
  }
}
