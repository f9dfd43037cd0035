package dev.rolecall.connectors.runtime;

import dev.rolecall.schemas.avro.Cause;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/**
 * How long the legs of a change take in one tool: from the request to its decision, to the first
 * call, to the read-back; and all of it, of leavers apart.
 */
final class Legs {

  /** Fine where we promise something, up to what a tool that is down may cost. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(150),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(30)
  };

  private final Timer decided;
  private final Timer applied;
  private final Timer verified;
  private final Timer leavers;
  private final Timer others;

  Legs(MeterRegistry meters, Tags tool) {
    this.decided = leg(meters, tool, "decided");
    this.applied = leg(meters, tool, "applied");
    this.verified = leg(meters, tool, "verified");
    this.leavers = whole(meters, tool, "leaver");
    this.others = whole(meters, tool, "rest");
  }

  void verified(Cause cause, Instant sentAt, Instant verifiedAt, boolean leaver) {
    record(decided, cause.getReceivedAt(), cause.getDecidedAt());
    record(applied, cause.getDecidedAt(), sentAt);
    record(verified, sentAt, verifiedAt);
    record(leaver ? leavers : others, cause.getReceivedAt(), verifiedAt);
  }

  /** Clocks of several machines: what seems to go backwards took no time. */
  private static void record(Timer timer, Instant from, Instant to) {
    Duration took = Duration.between(from, to);
    timer.record(took.isNegative() ? Duration.ZERO : took);
  }

  private static Timer leg(MeterRegistry meters, Tags tool, String leg) {
    return Timer.builder("rolecall.connector.leg")
        .description(
            "Legs of a change: request to decision, decision to first call, first call to read-back")
        .tags(tool.and("leg", leg))
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }

  private static Timer whole(MeterRegistry meters, Tags tool, String kind) {
    return Timer.builder("rolecall.connector.verified")
        .description("From the request at the door to the read-back in the tool")
        .tags(tool.and("kind", kind))
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }
}
