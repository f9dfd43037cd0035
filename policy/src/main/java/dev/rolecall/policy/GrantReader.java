package dev.rolecall.policy;

import dev.rolecall.policy.selector.Parsed;
import dev.rolecall.policy.selector.Wording;
import dev.rolecall.policy.text.Nearest;
import dev.rolecall.policy.yaml.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a rule gives, and checks it against what the tools have. */
final class GrantReader {
  /** Stands for whatever a capture takes when a scope is checked before anybody is known. */
  private static final String SOMETHING = "x";

  /**
   * What {@code groups} captures.
   *
   * @param words by capture; none for a free one
   * @param everywhere captures that each alternative has
   */
  record Captured(Map<String, List<String>> words, List<String> everywhere) {}

  private final Surroundings surroundings;
  private final Problems.Reporter reporter;

  GrantReader(Surroundings surroundings, Problems.Reporter reporter) {
    this.surroundings = surroundings;
    this.reporter = reporter;
  }

  List<GrantLine> read(Tree table, Captured captured) {
    List<RoleTable.Row> rows = RoleTable.read(table, "'grant'", reporter);
    if (table instanceof Tree.Mapping mapping && mapping.entries().isEmpty()) {
      reporter.error(table.at(), "'grant' names no tool", null);
    }
    List<GrantLine> lines = new ArrayList<>();
    for (RoleTable.Row row : rows) {
      Optional<ToolShapes> tool = tool(row.tool());
      if (row.cells().isEmpty()) {
        reporter.error(row.tool().at(), "'" + row.tool().text() + "' names no scope", null);
      }
      for (RoleTable.Cell cell : row.cells()) {
        line(cell, tool, captured).ifPresent(lines::add);
      }
    }
    return lines;
  }

  private Optional<ToolShapes> tool(Tree.Leaf name) {
    Optional<ToolShapes> tool = surroundings.tool(name.text());
    if (tool.isEmpty()) {
      NotConfigured.report(name, "grants nothing", surroundings, reporter);
    }
    return tool;
  }

  private Optional<GrantLine> line(
      RoleTable.Cell cell, Optional<ToolShapes> tool, Captured captured) {
    Optional<Wording> scope = wording(cell.scope(), captured);
    List<Wording> roles = new ArrayList<>();
    for (Tree.Leaf leaf : cell.roles()) {
      wording(leaf, captured).ifPresent(roles::add);
    }
    if (cell.where() instanceof Tree.Listing list && list.items().isEmpty()) {
      reporter.error(list.at(), "no role: this grants nothing", "name a role or remove the scope");
    }
    if (scope.isEmpty() || tool.isEmpty()) {
      return Optional.empty();
    }
    Optional<Shape> shape = shape(cell.scope(), scope.get(), tool.get(), captured);
    if (shape.isPresent()) {
      for (Tree.Leaf leaf : cell.roles()) {
        checkRole(leaf, tool.get(), shape.get(), captured);
      }
    }
    return Optional.of(new GrantLine(tool.get(), scope.get(), roles));
  }

  private Optional<Wording> wording(Tree.Leaf leaf, Captured captured) {
    switch (Wording.parse(leaf.text())) {
      case Parsed.Wrong<Wording> wrong -> {
        reporter.error(leaf.at(), wrong.message(), wrong.remedy());
        return Optional.empty();
      }
      case Parsed.Right<Wording> right -> {
        boolean known = true;
        for (String name : right.value().captures()) {
          known &= checkCapture(name, leaf, captured);
        }
        return known ? Optional.of(right.value()) : Optional.empty();
      }
    }
  }

  private boolean checkCapture(String name, Tree.Leaf leaf, Captured captured) {
    if (captured.everywhere().contains(name)) {
      return true;
    }
    boolean somewhere = captured.words().containsKey(name);
    reporter.error(
        leaf.at(),
        somewhere
            ? "not every alternative of 'groups' captures {" + name + "}"
            : "'groups' captures no {" + name + "}",
        somewhere ? "make two rules of it" : suggestion(name, captured));
    return false;
  }

  private static String suggestion(String name, Captured captured) {
    return captured.everywhere().isEmpty()
        ? "capture it in 'groups', as in \"team:{" + name + "}\""
        : Nearest.remedy(name, captured.everywhere());
  }

  private Optional<Shape> shape(Tree.Leaf leaf, Wording scope, ToolShapes tool, Captured captured) {
    Map<String, String> sample = new HashMap<>();
    captured
        .words()
        .forEach((name, words) -> sample.put(name, words.isEmpty() ? SOMETHING : words.getFirst()));
    Optional<Shape> shape = tool.of(scope.fill(sample));
    if (shape.isEmpty()) {
      reporter.error(leaf.at(), tool.noSuchScope(leaf.text()), tool.scopesThereAre(leaf.text()));
    }
    return shape;
  }

  private void checkRole(Tree.Leaf leaf, ToolShapes tool, Shape shape, Captured captured) {
    if (!(Wording.parse(leaf.text()) instanceof Parsed.Right<Wording> right)) {
      return;
    }
    Wording role = right.value();
    if (role.isLiteral()) {
      RoleCheck.exact(leaf, tool, shape, reporter);
      return;
    }
    for (String name : role.captures()) {
      for (String word : captured.words().getOrDefault(name, List.of())) {
        if (role.isOnly(name) && shape.role(word).isEmpty()) {
          reporter.error(
              leaf.at(),
              tool.noSuchRole(word, shape) + ", which {" + name + "=…} in 'groups' lists",
              ToolShapes.rolesThereAre(word, shape));
        }
      }
    }
  }
}
