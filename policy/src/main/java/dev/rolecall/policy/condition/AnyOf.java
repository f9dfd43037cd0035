package dev.rolecall.policy.condition;

import java.util.List;
import java.util.Set;

/** {@code where}: an attribute is one of the values; letter case counts. */
public record AnyOf(Attribute attribute, Set<Object> values) implements Condition {
  public AnyOf {
    values = Set.copyOf(values);
  }

  @Override
  public Verdict test(PersonValues person) {
    Object value = person.of(attribute);
    boolean holds =
        value instanceof List<?> list
            ? list.stream().anyMatch(values::contains)
            : values.contains(value);
    return holds ? Verdict.HOLDS : Verdict.FAILS;
  }
}
