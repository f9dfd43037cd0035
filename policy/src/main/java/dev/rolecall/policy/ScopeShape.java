package dev.rolecall.policy;

import java.util.List;

/**
 * What scopes of one kind look like in a tool, and the roles there are in them.
 *
 * @param name for people: "group or project"
 * @param pattern a literal ({@code server}), a typed prefix ({@code team:{}}, where {@code {}} is
 *     one name without slash and colon) or a free path ({@code {**}}: names with slashes between)
 * @param roles lowest first on a ladder
 */
public record ScopeShape(String name, String pattern, RoleKind kind, List<String> roles) {
  public ScopeShape {
    roles = List.copyOf(roles);
  }
}
