package dev.rolecall.policy;

import dev.rolecall.policy.condition.Condition;
import dev.rolecall.policy.safety.Invariant;
import dev.rolecall.policy.text.ScopeGlob;
import dev.rolecall.policy.yaml.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads what must hold for everybody there could be. */
final class InvariantReader {
  private static final Keys KEYS =
      Keys.of(
          "an invariant",
          Identified.ID,
          Identified.DESCRIPTION,
          Key.required("when", Form.Plain.TEXT, "For whom this expression (CEL) holds."),
          Key.required(
              "never",
              Form.either(Form.words(DenyReader.ALL_TOOLS), RoleTable.FORM),
              "What such people must not hold."));

  static final Form FORM = new Form.Listing(new Form.Mapping(KEYS));

  private final Surroundings surroundings;
  private final Once once;
  private final List<Invariant> invariants = new ArrayList<>();

  InvariantReader(Surroundings surroundings, Once once) {
    this.surroundings = surroundings;
    this.once = once;
  }

  List<Invariant> read() {
    return invariants;
  }

  void read(List<Tree> items, Problems.Reporter reporter) {
    for (Identified<Invariant> each :
        Identified.read(items, KEYS, reporter, (f, place) -> invariant(f, place, reporter))) {
      once.check("invariant", each.id().text(), each.id().at(), reporter);
      invariants.add(each.value());
    }
  }

  private Optional<Invariant> invariant(Fields fields, Place place, Problems.Reporter reporter) {
    Optional<Tree.Leaf> when = fields.requiredText("when", "an invariant");
    Optional<Condition> condition =
        when.flatMap(leaf -> CompiledWhen.of(leaf, surroundings, reporter));
    Optional<Tree> never = fields.get("never");
    if (never.isEmpty()) {
      reporter.error(fields.at(), "an invariant has no 'never'", "add 'never: all-tools'");
    }
    Optional<Invariant.Never> forbidden = never.map(tree -> never(tree, reporter));
    if (when.isEmpty() || condition.isEmpty() || forbidden.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Invariant(
            place.id(),
            place.file(),
            place.line(),
            when.get().text(),
            condition.get(),
            forbidden.get()));
  }

  private Invariant.Never never(Tree tree, Problems.Reporter reporter) {
    if (tree instanceof Tree.Leaf leaf && leaf.text().equals(DenyReader.ALL_TOOLS)) {
      return new Invariant.AllTools();
    }
    if (tree instanceof Tree.Mapping mapping && mapping.entries().isEmpty()) {
      reporter.error(tree.at(), "'never' names no tool", "write 'never: all-tools' or a tool");
    }
    if (tree instanceof Tree.Leaf) {
      reporter.error(tree.at(), "'never' is 'all-tools' or a mapping", "write 'never: all-tools'");
      return new Invariant.Roles(List.of());
    }
    List<Invariant.Forbidden> forbidden = new ArrayList<>();
    for (RoleTable.Row row : RoleTable.read(tree, "'never'", reporter)) {
      List<ToolShapes> tools =
          ToolWords.find(row.tool(), "forbids nothing", surroundings, reporter);
      for (RoleTable.Cell cell : row.cells()) {
        ScopeCheck.some(cell, reporter);
        tools.forEach(tool -> forbidden.add(forbidden(cell, tool, reporter)));
      }
    }
    return new Invariant.Roles(forbidden);
  }

  private static Invariant.Forbidden forbidden(
      RoleTable.Cell cell, ToolShapes tool, Problems.Reporter reporter) {
    List<Shape> shapes = ScopeCheck.meant(cell.scope(), tool, reporter);
    ScopeCheck.roles(cell.roles(), shapes, tool, reporter);
    return new Invariant.Forbidden(
        tool.name(),
        new ScopeGlob(cell.scope().text()),
        cell.roles().stream().map(Tree.Leaf::text).collect(Collectors.toSet()));
  }
}
