package dev.rolecall.connectors.runtime;

import dev.failsafe.RateLimiter;
import java.time.Duration;

/**
 * Permission for each HTTP call to a tool. A connector's HTTP layer takes one before every request;
 * the wait counts against the deadline of the change.
 */
@FunctionalInterface
public interface Permits {

  /** Waits for the next permit. */
  void acquire() throws InterruptedException;

  /** No limit: the tool itself says when it is too much. */
  static Permits unlimited() {
    return () -> {};
  }

  /**
   * Evenly spaced calls.
   *
   * @param calls in each period, more than 0
   */
  static Permits evenly(long calls, Duration period) {
    RateLimiter<Object> limiter = RateLimiter.smoothBuilder(calls, period).build();
    return limiter::acquirePermit;
  }
}
