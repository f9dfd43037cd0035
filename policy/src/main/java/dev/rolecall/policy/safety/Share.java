package dev.rolecall.policy.safety;

/**
 * A part of a whole that is too much, with a floor so that small wholes are not held for one
 * change.
 *
 * @param percent 1 to 100 of what Rolecall manages in a tool
 * @param atLeast counts up to this one are never too much
 */
public record Share(int percent, int atLeast) {

  /** Whether {@code count} out of {@code total} is more than both the floor and the percentage. */
  public boolean exceededBy(long count, long total) {
    return count > atLeast && count * 100 > total * percent;
  }
}
