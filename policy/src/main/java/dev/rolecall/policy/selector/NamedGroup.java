package dev.rolecall.policy.selector;

import org.jspecify.annotations.Nullable;

/** A group as selectors see it. */
public interface NamedGroup {

  String name();

  /** Rolecall's own id of it. */
  String id();

  /** The identity provider's id, if it sent one. */
  @Nullable String externalId();
}
