package dev.rolecall.policy.safety;

/** What to do when a directory suddenly has nobody, or half of its people. */
public enum EmptySnapshot {
  /** Hold the removals and ask. */
  HOLD,
  /** Believe it. */
  IGNORE
}
