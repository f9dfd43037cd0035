package dev.rolecall.policy.condition;

/** Something that holds for a person or not. Safe for use by many threads. */
public interface Condition {

  Verdict test(PersonValues person);

  /** What came out. */
  enum Verdict {
    HOLDS,
    FAILS,
    /** The expression could not be evaluated, as with a conversion of text that is no number. */
    BROKEN
  }
}
