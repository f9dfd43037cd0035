package dev.rolecall.policy.selector;

import dev.rolecall.policy.text.Fold;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A group by its id, the identity provider's or Rolecall's: for where a name is not to be trusted,
 * since whoever may rename groups could otherwise make one that a rule means. Letter case does not
 * count: identity providers do not agree with themselves on that of their ids.
 */
public record ById(String text) implements Selector {

  @Override
  public List<Capture> captures() {
    return List.of();
  }

  @Override
  public Optional<Map<String, String>> match(NamedGroup group) {
    String folded = Fold.fold(text);
    boolean same =
        folded.equals(Fold.fold(group.id()))
            || (group.externalId() != null && folded.equals(Fold.fold(group.externalId())));
    return same ? Optional.of(Map.of()) : Optional.empty();
  }
}
