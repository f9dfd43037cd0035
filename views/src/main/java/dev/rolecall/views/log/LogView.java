package dev.rolecall.views.log;

import dev.rolecall.schemas.Topic;
import dev.rolecall.service.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A SQLite file that one thread keeps filled from topics, and that others read meanwhile. The file
 * and its offsets change in one transaction, so a crash loses nothing and repeats nothing.
 */
public final class LogView implements FollowedFile {

  private static final Logger LOG = LoggerFactory.getLogger(LogView.class);

  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  /** What is read at once is one transaction of SQLite; a catch-up reads millions. */
  private static final int MOST_AT_ONCE = 5_000;

  /** A few hundred records: they are read at once, without waiting for more. */
  private static final int WORTH_READING_BYTES = 128 * 1024;

  private final FollowedTopics topics;
  private final Progress progress;
  private final ReadBarrier barrier;
  private final ReadPool reads;
  private final Follower follower;
  private final Thread thread;

  /** What is asked of the file: one or more reads of one state. */
  public interface Question<T> {
    T ask(Statements file) throws SQLException;
  }

  /**
   * What a view needs.
   *
   * @param name of its clients and threads
   * @param file one process writes it
   * @param gather how long records may wait for others, so that one transaction brings in many;
   *     zero: not at all
   */
  public record LogViewConfig(
      KafkaSettings kafka, String name, Path file, InstantSource clock, Duration gather) {}

  private LogView(
      LogViewConfig config,
      FollowedTopics topics,
      Layout layout,
      Applier applier,
      ReadLimits limits)
      throws SQLException, IOException {
    this.topics = topics;
    Origin origin = topics.origin();
    ViewFile.Opened opened = ViewFile.open(config.file(), layout, origin, config.clock().instant());
    opened
        .rebuilt()
        .ifPresent(why -> LOG.atInfo().log("Building {}: {}", config.file().getFileName(), why));
    this.progress = new Progress(opened.positions());
    this.barrier = new ReadBarrier(topics::ends, progress);
    this.reads = new ReadPool(config.file(), config.name(), limits);
    this.follower =
        new Follower(
            consumer(config, origin, opened), opened.file(), applier, progress, config.clock());
    this.thread = Thread.ofPlatform().name(config.name()).start(follower);
  }

  /**
   * Opens the file and starts to follow the topics. Returns at once: reads wait for what they need.
   *
   * @throws IllegalStateException when Kafka does not answer, a topic is missing, or the file
   *     cannot be used
   */
  public static LogView start(
      LogViewConfig config,
      Collection<String> topics,
      Layout layout,
      Applier applier,
      ReadLimits limits) {
    FollowedTopics followed = FollowedTopics.connect(config.kafka(), config.name(), topics);
    try {
      return new LogView(config, followed, layout, applier, limits);
    } catch (SQLException | IOException e) {
      followed.close();
      throw new IllegalStateException("a view cannot use " + config.file(), e);
    } catch (RuntimeException e) {
      followed.close();
      throw e;
    }
  }

  @Override
  public <T> T read(Question<T> question) {
    return reads.read(question);
  }

  @Override
  public <T> T scan(Question<T> question) {
    return reads.scan(question);
  }

  @Override
  public CompletableFuture<Void> upToDate(Topic<?> topic, String key, Duration longest) {
    return barrier.upToDate(topics.origin().partition(topic, key), longest);
  }

  @Override
  public Optional<String> problem() {
    Optional<String> stopped = progress.problem();
    return stopped.isPresent() || progress.hasReached(topics.origin().ends())
        ? stopped
        : Optional.of("still reading what the topics held at the start");
  }

  @Override
  public double lag() {
    return follower.lag();
  }

  @Override
  public String origin() {
    return topics.origin().name();
  }

  private static KafkaConsumer<String, byte[]> consumer(
      LogViewConfig config, Origin origin, ViewFile.Opened opened) {
    Map<String, Object> settings = new HashMap<>(config.kafka().consumer(config.name()));
    // We always say where to start; a position that is gone must stop us, not skip something.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AT_ONCE);
    if (config.gather().isPositive()) {
      settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, WORTH_READING_BYTES);
      settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) config.gather().toMillis());
    }
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.assign(origin.starts().keySet());
    origin
        .starts()
        .forEach((partition, start) ->
            consumer.seek(partition, opened.positions().getOrDefault(partition, start)));
    return consumer;
  }

  @Override
  public void close() {
    follower.stop();
    try {
      if (!thread.join(LONGEST_STOP)) {
        LOG.atWarn().log("A view did not stop in time");
      }
      reads.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw new IllegalStateException("the view's file cannot be closed", e);
    } finally {
      topics.close();
    }
  }
}
