package dev.rolecall.policy;

import dev.rolecall.policy.safety.MinHolders;
import dev.rolecall.policy.yaml.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how many must hold a role at least. */
final class HoldersReader {
  /** Nobody promises more; a slip of the finger does. */
  private static final int MAX_HOLDERS = 1_000;

  private static final Form.Whole HOLDERS = new Form.Whole(1, MAX_HOLDERS);

  static final Form FORM =
      new Form.Table("tool", new Form.Table("scope", new Form.Table("role", HOLDERS)));

  private final Surroundings surroundings;
  private final Once once;
  private final List<MinHolders> holders = new ArrayList<>();

  HoldersReader(Surroundings surroundings, Once once) {
    this.surroundings = surroundings;
    this.once = once;
  }

  List<MinHolders> read() {
    return holders;
  }

  void read(Fields file, Problems.Reporter reporter) {
    for (Tree.Entry tool : file.entries("min-holders")) {
      List<ToolShapes> tools =
          ToolWords.find(tool.key(), "holders are not counted", surroundings, reporter);
      String inside = "'" + tool.key().text() + "' in 'min-holders'";
      for (Tree.Entry scope : entries(tool.value(), inside, reporter)) {
        String roles = "'" + scope.key().text() + "' in 'min-holders'";
        for (Tree.Entry role : entries(scope.value(), roles, reporter)) {
          role(tools, scope.key(), role, reporter);
        }
      }
    }
  }

  private static List<Tree.Entry> entries(Tree tree, String what, Problems.Reporter reporter) {
    return Fields.mapping(tree, what, reporter).map(Tree.Mapping::entries).orElse(List.of());
  }

  private void role(
      List<ToolShapes> tools, Tree.Leaf scope, Tree.Entry role, Problems.Reporter reporter) {
    Optional<Integer> least =
        Quantities.whole(role.value(), HOLDERS, "the number of holders", reporter);
    for (ToolShapes tool : tools) {
      Optional<Shape> shape = ScopeCheck.named(scope, tool, reporter);
      if (shape.isPresent()
          && ScopeCheck.roles(List.of(role.key()), List.of(shape.get()), tool, reporter)) {
        String cell = tool.name() + " " + scope.text() + " " + role.key().text();
        once.check("min-holders of", cell, role.key().at(), reporter);
        least.ifPresent(number ->
            holders.add(new MinHolders(tool.name(), scope.text(), role.key().text(), number)));
      }
    }
  }
}
