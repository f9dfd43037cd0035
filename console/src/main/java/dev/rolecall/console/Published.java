package dev.rolecall.console;

/** What became of a bundle that was to be published. */
public sealed interface Published {

  /** It is in force now, or was before. */
  record InForce(boolean changed) implements Published {}

  /**
   * It waits for a decision; the policy before it stays in force.
   *
   * @param hold id of the hold
   * @param detail what it would do, in numbers
   */
  record Held(String hold, String detail) implements Published {}

  /** Nothing was published, or nobody knows; says what to do. */
  record Failed(String why) implements Published {}
}
