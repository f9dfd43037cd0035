package dev.rolecall.policy;

import dev.rolecall.policy.text.Nearest;
import dev.rolecall.policy.text.ScopeGlob;
import dev.rolecall.policy.yaml.Tree;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks scopes and roles that no group's name has a part in. */
final class ScopeCheck {
  private ScopeCheck() {}

  /** The kind of a scope that is written out. */
  static Optional<Shape> named(Tree.Leaf scope, ToolShapes tool, Problems.Reporter reporter) {
    if (ScopeGlob.isGlob(scope.text())) {
      reporter.error(
          scope.at(), "'" + scope.text() + "' is a pattern, not a scope", "name each scope");
      return Optional.empty();
    }
    Optional<Shape> shape = tool.of(scope.text());
    if (shape.isEmpty()) {
      noSuchScope(scope, tool, reporter);
    }
    return shape;
  }

  /** The kinds of scopes that a pattern can mean; none was reported. */
  static List<Shape> meant(Tree.Leaf pattern, ToolShapes tool, Problems.Reporter reporter) {
    String text = pattern.text();
    if (!length(pattern, reporter)) {
      return List.of();
    }
    ScopeGlob scopes = new ScopeGlob(text);
    List<Shape> shapes =
        ScopeGlob.isGlob(text)
            ? tool.shapes().stream().filter(shape -> couldMean(scopes, shape)).toList()
            : tool.of(text).stream().toList();
    if (shapes.isEmpty()) {
      noSuchScope(pattern, tool, reporter);
    }
    return shapes;
  }

  /** Whether a pattern of scopes or accounts says something and is short enough to match. */
  static boolean length(Tree.Leaf pattern, Problems.Reporter reporter) {
    boolean right = !pattern.text().isBlank() && pattern.text().length() <= Limits.MAX_PATTERN;
    if (!right) {
      reporter.error(
          pattern.at(), "a pattern has 1 to " + Limits.MAX_PATTERN + " characters", null);
    }
    return right;
  }

  /** A free path takes no colon. */
  private static boolean couldMean(ScopeGlob scopes, Shape shape) {
    boolean typed = scopes.text().indexOf(':') >= 0;
    return scopes.meets(shape.scopes()) && (!typed || shape.pattern().indexOf(':') >= 0);
  }

  private static void noSuchScope(Tree.Leaf scope, ToolShapes tool, Problems.Reporter reporter) {
    reporter.error(scope.at(), tool.noSuchScope(scope.text()), tool.scopesThereAre(scope.text()));
  }

  /** Whether each role is one of at least one of the kinds. */
  static boolean roles(
      List<Tree.Leaf> roles, List<Shape> shapes, ToolShapes tool, Problems.Reporter reporter) {
    Set<String> known = new TreeSet<>();
    shapes.forEach(shape -> known.addAll(shape.roles()));
    boolean right = true;
    for (Tree.Leaf role : roles) {
      if (!known.contains(role.text()) && !shapes.isEmpty()) {
        Shape nearest = nearest(role.text(), shapes);
        reporter.error(
            role.at(),
            tool.noSuchRole(role.text(), nearest),
            ToolShapes.rolesThereAre(role.text(), nearest));
        right = false;
      }
    }
    return right;
  }

  /** The kind that has a role of nearly that name, for the remedy. */
  private static Shape nearest(String role, List<Shape> shapes) {
    return shapes.stream()
        .filter(shape -> Nearest.to(role, shape.roles()).isPresent())
        .findFirst()
        .orElse(shapes.getFirst());
  }

  /** There must be a role: nothing is said otherwise. */
  static void some(RoleTable.Cell cell, Problems.Reporter reporter) {
    if (cell.roles().isEmpty() && cell.where() instanceof Tree.Listing list) {
      reporter.error(list.at(), "no role: this says nothing", "name a role or remove the scope");
    }
  }
}
