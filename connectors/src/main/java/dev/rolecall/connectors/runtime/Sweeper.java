package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.plan.ScopePatterns;
import dev.rolecall.connectors.runtime.PersonWork.Workshop;
import dev.rolecall.connectors.tool.ObservedHolder;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
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
 * explain. It reports and never changes anything.
 */
final class Sweeper {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  /** A reading of all partitions that takes longer is tried again with the next sweep. */
  private static final Duration LONGEST_READING = Duration.ofMinutes(2);

  /** The oldest removal is looked for among all people: not in every turn of the loop. */
  private static final Duration BETWEEN_GAUGES = Duration.ofSeconds(1);

  private final RuntimeConfig config;
  private final Workshop workshop;
  private final AtomicBoolean requested = new AtomicBoolean(true);
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile @Nullable Thread thread;
  private Instant next = Instant.EPOCH;
  private Instant nextGauge = Instant.EPOCH;

  Sweeper(RuntimeConfig config, Workshop workshop) {
    this.config = config;
    this.workshop = workshop;
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
    if ((!requested.get() && now.isBefore(next)) || !workshop.circuit().isClosed()) {
      return;
    }
    if (running.compareAndSet(false, true)) {
      requested.set(false);
      long interval = config.pace().sweep().toMillis();
      next = now.plusMillis(interval - config.random().nextLong(Math.max(1, interval / 5)));
      thread = Thread.ofVirtual().start(() -> run(control));
    }
  }

  void oldest(Instant now, Supplier<Optional<Instant>> since) {
    if (!now.isBefore(nextGauge)) {
      nextGauge = now.plus(BETWEEN_GAUGES);
      workshop
          .metrics()
          .oldestRemoval(since.get().map(it -> Duration.between(it, now)).orElse(Duration.ZERO));
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
    Instant at = config.clock().instant();
    List<Reading> readings = new ArrayList<>();
    for (String scope : before.scopes()) {
      read(scope, before, readings);
    }
    // What was granted while we read has its intent on the log by now.
    Census after = census(manage);
    ScopeReports reports =
        new ScopeReports(config.tool(), config.ids().get().toString(), at, after);
    for (Reading reading : readings) {
      ScopeReport report = reports.of(reading.scope(), reading.total(), reading.candidates());
      if (reports.isNews(report)) {
        workshop.log().write(report, reports.findings(report));
      }
    }
  }

  /** One scope: how many hold a role, and those that were not explained when it was read. */
  private record Reading(String scope, int total, List<ObservedHolder> candidates) {}

  private void read(String scope, Census census, List<Reading> readings)
      throws InterruptedException {
    if (!workshop.circuit().isClosed() || !workshop.circuit().quiet().isZero()) {
      return;
    }
    try {
      List<ObservedHolder> holders =
          workshop.calls().read(Urgency.LOOK, () -> config.connector().holders(scope));
      List<ObservedHolder> candidates =
          holders.stream()
              .filter(it -> !census.isOurs(it.account().id(), scope, it.role()))
              .toList();
      readings.add(new Reading(scope, holders.size(), candidates));
    } catch (ToolException e) {
      e.retryAfter().ifPresent(workshop.circuit()::quiet);
      if (e.kind() == ToolException.Kind.UNAUTHORISED) {
        workshop.circuit().open(String.valueOf(e.getMessage()));
      }
      LOG.atWarn()
          .addKeyValue("tool", config.tool())
          .addKeyValue("outcome", e.kind())
          .log("A scope could not be read by the sweep");
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
    if (value == null) {
      return;
    }
    if (record.topic().equals(Topics.access(config.tool()).name())) {
      census.access(record.key(), Topics.access(config.tool()).values().decode(value));
      return;
    }
    if (!Keys.isStatusOfPerson(record.key()) && !Keys.isScopeReport(record.key())) {
      return;
    }
    Object body = Topics.status(config.tool()).values().decode(value).getBody();
    if (Keys.isScopeReport(record.key())) {
      census.report((ScopeReport) body);
    } else {
      census.status(record.key(), (Status) body);
    }
  }
}
