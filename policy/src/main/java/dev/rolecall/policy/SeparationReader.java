package dev.rolecall.policy;

import dev.rolecall.policy.selector.Capture;
import dev.rolecall.policy.selector.Parsed;
import dev.rolecall.policy.selector.Selector;
import dev.rolecall.policy.selector.Template;
import dev.rolecall.policy.yaml.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the separations of duties of one file. */
final class SeparationReader {

  private static final String SECOND = "withhold-second";
  private static final String BOTH = "withhold-both";
  private static final String ALERT = "alert";

  static final Keys KEYS =
      Keys.of(
          "a separation",
          Identified.ID,
          Identified.DESCRIPTION,
          Key.required(
              "between",
              new Form.Listing(RoleTable.FORM),
              "Two roles; captures in the scopes take the same on both sides."),
          Key.of(
              "on-conflict",
              Form.words(SECOND, BOTH, ALERT),
              "What somebody gets who would hold both; by default only the first."),
          Key.of("except", new Form.Mapping(SelectionReader.EXCEPT), "Who may hold both."));

  private static final Map<String, Separation.Conflict> CONFLICTS =
      Map.of(
          SECOND, Separation.Conflict.WITHHOLD_SECOND,
          BOTH, Separation.Conflict.WITHHOLD_BOTH,
          ALERT, Separation.Conflict.ALERT);

  private final Surroundings surroundings;
  private final Problems.Reporter reporter;
  private final SelectionReader selections;

  SeparationReader(Surroundings surroundings, Problems.Reporter reporter) {
    this.surroundings = surroundings;
    this.reporter = reporter;
    selections = new SelectionReader(surroundings, reporter);
  }

  List<Identified<Separation>> read(List<Tree> separations) {
    return Identified.read(separations, KEYS, reporter, this::separation);
  }

  private Optional<Separation> separation(Fields fields, Place place) {
    Selection.Except except = selections.except(fields, false);
    Separation.Conflict conflict =
        fields
            .text("on-conflict")
            .flatMap(leaf -> Words.one(leaf, "'on-conflict'", reporter, CONFLICTS))
            .orElse(Separation.Conflict.WITHHOLD_SECOND);
    List<Tree> sides = fields.items("between");
    if (sides.size() != 2) {
      reporter.error(
          fields.at(),
          "a separation is between two roles, not " + sides.size(),
          "write two items under 'between:'");
      return Optional.empty();
    }
    Optional<Separation.Side> first = side(sides.getFirst());
    Optional<Separation.Side> second = side(sides.getLast());
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    Separation separation = new Separation(place, first.get(), second.get(), conflict, except);
    refuseUntied(separation, fields);
    return Optional.of(separation);
  }

  /** A capture on one side only ties nothing: most probably it is misspelt. */
  private void refuseUntied(Separation separation, Fields fields) {
    Set<String> first = captures(separation.first());
    Set<String> second = captures(separation.second());
    if (!first.equals(second)) {
      reporter.error(
          fields.at(),
          "the two sides capture different things: " + first + " and " + second,
          "capture the same on both sides, as {scope}");
    }
  }

  private static Set<String> captures(Separation.Side side) {
    Set<String> names = new HashSet<>();
    side.scope().captures().stream().map(Capture::name).forEach(names::add);
    return names;
  }

  private Optional<Separation.Side> side(Tree tree) {
    List<RoleTable.Row> rows = RoleTable.read(tree, "a side of 'between'", reporter);
    if (rows.size() != 1 || rows.getFirst().cells().size() != 1) {
      reporter.error(
          tree.at(),
          "a side of 'between' is one scope of one tool",
          "write TOOL: { SCOPE: [ROLES] }");
      return Optional.empty();
    }
    RoleTable.Row row = rows.getFirst();
    RoleTable.Cell cell = row.cells().getFirst();
    List<ToolShapes> tools =
        ToolWords.find(row.tool(), "separates nothing", surroundings, reporter);
    if (cell.roles().isEmpty()) {
      reporter.error(cell.where().at(), "no role: this separates nothing", "name a role");
    }
    Set<String> roles = new HashSet<>();
    cell.roles().forEach(role -> roles.add(role.text()));
    return scope(cell, tools)
        .map(scope -> new Separation.Side(ToolShapes.names(tools), scope, roles));
  }

  private Optional<Selector> scope(RoleTable.Cell cell, List<ToolShapes> tools) {
    switch (Selector.parse(cell.scope().text(), false)) {
      case Parsed.Wrong<Selector> wrong -> {
        reporter.error(cell.scope().at(), wrong.message(), wrong.remedy());
        return Optional.empty();
      }
      case Parsed.Right<Selector> right -> {
        for (ToolShapes tool : tools) {
          check(cell, right.value(), tool);
        }
        return Optional.of(right.value());
      }
    }
  }

  private void check(RoleTable.Cell cell, Selector scope, ToolShapes tool) {
    String sample = scope instanceof Template template ? template.sample() : scope.text();
    Optional<Shape> shape = tool.of(sample);
    if (shape.isEmpty()) {
      reporter.error(
          cell.scope().at(), tool.noSuchScope(scope.text()), tool.scopesThereAre(scope.text()));
    }
    shape.ifPresent(
        there -> cell.roles().forEach(role -> RoleCheck.exact(role, tool, there, reporter)));
  }
}
