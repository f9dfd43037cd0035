package dev.rolecall.policy.safety;

import java.time.Duration;

/**
 * How much of one kind of removal may happen in one tool.
 *
 * @param window sliding
 * @param share of the accounts or roles that Rolecall manages in the tool
 * @param max more is held whatever the share
 */
public record Budget(Duration window, Share share, int max) {

  /** Whether {@code count} removals within the window, of {@code total} there are, are too many. */
  public boolean exceededBy(long count, long total) {
    return count > max || share.exceededBy(count, total);
  }
}
