package dev.rolecall.views.directory;

import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.DirectoryEntry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the directory log and applies it, one SQLite transaction per poll. What cannot be decoded
 * or applied stops it: a view that skips a fact would tell something wrong for ever.
 */
final class LogTail implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);

  private static final Duration POLL = Duration.ofMillis(100);

  /** An idle log still shows that we are up to date; once a minute keeps the file young. */
  private static final Duration SEEN_END_EVERY = Duration.ofMinutes(1);

  private final Consumer<String, byte[]> consumer;
  private final Applier applier;
  private final Progress progress;
  private final InstantSource clock;
  private final Map<Integer, Long> committed;
  private Instant seenEnd = Instant.EPOCH;
  private volatile boolean stopping;
  private volatile @Nullable String problem;

  LogTail(
      Consumer<String, byte[]> consumer,
      Applier applier,
      Progress progress,
      InstantSource clock,
      Map<Integer, Long> committed) {
    this.consumer = consumer;
    this.applier = applier;
    this.progress = progress;
    this.clock = clock;
    this.committed = new TreeMap<>(committed);
  }

  /** What ended the tail before it was asked to; empty while all is well. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  void stop() {
    stopping = true;
    consumer.wakeup();
  }

  @Override
  public void run() {
    try (applier;
        consumer) {
      while (!stopping) {
        step();
      }
    } catch (WakeupException e) {
      if (!stopping) {
        stopped("the tail of the directory log was interrupted", e);
      }
    } catch (SQLException e) {
      stopped("SQLite refused a write to the view's file, error " + e.getErrorCode(), e);
    } catch (RuntimeException e) {
      // The edge of this thread: whatever it is, readiness must tell and nothing may be skipped.
      stopped(e.getClass().getSimpleName() + " while reading the directory log", e);
    }
  }

  private void step() throws SQLException {
    List<Applier.Entry> entries = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> each : consumer.poll(POLL)) {
      entries.add(decoded(each));
    }
    Map<Integer, Long> moved = new TreeMap<>();
    boolean atEnd = true;
    for (TopicPartition partition : consumer.assignment()) {
      long position = consumer.position(partition);
      if (position != committed.getOrDefault(partition.partition(), -1L)) {
        moved.put(partition.partition(), position);
      }
      atEnd &= consumer.currentLag(partition).orElse(Long.MAX_VALUE) == 0;
    }
    Instant now = clock.instant();
    boolean noteEnd = atEnd && seenEnd.plus(SEEN_END_EVERY).isBefore(now);
    if (entries.isEmpty() && moved.isEmpty() && !noteEnd) {
      return;
    }
    applier.apply(entries, moved, noteEnd ? Optional.of(now) : Optional.empty());
    seenEnd = noteEnd ? now : seenEnd;
    committed.putAll(moved);
    progress.committed(moved);
  }

  private static Applier.Entry decoded(ConsumerRecord<String, byte[]> entry) {
    try {
      byte[] value = entry.value();
      DirectoryEntry decoded = value == null ? null : Topics.DIRECTORY.values().decode(value);
      return new Applier.Entry(entry.key(), decoded);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("topic", entry.topic())
          .addKeyValue("partition", entry.partition())
          .addKeyValue("offset", entry.offset())
          .log("A fact of the directory log cannot be decoded");
      throw e;
    }
  }

  private void stopped(String what, Exception cause) {
    problem = what;
    LOG.atError().setCause(cause).log("The view of the directory has stopped; restart to resume");
  }
}
