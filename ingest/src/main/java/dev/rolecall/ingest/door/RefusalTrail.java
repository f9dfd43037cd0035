package dev.rolecall.ingest.door;

import dev.rolecall.ingest.door.Admission.Refused;
import dev.rolecall.ingest.door.Tallies.Kind;
import dev.rolecall.ingest.door.Tallies.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts refusals, and tells the audit of them from a thread of its own. A count in the metrics is
 * never lost; an entry is while Kafka does not answer.
 */
final class RefusalTrail implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RefusalTrail.class);

  private static final Duration EVERY = Duration.ofSeconds(1);

  private final DoorConfig config;
  private final Tallies tallies = new Tallies();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("refusals").factory());

  RefusalTrail(DoorConfig config) {
    this.config = config;
    var unused =
        timer.scheduleWithFixedDelay(
            this::tell, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Takes note of a refusal; never waits. */
  void refused(Visit visit, Refused refused) {
    config
        .metrics()
        .counter(
            "rolecall.scim.refused",
            "directory",
            refused.directory().orElse("-"),
            "reason",
            refused.reason().label(),
            "status",
            Integer.toString(refused.status()))
        .increment();
    tallies.add(
        new Kind(visit.source().network(), refused.reason(), refused.directory(), refused.token()),
        visit.at(),
        visit.correlation());
  }

  private void tell() {
    Instant now = config.clock().instant();
    tell(tallies.due(now), now);
  }

  private void tell(List<Tally> due, Instant now) {
    try {
      for (Tally tally : due) {
        config.audit().write(RefusalEntry.of(tally, config.ids().get().toString(), now));
      }
    } catch (RuntimeException e) {
      // The edge of this timer: a failure must not end the telling.
      LOG.atError().setCause(e).log("Refusals could not be told to the audit");
    }
  }

  /** Tells what was not told yet. */
  @Override
  public void close() {
    timer.shutdown();
    tell(tallies.rest(), config.clock().instant());
  }
}
