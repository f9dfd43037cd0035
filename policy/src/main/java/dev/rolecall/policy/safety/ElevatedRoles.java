package dev.rolecall.policy.safety;

import dev.rolecall.policy.text.ScopeGlob;
import java.util.Set;

/**
 * Roles that give more power than others.
 *
 * @param roles as the tool spells them; on a ladder with all that are above them
 */
public record ElevatedRoles(String tool, ScopeGlob scopes, Set<String> roles) {
  public ElevatedRoles {
    roles = Set.copyOf(roles);
  }
}
