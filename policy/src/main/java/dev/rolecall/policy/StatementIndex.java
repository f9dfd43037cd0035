package dev.rolecall.policy;

import dev.rolecall.policy.condition.AnyOf;
import dev.rolecall.policy.condition.Attribute;
import dev.rolecall.policy.condition.PersonValues;
import dev.rolecall.policy.selector.GroupIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the statements that may speak of a person: by group, else by the value of an attribute in
 * {@code where}. Only those that have nothing but {@code when} are looked at for everybody.
 */
final class StatementIndex {
  private final GroupIndex<Statement> byGroup = new GroupIndex<>();
  private final Map<Attribute, Map<Object, List<Statement>>> byValue = new HashMap<>();
  private final List<Statement> forEverybody = new ArrayList<>();

  StatementIndex(List<Statement> statements) {
    statements.forEach(this::add);
  }

  private void add(Statement statement) {
    Selection selection = statement.selection();
    if (!selection.anyOf().isEmpty()) {
      selection.anyOf().forEach(selector -> byGroup.add(selector, statement));
    } else if (!selection.allOf().isEmpty()) {
      byGroup.add(selection.allOf().getFirst(), statement);
    } else {
      where(statement)
          .ifPresentOrElse(where -> add(where, statement), () -> forEverybody.add(statement));
    }
  }

  private static Optional<AnyOf> where(Statement statement) {
    return statement.selection().conditions().stream()
        .filter(AnyOf.class::isInstance)
        .map(AnyOf.class::cast)
        .findFirst();
  }

  private void add(AnyOf where, Statement statement) {
    Map<Object, List<Statement>> values =
        byValue.computeIfAbsent(where.attribute(), attribute -> new HashMap<>());
    for (Object value : where.values()) {
      values.computeIfAbsent(value, key -> new ArrayList<>()).add(statement);
    }
  }

  GroupIndex<Statement> byGroup() {
    return byGroup;
  }

  /** Statements without groups that may hold for these attributes. */
  List<Statement> byAttributes(PersonValues person) {
    List<Statement> found = new ArrayList<>(forEverybody);
    byValue.forEach((attribute, rules) -> {
      Object value = person.of(attribute);
      List<?> values = value instanceof List<?> list ? list : List.of(value);
      values.forEach(each -> found.addAll(rules.getOrDefault(each, List.of())));
    });
    return found;
  }
}
