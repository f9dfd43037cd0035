package dev.rolecall.connectors.runtime;

import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.StatusEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a broker keeps for one tool, in memory: a partition has one owner, whose transactions alone
 * are committed. Sometimes one is not, and sometimes its writer is not told that it was.
 */
final class MemoryLog {

  static final int PARTITIONS = 2;

  /** A process. */
  interface Writer {
    boolean isDead();
  }

  /** A status as it lies in its partition. */
  record Kept(String key, Status status, Instant at) {}

  private final String tool;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<Integer, Writer> owners = new HashMap<>();
  private final Map<Integer, List<Kept>> statuses = new HashMap<>();
  private final Map<String, Status> newest = new HashMap<>();
  private final Map<String, Link> links = new HashMap<>();
  private final List<AuditEntry> audit = new ArrayList<>();
  private double faults;

  MemoryLog(String tool, InstantSource clock, RandomGenerator random) {
    this.tool = tool;
    this.clock = clock;
    this.random = random;
  }

  /** How many writes of a hundred fail from now on. */
  void faults(double probability) {
    faults = probability;
  }

  void owner(int partition, Writer process) {
    owners.put(partition, process);
  }

  boolean owns(int partition, Writer process) {
    return process.equals(owners.get(partition));
  }

  int partitionOf(String key) {
    return Topics.status(tool).partition(key, PARTITIONS);
  }

  List<Kept> statuses(int partition) {
    return statuses.computeIfAbsent(partition, unused -> new ArrayList<>());
  }

  synchronized @Nullable Status newest(String key) {
    return newest.get(key);
  }

  synchronized Map<String, Link> links() {
    return Map.copyOf(links);
  }

  List<AuditEntry> audit() {
    return audit;
  }

  /** What one process writes through. */
  Transactions of(Writer process) {
    return new Transactions() {
      @Override
      public int partitionsOf(String topic) {
        return topic.equals(Topics.status(tool).name()) ? PARTITIONS : 1;
      }

      @Override
      public CompletableFuture<Long> write(
          int partition, List<ProducerRecord<String, byte[]>> records) {
        return writtenBy(process, partition, records);
      }
    };
  }

  private synchronized CompletableFuture<Long> writtenBy(
      Writer process, int partition, List<ProducerRecord<String, byte[]>> records) {
    double fate = random.nextDouble();
    if (process.isDead() || !owns(partition, process) || fate < faults) {
      return refused();
    }
    long offset = statuses(partition).size() + 1L;
    records.forEach(this::keep);
    return fate < 2 * faults ? refused() : CompletableFuture.completedFuture(offset);
  }

  private void keep(ProducerRecord<String, byte[]> record) {
    if (record.topic().equals(Topics.status(tool).name())) {
      StatusEntry entry = Topics.status(tool).values().decode(record.value());
      if (entry.getBody() instanceof Status status) {
        int partition = Optional.ofNullable(record.partition()).orElseThrow();
        statuses(partition).add(new Kept(record.key(), status, clock.instant()));
        newest.put(record.key(), status);
      }
    } else if (record.topic().equals(Topics.links(tool).name())) {
      links.put(record.key(), Topics.links(tool).values().decode(record.value()));
    } else {
      audit.add(Topics.AUDIT_ENTRIES.values().decode(record.value()));
    }
  }

  private static CompletableFuture<Long> refused() {
    return CompletableFuture.failedFuture(
        new Committer.NotWritten("the log refuses", new IllegalStateException()));
  }
}
