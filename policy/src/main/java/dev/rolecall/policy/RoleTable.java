package dev.rolecall.policy;

import dev.rolecall.policy.yaml.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The notation "tool → scope → role or roles", as grants and expectations use it. */
final class RoleTable {
  static final Form FORM = new Form.Table("tool", new Form.Table("scope", Form.Plain.TEXTS));

  /** One tool with its scopes. */
  record Row(Tree.Leaf tool, List<Cell> cells) {}

  /** One scope with its roles. */
  record Cell(Tree.Leaf scope, Tree where, List<Tree.Leaf> roles) {}

  private RoleTable() {}

  static List<Row> read(Tree table, String what, Problems.Reporter reporter) {
    List<Row> rows = new ArrayList<>();
    for (Tree.Entry tool : entries(table, what, reporter)) {
      String inside = "'" + tool.key().text() + "' in " + what;
      Optional<Tree.Mapping> scopes = Fields.mapping(tool.value(), inside, reporter);
      if (scopes.isEmpty()) {
        continue;
      }
      List<Cell> cells = cells(scopes.get().entries(), reporter);
      rows.add(new Row(tool.key(), cells));
    }
    return rows;
  }

  /** The notation "scope → role or roles". */
  static List<Cell> cells(List<Tree.Entry> scopes, Problems.Reporter reporter) {
    List<Cell> cells = new ArrayList<>();
    for (Tree.Entry scope : scopes) {
      List<Tree.Leaf> roles =
          Fields.texts(scope.value(), "a role in '" + scope.key().text() + "'", reporter);
      cells.add(new Cell(scope.key(), scope.value(), roles));
    }
    return cells;
  }

  private static List<Tree.Entry> entries(Tree table, String what, Problems.Reporter reporter) {
    return Fields.mapping(table, what, reporter).map(Tree.Mapping::entries).orElse(List.of());
  }
}
