package dev.rolecall.policy;

import dev.rolecall.policy.condition.AnyOf;
import dev.rolecall.policy.condition.Attribute;
import dev.rolecall.policy.condition.Compiled;
import dev.rolecall.policy.condition.Condition;
import dev.rolecall.policy.selector.Literal;
import dev.rolecall.policy.selector.Parsed;
import dev.rolecall.policy.selector.Selector;
import dev.rolecall.policy.text.Fold;
import dev.rolecall.policy.text.Nearest;
import dev.rolecall.policy.yaml.Spot;
import dev.rolecall.policy.yaml.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads whom a rule speaks of. */
final class SelectionReader {
  static final Keys EXCEPT =
      Keys.of(
          "'except'",
          Key.of("groups", Form.Plain.TEXTS, "Nobody in any of these groups."),
          Key.of("users", Form.Plain.TEXTS, "None of these userNames."));

  private final Surroundings surroundings;
  private final Problems.Reporter reporter;

  SelectionReader(Surroundings surroundings, Problems.Reporter reporter) {
    this.surroundings = surroundings;
    this.reporter = reporter;
  }

  Rule.Selection read(Fields rule) {
    boolean exact = rule.flag("exact", false);
    List<Selector> anyOf = selectors(rule, "groups", exact);
    List<Selector> allOf = selectors(rule, "all-groups", exact);
    List<Condition> conditions = new ArrayList<>();
    for (Tree.Entry entry : rule.entries("where")) {
      where(entry).ifPresent(conditions::add);
    }
    rule.text("when").flatMap(this::when).ifPresent(conditions::add);
    refuseEverybody(rule);
    refuseCaptures(rule.texts("all-groups"), allOf, "'all-groups'");
    Optional<Fields> except =
        rule.get("except").flatMap(tree -> Fields.open(tree, EXCEPT, reporter));
    List<Selector> exceptGroups =
        except.map(fields -> selectors(fields, "groups", exact)).orElse(List.of());
    except.ifPresent(fields -> refuseCaptures(fields.texts("groups"), exceptGroups, "'except'"));
    Set<String> exceptUsers =
        except.map(fields -> fields.texts("users")).orElse(List.of()).stream()
            .map(leaf -> Fold.fold(leaf.text()))
            .collect(Collectors.toSet());
    return new Rule.Selection(anyOf, allOf, conditions, exceptGroups, exceptUsers);
  }

  /** A rule for everybody is possible, but must say so. */
  private void refuseEverybody(Fields rule) {
    boolean selects =
        List.of("groups", "all-groups", "where", "when").stream()
            .anyMatch(key -> rule.get(key).isPresent());
    if (!selects) {
      reporter.error(
          rule.at(),
          "a rule without 'groups', 'all-groups', 'where' or 'when' would speak of everybody",
          "write 'when: user.active' if that is meant");
    }
    for (String key : List.of("groups", "all-groups")) {
      if (rule.get(key).orElse(null) instanceof Tree.Listing list && list.items().isEmpty()) {
        reporter.error(list.at(), "'" + key + "' lists no group", "remove it or name a group");
      }
    }
    if (rule.get("where").orElse(null) instanceof Tree.Mapping where && where.entries().isEmpty()) {
      reporter.error(where.at(), "'where' names no attribute", "remove it or name an attribute");
    }
  }

  private List<Selector> selectors(Fields fields, String key, boolean exact) {
    List<Selector> selectors = new ArrayList<>();
    for (Tree.Leaf leaf : fields.texts(key)) {
      switch (Selector.parse(leaf.text(), exact)) {
        case Parsed.Right<Selector> right -> selectors.add(right.value());
        case Parsed.Wrong<Selector> wrong ->
            reporter.error(leaf.at(), wrong.message(), wrong.remedy());
      }
    }
    return selectors;
  }

  /**
   * What is captured there could not be tied to what 'groups' captures: people would think it is.
   */
  private void refuseCaptures(List<Tree.Leaf> leaves, List<Selector> selectors, String what) {
    if (selectors.stream().allMatch(Literal.class::isInstance)) {
      return;
    }
    for (Tree.Leaf leaf : leaves) {
      if (leaf.text().indexOf('{') >= 0) {
        reporter.error(leaf.at(), what + " takes whole names, no captures", "name the groups");
      }
    }
  }

  private Optional<Condition> where(Tree.Entry entry) {
    String name = entry.key().text();
    Optional<Attribute> attribute = surroundings.attribute(name);
    if (attribute.isEmpty()) {
      reporter.error(
          entry.key().at(),
          "unknown attribute '" + name + "'",
          Nearest.remedy(name, surroundings.attributes().keySet()));
      return Optional.empty();
    }
    List<Tree> items =
        entry.value() instanceof Tree.Listing list ? list.items() : List.of(entry.value());
    Set<Object> values = new HashSet<>();
    for (Tree item : items) {
      AttributeValue.read(attribute.get().type(), item, "'" + name + "'", reporter)
          .ifPresent(values::add);
    }
    if (items.isEmpty()) {
      reporter.error(entry.value().at(), "'" + name + "' lists no value", null);
    }
    return Optional.of(new AnyOf(attribute.get(), values));
  }

  private Optional<Condition> when(Tree.Leaf leaf) {
    return switch (surroundings.expressions().compile(leaf.text())) {
      case Compiled.Usable usable -> Optional.of(usable.condition());
      case Compiled.Refused refused -> {
        for (Compiled.Fault fault : refused.faults()) {
          reporter.error(place(leaf, fault), "in 'when': " + fault.message(), fault.remedy());
        }
        yield Optional.empty();
      }
    };
  }

  private static Spot place(Tree.Leaf leaf, Compiled.Fault fault) {
    return leaf.verbatim()
        ? new Spot(
            leaf.content().line() + fault.line() - 1, leaf.content().column() + fault.column() - 1)
        : leaf.at();
  }
}
