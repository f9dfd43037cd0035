package dev.rolecall.processor.access;

import dev.rolecall.processor.clock.LogClock;
import dev.rolecall.processor.clock.LogClock.Comparison;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The instant that people of a partition are resolved for. It never goes back, also not over
 * restarts behind what was fired: a clock that jumps back revives nobody. While this machine's
 * clock and the broker's differ, it is the earlier of the two: nothing ends too soon.
 */
final class ResolutionClock {

  private final LongSupplier ownMillis;
  private final LogClock log;
  private final TimerStore timers;

  /** Null: nobody was resolved yet. */
  private @Nullable Instant latest;

  /**
   * A clock that starts where the last one may have ended.
   *
   * @param ownMillis this machine's clock
   */
  ResolutionClock(LongSupplier ownMillis, LogClock log, TimerStore timers) {
    this.ownMillis = ownMillis;
    this.log = log;
    this.timers = timers;
  }

  Instant now() {
    Instant own = own();
    Instant now =
        switch (log.compare(own)) {
          case Comparison.Agrees() -> own;
          case Comparison.Unknown(String message) -> own;
          case Comparison.Differs(Instant broker, String message) ->
              broker.isBefore(own) ? broker : own;
        };
    Instant floor = latest == null ? timers.lastFired().orElse(Instant.EPOCH) : latest;
    latest = now.isAfter(floor) ? now.truncatedTo(ChronoUnit.MILLIS) : floor;
    return latest;
  }

  /** Whether something may end or begin by itself. */
  boolean isTrusted() {
    return switch (log.compare(own())) {
      case Comparison.Agrees() -> true;
      case Comparison.Differs(Instant broker, String message) -> false;
      case Comparison.Unknown(String message) -> false;
    };
  }

  /** This machine's clock, by which Kafka Streams wakes us. */
  Instant own() {
    return Instant.ofEpochMilli(ownMillis.getAsLong());
  }
}
