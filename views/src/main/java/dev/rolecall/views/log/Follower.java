package dev.rolecall.views.log;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
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

  private final Consumer<String, byte[]> consumer;
  private final Statements file;
  private final Applier applier;
  private final Progress progress;
  private final InstantSource clock;
  private Instant seenEnd = Instant.EPOCH;
  private volatile boolean stopping;
  private volatile long lag;

  Follower(
      Consumer<String, byte[]> consumer,
      Statements file,
      Applier applier,
      Progress progress,
      InstantSource clock) {
    this.consumer = consumer;
    this.file = file;
    this.applier = applier;
    this.progress = progress;
    this.clock = clock;
  }

  void stop() {
    stopping = true;
    consumer.wakeup();
  }

  /** Records that were written and not read, as of the last poll. */
  double lag() {
    return lag;
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
    List<LogRecord> records = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> each : consumer.poll(POLL)) {
      records.add(
          new LogRecord(each.topic(), each.partition(), each.offset(), each.key(), each.value()));
    }
    Map<TopicPartition, Long> positions = progress.positions();
    Map<TopicPartition, Long> moved = new HashMap<>();
    boolean atEnd = true;
    long behind = 0;
    for (TopicPartition partition : consumer.assignment()) {
      long before = positions.getOrDefault(partition, -1L);
      long position = position(partition, records, before);
      if (position != before) {
        moved.put(partition, position);
      }
      atEnd &= consumer.currentLag(partition).orElse(Long.MAX_VALUE) == 0;
      behind += consumer.currentLag(partition).orElse(0);
    }
    lag = behind;
    Instant now = clock.instant();
    boolean noteEnd = atEnd && seenEnd.plus(SEEN_END_EVERY).isBefore(now);
    if (records.isEmpty() && moved.isEmpty() && !noteEnd) {
      return;
    }
    apply(file, applier, records, moved, noteEnd ? Optional.of(now) : Optional.empty());
    seenEnd = noteEnd ? now : seenEnd;
    progress.committed(moved);
  }

  /**
   * Up to where a partition is read. After its leader was lost the consumer does not know until it
   * has asked the new one; what was polled before that is known all the same.
   */
  private long position(TopicPartition partition, List<LogRecord> polled, long before) {
    try {
      return consumer.position(partition, POLL);
    } catch (TimeoutException leaderless) {
      return polled.stream()
          .filter(each ->
              each.partition() == partition.partition() && each.topic().equals(partition.topic()))
          .mapToLong(each -> each.offset() + 1)
          .max()
          .orElse(before);
    }
  }

  /** All of it or nothing. */
  static void apply(
      Statements file,
      Applier applier,
      List<LogRecord> records,
      Map<TopicPartition, Long> moved,
      Optional<Instant> end)
      throws SQLException {
    try {
      for (LogRecord each : records) {
        apply(file, applier, each);
      }
      for (Map.Entry<TopicPartition, Long> each : moved.entrySet()) {
        ViewFile.moved(file, each.getKey(), each.getValue());
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

  private static void apply(Statements file, Applier applier, LogRecord each) throws SQLException {
    try {
      applier.apply(file, each);
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
    progress.stopped(what);
    LOG.atError().setCause(cause).log("A view has stopped; restart to resume");
  }
}
