package dev.rolecall.connectors.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: doubling, with full jitter. */
record BackOff(Duration first, Duration longest) {

  /** Doubling this often goes beyond any longest wait. */
  private static final int MOST_DOUBLINGS = 30;

  /**
   * A tool that asks for more than this is asked again earlier: what it said may have been wrong.
   */
  private static final Duration MOST_RETRY_AFTER = Duration.ofHours(1);

  /**
   * The wait after a number of failures.
   *
   * @param failures from 1
   * @param retryAfter what the tool asks for; never called earlier than that
   */
  Duration after(int failures, Optional<Duration> retryAfter, RandomGenerator random) {
    long ceiling = ceiling(failures).toMillis();
    Duration jitter = Duration.ofMillis(random.nextLong(Math.max(1, ceiling)) + 1);
    return retryAfter
        .map(BackOff::bounded)
        .map(asked -> asked.plus(jitter.dividedBy(4)))
        .orElse(jitter);
  }

  /** The longest wait after a number of failures, from 1. */
  Duration ceiling(int failures) {
    int doublings = Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS);
    return Duration.ofMillis(Math.min(longest.toMillis(), first.toMillis() << doublings));
  }

  /** What a tool asks for, as far as we believe it. */
  static Duration bounded(Duration asked) {
    return asked.compareTo(MOST_RETRY_AFTER) > 0 ? MOST_RETRY_AFTER : asked;
  }
}
