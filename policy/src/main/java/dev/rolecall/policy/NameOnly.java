package dev.rolecall.policy;

import dev.rolecall.policy.selector.NamedGroup;
import org.jspecify.annotations.Nullable;

/** Something that has a name and no id, as a scope or a group that is only spoken of. */
record NameOnly(String name) implements NamedGroup {

  @Override
  public String id() {
    return "";
  }

  @Override
  public @Nullable String externalId() {
    return null;
  }
}
