package dev.rolecall.processor.clock;

import dev.rolecall.processor.clock.LogClock.Comparison;
import java.time.Duration;
import java.time.Instant;

/**
 * What the broker's clock said once. Since then time has passed as this machine's monotonic counter
 * tells, so that a wall clock that is set shows at once. Pure.
 *
 * @param broker the broker's time of the append
 * @param nanos the monotonic counter in the middle between request and answer
 * @param uncertainty half of the time between them
 */
record Reading(Instant broker, long nanos, Duration uncertainty) {

  /** Grants are written in minutes; clocks that are looked after agree within milliseconds. */
  static final Duration TOLERANCE = Duration.ofSeconds(30);

  /** A dozen measurements were missed. */
  static final Duration OLDEST = Duration.ofMinutes(1);

  private static final String REMEDY =
      "; until they agree within %d s no grant ends or begins by itself: set the clocks of this machine and of the brokers by NTP"
          .formatted(TOLERANCE.toSeconds());

  /**
   * Compares.
   *
   * @param own what this machine's clock says now
   * @param now the monotonic counter now
   * @param newestLogged the latest time that a record of the log carries
   */
  Comparison compare(Instant own, long now, Instant newestLogged) {
    Duration age = Duration.ofNanos(now - nanos);
    Instant brokerNow = broker.plus(age);
    Duration ahead = Duration.between(brokerNow, own);
    if (ahead.abs().plus(uncertainty).compareTo(TOLERANCE) > 0) {
      return new Comparison.Differs(
          brokerNow,
          "this machine's clock is %d s %s the broker's"
                  .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of")
              + REMEDY);
    }
    Duration logAhead = Duration.between(own, newestLogged);
    if (logAhead.compareTo(TOLERANCE) > 0) {
      return new Comparison.Differs(
          brokerNow,
          "records of the log are %d s ahead of this machine's clock"
                  .formatted(logAhead.toSeconds())
              + REMEDY);
    }
    return age.compareTo(OLDEST) > 0
        ? new Comparison.Unknown(
            "the broker's clock was last heard %d s ago; until it is heard again no grant ends or begins by itself: see whether the brokers take records"
                .formatted(age.toSeconds()))
        : new Comparison.Agrees();
  }
}
