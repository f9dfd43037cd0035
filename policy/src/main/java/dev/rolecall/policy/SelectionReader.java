package dev.rolecall.policy;

import dev.rolecall.policy.condition.AnyOf;
import dev.rolecall.policy.condition.Attribute;
import dev.rolecall.policy.condition.Condition;
import dev.rolecall.policy.text.Fold;
import dev.rolecall.policy.text.Nearest;
import dev.rolecall.policy.yaml.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads whom a rule, a cap or a deny speaks of. */
final class SelectionReader {

  static final Keys EXCEPT =
      Keys.of(
          "'except'",
          Key.of("groups", GroupsReader.FORM, "Nobody in any of these groups."),
          Key.of("users", Form.Plain.TEXTS, "None of these userNames."));

  private static final List<Key> KEYS =
      List.of(
          Identified.ID,
          Identified.DESCRIPTION,
          Key.of("groups", GroupsReader.FORM, "In any of these groups."),
          Key.of("group-id", Form.Plain.TEXTS, "Or in any of these, by id."),
          Key.of("all-groups", GroupsReader.FORM, "In each of these groups."),
          Key.of("exact", Form.Plain.FLAG, "Letter case of groups counts."),
          Key.of("directory", Form.Plain.TEXTS, "Only people of these directories."),
          Key.of("where", new Form.Table("attribute", Form.Plain.ANY), "With these attributes."),
          Key.of("when", Form.Plain.TEXT, "For whom this expression (CEL) holds."),
          Key.of("except", new Form.Mapping(EXCEPT), "But not these."));

  private static final List<String> SELECTING =
      List.of("groups", "group-id", "all-groups", "where", "when");

  private final Surroundings surroundings;
  private final Problems.Reporter reporter;
  private final GroupsReader groups;

  SelectionReader(Surroundings surroundings, Problems.Reporter reporter) {
    this.surroundings = surroundings;
    this.reporter = reporter;
    groups = new GroupsReader(reporter);
  }

  /** The keys of something that speaks of people, with those of its own. */
  static List<Key> with(Key... own) {
    List<Key> keys = new ArrayList<>(KEYS);
    keys.addAll(List.of(own));
    return keys;
  }

  Selection read(Fields fields) {
    boolean exact = fields.flag("exact", false);
    List<Condition> conditions = new ArrayList<>();
    for (Tree.Entry entry : fields.entries("where")) {
      where(entry).ifPresent(conditions::add);
    }
    fields
        .text("when")
        .flatMap(leaf -> CompiledWhen.of(leaf, surroundings, reporter))
        .ifPresent(conditions::add);
    refuseEverybody(fields);
    return new Selection(
        fields.texts("directory").stream().map(Tree.Leaf::text).collect(Collectors.toSet()),
        groups.anyOf(fields, exact),
        groups.whole(fields, "all-groups", exact),
        conditions,
        except(fields, exact));
  }

  /** Whom something does not speak of. */
  Selection.Except except(Fields fields, boolean exact) {
    Optional<Fields> except =
        fields.get("except").flatMap(tree -> Fields.open(tree, EXCEPT, reporter));
    if (except.isEmpty()) {
      return Selection.Except.NONE;
    }
    Set<String> users =
        except.get().texts("users").stream()
            .map(leaf -> Fold.fold(leaf.text()))
            .collect(Collectors.toSet());
    return new Selection.Except(groups.whole(except.get(), "groups", exact), users);
  }

  /** Something for everybody is possible, but must say so. */
  private void refuseEverybody(Fields fields) {
    boolean selects = SELECTING.stream().anyMatch(key -> fields.get(key).isPresent());
    if (!selects) {
      reporter.error(
          fields.at(),
          "without 'groups', 'group-id', 'all-groups', 'where' or 'when' this would speak of"
              + " everybody",
          "write 'when: user.active' if that is meant");
    }
    for (String key : List.of("groups", "group-id", "all-groups", "directory")) {
      if (fields.get(key).orElse(null) instanceof Tree.Listing list && list.items().isEmpty()) {
        reporter.error(list.at(), "'" + key + "' lists nothing", "remove it or name one");
      }
    }
    if (fields.get("where").orElse(null) instanceof Tree.Mapping where
        && where.entries().isEmpty()) {
      reporter.error(where.at(), "'where' names no attribute", "remove it or name an attribute");
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
}
