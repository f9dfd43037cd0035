package dev.rolecall.policy.draft;

/**
 * A role held today that the draft says nothing of.
 *
 * @param detail for people: why, and what to do; no names
 */
public record LeftOver(String person, String userName, Cell cell, Why why, String detail) {

  /** What stands in the way. */
  public enum Why {
    /** The person is not active: no policy gives them anything. */
    PERSON_LEFT,
    /** The tool's connector knows no such scope or role. */
    UNKNOWN_ROLE,
    /** The name of the scope cannot be written into a grant. */
    UNWRITABLE_SCOPE,
    /** The person has no userName, by which alone exceptions mean people. */
    NO_USER_NAME,
    /** Somebody else has the same userName. */
    SHARED_USER_NAME,
    /** {@code temporary-limits} do not allow such an exception. */
    TEMPORARY_LIMITS,
    /** The files would be larger than a policy may be. */
    NO_ROOM
  }

  /** Names of people stay out of logs. */
  @Override
  public String toString() {
    return "LeftOver[" + person + ", " + cell + ", " + why + "]";
  }
}
