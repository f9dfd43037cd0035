package dev.rolecall.policy;

import java.util.List;
import java.util.Optional;

/**
 * What teams or groups of a tool can be bound to.
 *
 * @param holders pattern, as in {@link ScopeShape#pattern}
 * @param resources pattern
 * @param roles lowest first
 * @param byHand what a person has to do because the tool's API cannot; empty: nothing
 */
public record BindingShape(
    String holders, String resources, List<String> roles, Optional<String> byHand) {
  public BindingShape {
    roles = List.copyOf(roles);
  }
}
