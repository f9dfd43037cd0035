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
 * Finds the rules that may speak of a person: by group, else by the value of an attribute in {@code
 * where}. Only rules that have nothing but {@code when} are looked at for everybody.
 */
final class RuleIndex {
  private final GroupIndex<Rule> byGroup = new GroupIndex<>();
  private final Map<Attribute, Map<Object, List<Rule>>> byValue = new HashMap<>();
  private final List<Rule> forEverybody = new ArrayList<>();

  RuleIndex(List<Rule> rules) {
    rules.forEach(this::add);
  }

  private void add(Rule rule) {
    Rule.Selection selection = rule.selection();
    if (!selection.anyOf().isEmpty()) {
      selection.anyOf().forEach(selector -> byGroup.add(selector, rule));
    } else if (!selection.allOf().isEmpty()) {
      byGroup.add(selection.allOf().getFirst(), rule);
    } else {
      where(rule).ifPresentOrElse(where -> add(where, rule), () -> forEverybody.add(rule));
    }
  }

  private static Optional<AnyOf> where(Rule rule) {
    return rule.selection().conditions().stream()
        .filter(AnyOf.class::isInstance)
        .map(AnyOf.class::cast)
        .findFirst();
  }

  private void add(AnyOf where, Rule rule) {
    Map<Object, List<Rule>> values =
        byValue.computeIfAbsent(where.attribute(), attribute -> new HashMap<>());
    for (Object value : where.values()) {
      values.computeIfAbsent(value, key -> new ArrayList<>()).add(rule);
    }
  }

  GroupIndex<Rule> byGroup() {
    return byGroup;
  }

  /** Rules without groups that may hold for these attributes. */
  List<Rule> byAttributes(PersonValues person) {
    List<Rule> found = new ArrayList<>(forEverybody);
    byValue.forEach((attribute, rules) -> {
      Object value = person.of(attribute);
      List<?> values = value instanceof List<?> list ? list : List.of(value);
      values.forEach(each -> found.addAll(rules.getOrDefault(each, List.of())));
    });
    return found;
  }
}
