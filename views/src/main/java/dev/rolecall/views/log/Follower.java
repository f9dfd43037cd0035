package dev.rolecall.views.log;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics and applies them to the file, one SQLite transaction per poll. What cannot be
 * decoded or applied stops it: a view that skips a fact would tell something wrong for ever.
 */
final class Follower implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  private static final Duration POLL = Duration.ofMillis(100);

  /** An idle log still shows that we are up to date; once a minute keeps the file young. */
  private static final Duration SEEN_END_EVERY = Duration.ofMinutes(1);

  private final org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;
  private final Statements file;
  private final Applier applier;
  private final Consumer<Map<TopicPartition, Long>> committed;
  private final InstantSource clock;
  private final Map<TopicPartition, Long> positions;
  private Instant seenEnd = Instant.EPOCH;
  private volatile boolean stopping;
  private volatile @Nullable String problem;

  Follower(
      org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer,
      ViewFile.Opened opened,
      Applier applier,
      Consumer<Map<TopicPartition, Long>> committed,
      InstantSource clock) {
    this.consumer = consumer;
    this.file = opened.file();
    this.applier = applier;
    this.committed = committed;
    this.clock = clock;
    this.positions = new HashMap<>(opened.positions());
  }

  /** What ended it before it was asked to; empty while all is well. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  void stop() {
    stopping = true;
    consumer.wakeup();
  }

  @Override
  public void run() {
    try (file;
        consumer) {
      while (!stopping) {
        step();
      }
    } catch (WakeupException e) {
      if (!stopping) {
        stopped("reading was interrupted", e);
      }
    } catch (SQLException e) {
      stopped("SQLite refused a write to the view's file, error " + e.getErrorCode(), e);
    } catch (RuntimeException e) {
      // The edge of this thread: whatever it is, readiness must tell and nothing may be skipped.
      stopped(e.getClass().getSimpleName() + " while following the topics", e);
    }
  }

  private void step() throws SQLException {
    ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
    Map<TopicPartition, Long> moved = new HashMap<>();
    boolean atEnd = true;
    for (TopicPartition partition : consumer.assignment()) {
      long position = consumer.position(partition);
      if (position != positions.getOrDefault(partition, -1L)) {
        moved.put(partition, position);
      }
      atEnd &= consumer.currentLag(partition).orElse(Long.MAX_VALUE) == 0;
    }
    Instant now = clock.instant();
    boolean noteEnd = atEnd && seenEnd.plus(SEEN_END_EVERY).isBefore(now);
    if (records.isEmpty() && moved.isEmpty() && !noteEnd) {
      return;
    }
    apply(records, moved, noteEnd ? Optional.of(now) : Optional.empty());
    seenEnd = noteEnd ? now : seenEnd;
    positions.putAll(moved);
    committed.accept(moved);
  }

  private void apply(
      ConsumerRecords<String, byte[]> records,
      Map<TopicPartition, Long> moved,
      Optional<Instant> end)
      throws SQLException {
    try {
      for (ConsumerRecord<String, byte[]> each : records) {
        applyOne(each);
      }
      for (Map.Entry<TopicPartition, Long> each : moved.entrySet()) {
        ViewFile.moved(
            file, new Position(each.getKey().topic(), each.getKey().partition(), each.getValue()));
      }
      if (end.isPresent()) {
        ViewFile.seenEnd(file, end.get());
      }
      file.commit();
    } catch (SQLException | RuntimeException e) {
      file.rollback();
      throw e;
    }
  }

  private void applyOne(ConsumerRecord<String, byte[]> each) throws SQLException {
    try {
      applier.apply(
          file,
          new LogRecord(each.topic(), each.partition(), each.offset(), each.key(), each.value()));
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("topic", each.topic())
          .addKeyValue("partition", each.partition())
          .addKeyValue("offset", each.offset())
          .log("A record cannot be brought into the view");
      throw e;
    }
  }

  private void stopped(String what, Exception cause) {
    problem = what;
    LOG.atError().setCause(cause).log("A view has stopped; restart to resume");
  }
}
