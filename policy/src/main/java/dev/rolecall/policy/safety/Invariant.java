package dev.rolecall.policy.safety;

import dev.rolecall.policy.condition.Condition;
import dev.rolecall.policy.text.ScopeGlob;
import java.util.List;
import java.util.Set;

/**
 * What must hold for everybody there could be. Checked for mistakes, not proved.
 *
 * @param line of the entry in its file, from 1
 * @param expression what was written under {@code when}
 * @param when the same, compiled
 */
public record Invariant(
    String id, String file, int line, String expression, Condition when, Never never) {

  /** What people for whom the condition holds must not have. */
  public sealed interface Never {}

  /** Anything at all. */
  public record AllTools() implements Never {}

  /** Some roles. */
  public record Roles(List<Forbidden> forbidden) implements Never {
    public Roles {
      forbidden = List.copyOf(forbidden);
    }
  }

  /** Roles in the scopes of one tool. */
  public record Forbidden(String tool, ScopeGlob scopes, Set<String> roles) {
    public Forbidden {
      roles = Set.copyOf(roles);
    }
  }
}
