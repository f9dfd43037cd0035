package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolHealth;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.ToolReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the tool now and then whether our credentials are good, until when, and who else writes
 * there. Every process knows it; the tool's coordinator tells it.
 */
final class HealthWatch implements Swept {

  private static final Logger LOG = LoggerFactory.getLogger(HealthWatch.class);

  /** A token that is replaced, or a sync that is switched on, is noticed within this time. */
  private static final Duration BETWEEN_CHECKS = Duration.ofHours(1);

  /** After a check that failed; the circuit and the work itself say why meanwhile. */
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  /** What operators read meanwhile, whichever process they ask. */
  static final String REFUSED =
      "it refuses our token: all changes wait; renew the token, then: rolecall resync ";

  private final String tool;
  private final Connector connector;
  private final Workshop workshop;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile @Nullable ToolReport last;
  private volatile Map<String, String> otherWriters = Map.of();
  private volatile @Nullable Instant sweptAt;
  private volatile String resync = "";
  private volatile String audited = "";
  private volatile List<String> kept = List.of();
  private volatile Instant next = Instant.EPOCH;
  private volatile boolean told;
  private volatile boolean refused;

  HealthWatch(String tool, Connector connector, Workshop workshop) {
    this.tool = tool;
    this.connector = connector;
    this.workshop = workshop;
  }

  /** What else writes to scopes, as of the last check. */
  Map<String, String> otherWriters() {
    return otherWriters;
  }

  /** When our token ends; null: the tool does not say, or has not been asked yet. */
  @Nullable Instant tokenEnds() {
    ToolReport known = last;
    return known == null ? null : known.getTokenEnds();
  }

  /**
   * A whole sweep, begun then, has ended; it answers this request, "" for none. What protected
   * accounts were to keep and did not get back is a problem of the tool.
   */
  @Override
  public void swept(Instant began, String request, List<Finding> lost) {
    sweptAt = began;
    resync = request;
    kept = lost.stream().map(it -> it.getScope() + ": " + it.getDetail()).distinct().toList();
    told = false;
  }

  /** Checks when it is time, one check at a time; tells at once when the token is refused. */
  void turn(boolean coordinates, Instant now) {
    boolean refuses = !workshop.circuit().isClosed();
    if (refuses != refused) {
      refused = refuses;
      told = false;
      // Another token ends on another day.
      next = now;
    }
    boolean due = !refuses && workshop.circuit().quiet().isZero() && !now.isBefore(next);
    if ((due || (coordinates && !told && (last != null || refuses)))
        && running.compareAndSet(false, true)) {
      Thread.ofVirtual().start(() -> run(due, coordinates));
    }
  }

  private void run(boolean due, boolean coordinates) {
    try {
      if (due) {
        check();
      }
      if (coordinates) {
        tell();
      }
    } catch (ToolException e) {
      if (e.kind() == ToolException.Kind.UNAUTHORISED) {
        workshop.circuit().open(String.valueOf(e.getMessage()));
      }
      next = workshop.clock().instant().plus(AFTER_FAILURE);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException closing) {
      // The process ends while it asks.
    } catch (KafkaException | Committer.NotWritten e) {
      LOG.atWarn()
          .addKeyValue("tool", tool)
          .addKeyValue("outcome", e.getClass().getSimpleName())
          .log("How the tool is could not be written; it is tried again");
    } finally {
      running.set(false);
    }
  }

  private void check() throws ToolException, InterruptedException {
    ToolHealth health = workshop.calls().read(Urgency.LOOK, connector::check);
    Instant now = workshop.clock().instant();
    last = ToolReports.of(tool, workshop.descriptor(), health, now);
    otherWriters = health.syncedByOthers();
    next = now.plus(BETWEEN_CHECKS);
    told = false;
    for (String problem : health.problems()) {
      LOG.atWarn().addKeyValue("tool", tool).log(problem);
    }
  }

  private void tell() {
    ToolReport known = last;
    if (known == null && refused) {
      known = ToolReports.described(tool, workshop.descriptor());
    }
    if (told || known == null) {
      return;
    }
    told = true;
    List<String> problems = new ArrayList<>(known.getProblems());
    problems.addAll(kept);
    if (refused) {
      problems.add(REFUSED + tool);
    }
    ToolReport report =
        ToolReport.newBuilder(known)
            .setProblems(problems)
            .setSweptAt(sweptAt)
            .setResync(resync)
            .build();
    try {
      Optional<AuditEntry> ending = ToolReports.ending(report);
      workshop.log().write(report, ending.filter(it -> !it.getId().equals(audited)));
      audited = ending.map(AuditEntry::getId).orElse("");
    } catch (RuntimeException e) {
      told = false;
      throw e;
    }
  }
}
