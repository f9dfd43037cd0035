package dev.rolecall.views.log;

import dev.rolecall.schemas.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/** A view's file that a test feeds instead of Kafka. */
public final class FedView implements FollowedFile {

  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  public static final TopicPartition WORDS = new TopicPartition("words", 0);

  static final Origin ORIGIN =
      new Origin("cluster-1", Map.of("words", "topic-1"), Map.of(WORDS, 0L), Map.of(WORDS, 1_000L));

  /** One scan leaves one connection to other reads. */
  private static final ReadLimits LIMITS = new ReadLimits(2, 1, 200);

  private final ViewFile.Opened opened;
  private final Applier applier;
  private final ReadPool reads;

  FedView(Path file, Layout layout, Origin origin, Applier applier, Instant now)
      throws SQLException, IOException {
    this.opened = ViewFile.open(file, layout, origin, now);
    this.applier = applier;
    this.reads = new ReadPool(file, "test", LIMITS);
  }

  /** Opens the file again and again as one that follows the same topics. */
  public static FedView of(Path file, Layout layout, Applier applier)
      throws SQLException, IOException {
    return new FedView(file, layout, ORIGIN, applier, NOON);
  }

  /** Applies records in one transaction. */
  public void apply(LogRecord... records) throws SQLException {
    apply(records[records.length - 1].offset() + 1, records);
  }

  /** As {@link #apply(LogRecord...)}, up to this position. */
  public void apply(long position, LogRecord... records) throws SQLException {
    Follower.apply(
        opened.file(), applier, List.of(records), Map.of(WORDS, position), Optional.empty());
  }

  @Override
  public <T> T read(LogView.Question<T> question) {
    return reads.read(question);
  }

  /** As {@link #read}, of many. */
  public <T> List<T> list(LogView.Question<List<T>> question) {
    return reads.read(question);
  }

  @Override
  public <T> T scan(LogView.Question<T> question) {
    return reads.scan(question);
  }

  /** What was fed is there at once. */
  @Override
  public CompletableFuture<Void> upToDate(Topic<?> topic, String key, Duration longest) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public Optional<String> problem() {
    return Optional.empty();
  }

  @Override
  public double lag() {
    return 0;
  }

  @Override
  public String origin() {
    return ORIGIN.name();
  }

  public Optional<String> rebuilt() {
    return opened.rebuilt();
  }

  public Map<TopicPartition, Long> positions() {
    return opened.positions();
  }

  ViewFile.Opened opened() {
    return opened;
  }

  @Override
  public void close() {
    try {
      reads.close();
      opened.file().close();
    } catch (SQLException e) {
      throw new IllegalStateException("the file cannot be closed", e);
    }
  }
}
