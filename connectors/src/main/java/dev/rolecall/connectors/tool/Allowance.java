package dev.rolecall.connectors.tool;

import java.time.Duration;

/**
 * What a tool said of its rate limit with an answer.
 *
 * @param limit calls in one window, at least 1
 * @param remaining calls that are left of them, for all who use the same token
 * @param resetIn when the next window begins
 */
public record Allowance(int limit, int remaining, Duration resetIn) {

  public Allowance {
    if (limit < 1 || remaining < 0 || resetIn.isNegative()) {
      throw new IllegalArgumentException("not an allowance");
    }
  }

  /** Calls a second that use it up exactly. */
  public double perSecond() {
    return remaining / Math.max(1.0, resetIn.toMillis() / 1e3);
  }
}
