package dev.rolecall.policy;

import dev.rolecall.policy.safety.ElevatedRoles;
import dev.rolecall.policy.text.ScopeGlob;
import dev.rolecall.policy.yaml.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads which roles give more power than others. What several files say adds up. */
final class ElevatedReader {
  static final Form FORM =
      new Form.Table(
          "tool", Form.either(Form.Plain.TEXTS, new Form.Table("scope", Form.Plain.TEXTS)));

  private final Surroundings surroundings;
  private final List<ElevatedRoles> elevated = new ArrayList<>();

  ElevatedReader(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  List<ElevatedRoles> read() {
    return elevated;
  }

  void read(List<Tree.Entry> entries, Problems.Reporter reporter) {
    for (Tree.Entry entry : entries) {
      List<ToolShapes> tools =
          ToolWords.find(entry.key(), "elevates nothing", surroundings, reporter);
      if (entry.value() instanceof Tree.Mapping mapping) {
        for (RoleTable.Cell cell : RoleTable.cells(mapping.entries(), reporter)) {
          ScopeCheck.some(cell, reporter);
          tools.forEach(tool -> scope(cell, tool, reporter));
        }
      } else {
        String what = "an elevated role of '" + entry.key().text() + "'";
        List<Tree.Leaf> roles = Fields.texts(entry.value(), what, reporter);
        tools.forEach(tool -> everywhere(roles, tool, reporter));
      }
    }
  }

  private void scope(RoleTable.Cell cell, ToolShapes tool, Problems.Reporter reporter) {
    List<Shape> shapes = ScopeCheck.meant(cell.scope(), tool, reporter);
    if (!shapes.isEmpty() && ScopeCheck.roles(cell.roles(), shapes, tool, reporter)) {
      ScopeGlob scopes = new ScopeGlob(cell.scope().text());
      shapes.forEach(shape -> add(tool, scopes, shape, cell.roles()));
    }
  }

  private void everywhere(List<Tree.Leaf> roles, ToolShapes tool, Problems.Reporter reporter) {
    if (ScopeCheck.roles(roles, tool.shapes(), tool, reporter)) {
      tool.shapes().forEach(shape -> add(tool, shape.scopes(), shape, roles));
    }
  }

  /** What is above an elevated role on its ladder is elevated as well. */
  private void add(ToolShapes tool, ScopeGlob scopes, Shape shape, List<Tree.Leaf> roles) {
    Set<String> all = new HashSet<>();
    roles.forEach(role -> all.addAll(shape.from(role.text())));
    if (!all.isEmpty()) {
      elevated.add(new ElevatedRoles(tool.name(), scopes, all));
    }
  }
}
