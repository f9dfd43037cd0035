package dev.rolecall.policy;

import dev.rolecall.policy.yaml.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads what teams and groups of the tools themselves may do with resources. */
final class BindingsReader {
  private static final String BINDINGS = "bindings";

  static final Form FORM =
      new Form.Table("tool", new Form.Table("holder", new Form.Table("resource", Form.Plain.TEXT)));

  private final Surroundings surroundings;
  private final Once once;

  BindingsReader(Surroundings surroundings, Once once) {
    this.surroundings = surroundings;
    this.once = once;
  }

  List<Binding> read(Fields file, Problems.Reporter reporter) {
    List<Binding> bindings = new ArrayList<>();
    for (Tree.Entry tool : file.entries(BINDINGS)) {
      List<ToolShapes> tools =
          ToolWords.find(tool.key(), "binds nothing", surroundings, reporter).stream()
              .filter(each -> hasSome(tool.key(), each, reporter))
              .toList();
      for (Tree.Entry holder : entries(tool, reporter)) {
        for (Tree.Entry resource : entries(holder, reporter)) {
          Optional<Tree.Leaf> role =
              Fields.text(
                  resource.value(), "the role in '" + resource.key().text() + "'", reporter);
          role.ifPresent(leaf ->
              tools.forEach(each ->
                  binding(each, holder.key(), resource.key(), leaf, reporter)
                      .ifPresent(bindings::add)));
        }
      }
    }
    return bindings;
  }

  private static List<Tree.Entry> entries(Tree.Entry within, Problems.Reporter reporter) {
    String what = "'%s' in '%s'".formatted(within.key().text(), BINDINGS);
    return Fields.mapping(within.value(), what, reporter)
        .map(Tree.Mapping::entries)
        .orElse(List.of());
  }

  private static boolean hasSome(Tree.Leaf word, ToolShapes tool, Problems.Reporter reporter) {
    if (tool.bindings().isEmpty()) {
      reporter.error(
          word.at(),
          tool.name() + " has no teams or groups of its own that are bound to something",
          "remove it; roles of people stand in 'grant' of a rule");
    }
    return !tool.bindings().isEmpty();
  }

  private Optional<Binding> binding(
      ToolShapes tool,
      Tree.Leaf holder,
      Tree.Leaf resource,
      Tree.Leaf role,
      Problems.Reporter reporter) {
    List<BoundShape> ofHolder =
        tool.bindings().stream().filter(each -> each.holders().matches(holder.text())).toList();
    if (ofHolder.isEmpty()) {
      reporter.error(
          holder.at(),
          "%s has no teams or groups like '%s'".formatted(tool.name(), holder.text()),
          "write one of: " + patterns(tool.bindings(), true));
      return Optional.empty();
    }
    Optional<BoundShape> shape =
        ofHolder.stream().filter(each -> each.resources().matches(resource.text())).findFirst();
    if (shape.isEmpty()) {
      reporter.error(
          resource.at(),
          "%s binds '%s' to no resource like '%s'"
              .formatted(tool.name(), holder.text(), resource.text()),
          "write one of: " + patterns(ofHolder, false));
      return Optional.empty();
    }
    Shape resources = shape.get().resources();
    if (!ScopeCheck.roles(List.of(role), List.of(resources), tool, reporter)) {
      return Optional.empty();
    }
    resources.byHand().ifPresent(note -> ByHand.report(resource, tool, note, reporter));
    once.check(
        "the binding of",
        tool.name() + " " + holder.text() + " " + resource.text(),
        resource.at(),
        reporter);
    return Optional.of(new Binding(tool.name(), holder.text(), resource.text(), role.text()));
  }

  private static String patterns(List<BoundShape> shapes, boolean ofHolders) {
    return shapes.stream()
        .map(each -> ofHolders ? each.holders().pattern() : each.resources().pattern())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
