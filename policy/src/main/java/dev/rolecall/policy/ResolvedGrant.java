package dev.rolecall.policy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role in a scope of a tool.
 *
 * @param ends when it stops by itself; null: not
 * @param reasons all rules that spoke for this cell; on a ladder those for the winning role first,
 *     then those for lower ones
 */
public record ResolvedGrant(
    String scope, String role, @Nullable Instant ends, List<RuleReason> reasons) {
  public ResolvedGrant {
    reasons = List.copyOf(reasons);
  }
}
