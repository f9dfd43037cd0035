package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.plan.ScopePatterns;
import dev.rolecall.connectors.tool.ObservedHolder;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.Keep;
import dev.rolecall.schemas.avro.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The coordinator's sweep: who holds what in every managed scope, and which of it nobody can
 * explain. It reports, and gives protected accounts back what they are to keep; nothing else is
 * changed.
 */
final class Sweeper {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  /** A reading of all partitions that takes longer is tried again with the next sweep. */
  private static final Duration LONGEST_READING = Duration.ofMinutes(2);

  private final RuntimeConfig config;
  private final Workshop workshop;
  private final Swept swept;
  private final BooleanSupplier paused;
  private final AtomicBoolean requested = new AtomicBoolean(true);
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile @Nullable Thread thread;
  private volatile Set<Finding> told = Set.of();
  private Instant next = Instant.EPOCH;

  /** The request to look at everything anew that the last sweep began with. */
  private String resync = "";

  /**
   * A sweeper of one tool.
   *
   * @param swept told of each whole sweep
   * @param paused whether nothing may be changed
   */
  Sweeper(RuntimeConfig config, Workshop workshop, Swept swept, BooleanSupplier paused) {
    this.config = config;
    this.workshop = workshop;
    this.swept = swept;
    this.paused = paused;
  }

  void request() {
    requested.set(true);
  }

  void stop() {
    Thread sweeping = thread;
    if (sweeping != null) {
      sweeping.interrupt();
    }
  }

  /** Starts a sweep when it is time, one at a time. */
  void turn(Control control, Instant now) {
    if (!control.getResync().equals(resync)) {
      requested.set(true);
    }
    if ((!requested.get() && now.isBefore(next)) || !workshop.circuit().isClosed()) {
      return;
    }
    if (running.compareAndSet(false, true)) {
      requested.set(false);
      resync = control.getResync();
      long interval = config.pace().sweep().toMillis();
      next = now.plusMillis(interval - config.random().nextLong(Math.max(1, interval / 5)));
      thread = Thread.ofVirtual().start(() -> run(control));
    }
  }

  private void run(Control control) {
    try {
      sweep(control);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException closing) {
      // The process ends while it sweeps; whoever is next begins anew.
    } catch (KafkaException | Committer.NotWritten e) {
      LOG.atWarn()
          .addKeyValue("tool", config.tool())
          .addKeyValue("outcome", e.getClass().getSimpleName())
          .log("A sweep was not finished; the next one starts anew");
    } finally {
      running.set(false);
    }
  }

  private void sweep(Control control) throws InterruptedException {
    ScopePatterns manage = new ScopePatterns(control.getManage());
    Census before = census(manage);
    control.getKeep().stream().map(Keep::getScope).filter(manage::matches).forEach(before::add);
    SweepEntries entries =
        new SweepEntries(config.tool(), config.ids().get().toString(), config.clock().instant());
    Keeper keeper = new Keeper(workshop, control, paused, entries, before);
    ScopeReports found = new ScopeReports(entries, before);
    Alerts alerts = Alerts.of(control, entries, before);
    List<Reading> readings = new ArrayList<>();
    for (String scope : before.scopes()) {
      Optional<List<ObservedHolder>> holders = read(scope);
      if (holders.isPresent()) {
        List<AuditEntry> touched =
            alerts.of(scope, found.of(scope, holders.get().size(), holders.get()));
        if (!touched.isEmpty()) {
          workshop.log().write(touched);
        }
        keeper.keep(scope, holders.get());
        holders = keeper.restored().contains(scope) ? read(scope) : holders;
      }
      holders.ifPresent(it -> readings.add(reading(scope, it, before)));
    }
    keeper.reportUnmanaged();
    report(readings, entries, manage);
    tell(keeper.findings(), entries);
    if (readings.size() == before.scopes().size()) {
      swept.swept(entries.at(), control.getResync(), keeper.findings());
    }
  }

  private void report(List<Reading> readings, SweepEntries entries, ScopePatterns manage)
      throws InterruptedException {
    // What was granted while we read has its intent on the log by now.
    Census after = census(manage);
    ScopeReports reports = new ScopeReports(entries, after);
    List<String> stale = new ArrayList<>(after.reportsOfOthers());
    for (Reading reading : readings) {
      ScopeReports.Next next = reports.of(reading.scope(), reading.total(), reading.candidates());
      next.changed().forEach(part -> workshop.log().write(part, reports.findings(part)));
      stale.addAll(next.stale());
    }
    if (!stale.isEmpty()) {
      workshop.log().drop(stale);
    }
  }

  /** What was not put back is audited once by each process. */
  private void tell(List<Finding> kept, SweepEntries entries) {
    List<AuditEntry> news =
        kept.stream()
            .distinct()
            .filter(it -> !told.contains(it))
            .map(it ->
                entries
                    .of(
                        AuditType.FINDING,
                        "kept/" + kept.indexOf(it),
                        String.valueOf(it.getScope()),
                        null,
                        Optional.empty())
                    .setOutcome(Result.FAILURE)
                    .setMessage(it.getDetail())
                    .build())
            .toList();
    told = Set.copyOf(kept);
    if (!news.isEmpty()) {
      workshop.log().write(news);
    }
  }

  /** One scope: how many hold a role, and those that were not explained when it was read. */
  private record Reading(String scope, int total, List<ObservedHolder> candidates) {}

  private static Reading reading(String scope, List<ObservedHolder> holders, Census census) {
    return new Reading(
        scope,
        holders.size(),
        holders.stream()
            .filter(it -> !census.isOurs(it.account().id(), scope, it.role()))
            .toList());
  }

  private Optional<List<ObservedHolder>> read(String scope) throws InterruptedException {
    if (!workshop.circuit().isClosed() || !workshop.circuit().quiet().isZero()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          workshop.calls().read(Urgency.LOOK, () -> config.connector().holders(scope)));
    } catch (ToolException e) {
      e.retryAfter().ifPresent(workshop.circuit()::quiet);
      if (e.kind() == ToolException.Kind.UNAUTHORISED) {
        workshop.circuit().open(String.valueOf(e.getMessage()));
      }
      LOG.atWarn()
          .addKeyValue("tool", config.tool())
          .addKeyValue("outcome", e.kind())
          .log("A scope could not be read by the sweep");
      return Optional.empty();
    }
  }

  /** Everything that access and status say, in all partitions, as of now. */
  private Census census(ScopePatterns manage) throws InterruptedException {
    Census census = new Census(manage);
    String client = config.owner() + "-census";
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            config.kafka().consumer(client),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> logs = new ArrayList<>(partitions(consumer, false));
      logs.addAll(partitions(consumer, true));
      consumer.assign(logs);
      consumer.seekToBeginning(logs);
      Map<TopicPartition, Long> ends = consumer.endOffsets(logs);
      Instant until = config.clock().instant().plus(LONGEST_READING);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        if (Thread.interrupted() || config.clock().instant().isAfter(until)) {
          throw new InterruptedException();
        }
        consumer.poll(Duration.ofMillis(100)).forEach(record -> read(record, census));
      }
    }
    return census;
  }

  private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, boolean statuses) {
    String topic =
        statuses ? Topics.status(config.tool()).name() : Topics.access(config.tool()).name();
    return consumer.partitionsFor(topic).stream()
        .map(it -> new TopicPartition(topic, it.partition()))
        .toList();
  }

  private void read(ConsumerRecord<String, byte[]> record, Census census) {
    byte[] value = record.value();
    String key = record.key();
    if (record.topic().equals(Topics.access(config.tool()).name())) {
      if (value == null) {
        census.forget(key, false);
      } else {
        census.access(key, Topics.access(config.tool()).values().decode(value));
      }
    } else if (value == null) {
      if (Keys.isScopeReport(key)) {
        census.report(key, null);
      } else {
        census.forget(key, true);
      }
    } else {
      census.entry(key, Topics.status(config.tool()).values().decode(value));
    }
  }
}
