package dev.rolecall.views.log;

import dev.rolecall.schemas.Topic;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A file that is kept filled from topics and read meanwhile. */
public interface FollowedFile extends AutoCloseable {

  /**
   * Reads the file; blocks for as long as the disk takes.
   *
   * @throws ViewBusyException when too many reads are under way
   */
  <T> T read(LogView.Question<T> question);

  /** As {@link #read}, of what may look at everything there is; fewer of these go on at a time. */
  <T> T scan(LogView.Question<T> question);

  /**
   * Completes when everything that was written before this call, to the partition of this key, is
   * visible to reads that follow; fails with {@link ViewBehindException} when that takes too long
   * or cannot be known.
   */
  CompletableFuture<Void> upToDate(Topic<?> topic, String key, Duration longest);

  /** What keeps the view from being used; empty when it has caught up and follows its topics. */
  Optional<String> problem();

  /** How many records of its topics the file does not hold yet, as of the last reading. */
  double lag();

  /**
   * Tells these topics from all others there are: everybody who follows them has the same, and it
   * cannot be guessed from outside.
   */
  String origin();

  @Override
  void close();
}
