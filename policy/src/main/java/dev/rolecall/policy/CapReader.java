package dev.rolecall.policy;

import dev.rolecall.policy.Statement.Says;
import dev.rolecall.policy.text.ScopeGlob;
import dev.rolecall.policy.yaml.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the caps of one file. */
final class CapReader {

  private static final Form MAX =
      new Form.Table(
          "tool",
          Form.either(Form.Plain.TEXTS, new Form.Table("scope, or pattern", Form.Plain.TEXTS)));

  static final Keys KEYS =
      new Keys(
          "a cap",
          SelectionReader.with(
              Key.required("max", MAX, "The most that is left, by tool or by scope.")));

  private final Surroundings surroundings;
  private final Problems.Reporter reporter;
  private final SelectionReader selections;

  CapReader(Surroundings surroundings, Problems.Reporter reporter) {
    this.surroundings = surroundings;
    this.reporter = reporter;
    selections = new SelectionReader(surroundings, reporter);
  }

  List<Identified<Statement>> read(List<Tree> caps) {
    return Identified.read(caps, KEYS, reporter, this::cap);
  }

  private Optional<Statement> cap(Fields fields, Place place) {
    Selection selection = selections.read(fields);
    if (fields.get("max").isEmpty()) {
      reporter.error(fields.at(), "a cap has no 'max'", "add 'max:' with a tool and a role");
    }
    List<Ceiling> ceilings = new ArrayList<>();
    for (Tree.Entry entry : fields.entries("max")) {
      List<ToolShapes> tools = ToolWords.find(entry.key(), "caps nothing", surroundings, reporter);
      if (entry.value() instanceof Tree.Mapping scopes) {
        scopes.entries().forEach(scope -> ceilings.add(inScope(scope, tools)));
      } else {
        ceilings.add(everywhere(entry, tools));
      }
    }
    return Optional.of(new Statement(place, selection, new Says.Lowers(ceilings)));
  }

  /** A role for a whole tool has to be one in each of its ladders, or it would be unclear there. */
  private Ceiling everywhere(Tree.Entry entry, List<ToolShapes> tools) {
    List<Tree.Leaf> roles = Fields.texts(entry.value(), "a role in 'max'", reporter);
    for (ToolShapes tool : tools) {
      List<Shape> ladders = tool.shapes().stream().filter(CapReader::isLadder).toList();
      ladders.forEach(ladder -> onLadder(entry.value(), roles, tool, ladder));
      if (ladders.isEmpty()) {
        ScopeCheck.roles(roles, tool.shapes(), tool, reporter);
      }
    }
    return new Ceiling(new Reach(ToolShapes.names(tools), null), texts(roles));
  }

  private static boolean isLadder(Shape shape) {
    return shape.kind() == RoleKind.LADDER;
  }

  private Ceiling inScope(Tree.Entry scope, List<ToolShapes> tools) {
    List<Tree.Leaf> roles = Fields.texts(scope.value(), "a role in 'max'", reporter);
    for (ToolShapes tool : tools) {
      List<Shape> shapes = ScopeCheck.meant(scope.key(), tool, reporter);
      List<Shape> ladders = shapes.stream().filter(CapReader::isLadder).toList();
      ladders.forEach(ladder -> onLadder(scope.value(), roles, tool, ladder));
      if (ladders.isEmpty()) {
        ScopeCheck.roles(roles, shapes, tool, reporter);
      }
    }
    return new Ceiling(
        new Reach(ToolShapes.names(tools), new ScopeGlob(scope.key().text())), texts(roles));
  }

  private void onLadder(Tree where, List<Tree.Leaf> roles, ToolShapes tool, Shape shape) {
    if (roles.size() > 1) {
      reporter.error(
          where.at(),
          "roles in " + shape + " of " + tool.name() + " are a ladder: a cap names the highest",
          "name one role, or [] for nothing");
    }
    roles.forEach(role -> RoleCheck.exact(role, tool, shape, reporter));
  }

  private static List<String> texts(List<Tree.Leaf> leaves) {
    return leaves.stream().map(Tree.Leaf::text).toList();
  }
}
