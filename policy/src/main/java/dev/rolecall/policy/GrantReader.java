package dev.rolecall.policy;

import dev.rolecall.policy.selector.Capture;
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
  record Captured(Map<String, List<Capture.Word>> words, List<String> everywhere) {

    /** A value of each capture, for checks before anybody is known. */
    Map<String, String> sample() {
      Map<String, String> sample = new HashMap<>();
      words.forEach((name, listed) ->
          sample.put(name, listed.isEmpty() ? SOMETHING : listed.getFirst().value()));
      return sample;
    }

    /** As {@link #sample}, with each word of each capture at least once. */
    List<Map<String, String>> samples() {
      List<Map<String, String>> samples = new ArrayList<>();
      samples.add(sample());
      words.forEach((name, listed) ->
          listed.forEach(word -> {
            Map<String, String> other = sample();
            other.put(name, word.value());
            samples.add(other);
          }));
      return samples;
    }
  }

  private final AimReader aims;
  private final Problems.Reporter reporter;

  GrantReader(Surroundings surroundings, Problems.Reporter reporter) {
    aims = new AimReader(surroundings, reporter);
    this.reporter = reporter;
  }

  /** What stands under {@code grant}, which has to be there. */
  List<GrantLine> required(Fields fields, String what, Captured captured) {
    Optional<Tree> grant = fields.get("grant");
    if (grant.isEmpty()) {
      reporter.error(
          fields.at(), what + " without 'grant'", "add 'grant:' with tool, scope and role");
    }
    return grant.map(table -> read(table, captured)).orElse(List.of());
  }

  private List<GrantLine> read(Tree table, Captured captured) {
    List<RoleTable.Row> rows = RoleTable.read(table, "'grant'", reporter);
    if (table instanceof Tree.Mapping mapping && mapping.entries().isEmpty()) {
      reporter.error(table.at(), "'grant' names no tool", null);
    }
    List<GrantLine> lines = new ArrayList<>();
    for (RoleTable.Row row : rows) {
      Optional<Aim> aim = aims.read(row.tool(), captured);
      if (row.cells().isEmpty()) {
        reporter.error(row.tool().at(), "'" + row.tool().text() + "' names no scope", null);
      }
      for (RoleTable.Cell cell : row.cells()) {
        line(cell, aim, captured).ifPresent(lines::add);
      }
    }
    return lines;
  }

  private Optional<GrantLine> line(RoleTable.Cell cell, Optional<Aim> aim, Captured captured) {
    Optional<Wording> scope = wording(cell.scope(), captured);
    List<Wording> roles = new ArrayList<>();
    for (Tree.Leaf leaf : cell.roles()) {
      wording(leaf, captured).ifPresent(roles::add);
    }
    if (cell.where() instanceof Tree.Listing list && list.items().isEmpty()) {
      reporter.error(list.at(), "no role: this grants nothing", "name a role or remove the scope");
    }
    if (scope.isEmpty() || aim.isEmpty()) {
      return Optional.empty();
    }
    // A role has to exist on each of them.
    for (ToolShapes tool : aim.get().tools()) {
      Optional<Shape> shape = shape(cell.scope(), scope.get(), tool, captured);
      if (shape.isPresent()) {
        shape.get().byHand().ifPresent(note -> ByHand.report(cell.scope(), tool, note, reporter));
        for (Tree.Leaf leaf : cell.roles()) {
          checkRole(leaf, tool, shape.get(), captured);
        }
      }
    }
    return Optional.of(new GrantLine(aim.get(), scope.get(), roles));
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
    Optional<Shape> shape = tool.of(scope.fill(captured.sample()));
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
      for (Capture.Word listed : captured.words().getOrDefault(name, List.of())) {
        String word = listed.value();
        if (role.isOnly(name) && !listed.isGlob() && shape.role(word).isEmpty()) {
          reporter.error(
              leaf.at(),
              tool.noSuchRole(word, shape) + ", which {" + name + "=…} in 'groups' lists",
              ToolShapes.rolesThereAre(word, shape));
        }
      }
    }
  }
}
