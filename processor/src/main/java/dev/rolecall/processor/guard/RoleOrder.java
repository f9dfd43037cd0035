package dev.rolecall.processor.guard;

import dev.rolecall.policy.RoleRanks;

/** Which role of a tool is more than which: what is a loss and what is a gain. */
record RoleOrder(String tool, RoleRanks ranks) {

  /** Whether somebody holds at most one role of the scope at a time. */
  boolean isLadder(String scope) {
    return ranks.isLadder(tool, scope);
  }

  /** 0: the tool has no such role. */
  int rank(String scope, String role) {
    return ranks.of(tool, scope, role);
  }

  /** Whether who has the one role has all of the other. */
  boolean covers(String scope, String has, String wanted) {
    return has.equals(wanted)
        || (isLadder(scope) && rank(scope, has) >= rank(scope, wanted) && rank(scope, wanted) > 0);
  }
}
