package dev.rolecall.policy;

import dev.rolecall.policy.selector.Selector;
import java.util.Set;

/** Two roles that nobody holds together in places that belong together. */
record Separation(
    Place place, Side first, Side second, Conflict conflict, Selection.Except except) {

  /**
   * One of the two.
   *
   * @param tools any of these
   * @param scope with captures, which must take the same on both sides
   * @param roles any of these
   */
  record Side(Set<String> tools, Selector scope, Set<String> roles) {
    Side {
      tools = Set.copyOf(tools);
      roles = Set.copyOf(roles);
    }
  }

  /** What is done when somebody would hold both. */
  enum Conflict {
    WITHHOLD_SECOND,
    WITHHOLD_BOTH,
    /** Nothing, but it is said. */
    ALERT
  }
}
