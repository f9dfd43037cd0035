package dev.rolecall.policy;

/**
 * Which rule, and where it stands.
 *
 * @param line from 1
 */
record Place(String id, String file, int line) {

  /** A reason of no group in particular. */
  RuleReason reason() {
    return new RuleReason(id, file, line, null);
  }

  RuleReason through(GroupMembership group) {
    return new RuleReason(id, file, line, group);
  }

  @Override
  public String toString() {
    return "'" + id + "' (" + file + ":" + line + ")";
  }
}
