package dev.rolecall.policy.selector;

import dev.rolecall.policy.text.Fold;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The name of one group. */
public record Literal(String text, boolean exact) implements Selector {
  @Override
  public String foldedPrefix() {
    return Fold.fold(text);
  }

  @Override
  public List<Capture> captures() {
    return List.of();
  }

  @Override
  public Optional<Map<String, String>> match(String groupName) {
    boolean same = exact ? text.equals(groupName) : Fold.fold(text).equals(Fold.fold(groupName));
    return same ? Optional.of(Map.of()) : Optional.empty();
  }
}
