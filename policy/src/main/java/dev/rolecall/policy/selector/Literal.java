package dev.rolecall.policy.selector;

import dev.rolecall.policy.text.Fold;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The name of one group. */
public record Literal(String text, boolean exact) implements Selector {
  /** By which an index finds it. */
  String foldedName() {
    return Fold.fold(text);
  }

  @Override
  public List<Capture> captures() {
    return List.of();
  }

  @Override
  public Optional<Map<String, String>> match(NamedGroup group) {
    String name = group.name();
    boolean same = exact ? text.equals(name) : Fold.fold(text).equals(Fold.fold(name));
    return same ? Optional.of(Map.of()) : Optional.empty();
  }
}
