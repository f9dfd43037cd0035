package dev.rolecall.policy;

import java.util.List;
import java.util.Optional;

/**
 * What scopes of one kind look like in a tool, and the roles there are in them.
 *
 * @param name for people: "group or project"
 * @param pattern a literal ({@code server}), a typed prefix ({@code team:{}}, where {@code {}} is
 *     one name without slash and colon) or a free path ({@code {**}}: names with slashes between)
 * @param roles lowest first on a ladder
 * @param byHand what a person has to do here because the tool's API cannot, in a sentence or two;
 *     empty: nothing
 */
public record ScopeShape(
    String name, String pattern, RoleKind kind, List<String> roles, Optional<String> byHand) {
  public ScopeShape {
    roles = List.copyOf(roles);
  }

  /** One in which the tool's API does all that there is to do. */
  public ScopeShape(String name, String pattern, RoleKind kind, List<String> roles) {
    this(name, pattern, kind, roles, Optional.empty());
  }
}
