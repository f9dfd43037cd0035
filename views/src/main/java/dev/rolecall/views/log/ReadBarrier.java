package dev.rolecall.views.log;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes reads linearizable: takes the high watermark of a partition and waits until the file holds
 * everything before it.
 *
 * <p>The high watermark and not the last stable offset: the markers of one transaction land in each
 * partition at another time, so an outcome may be visible while the last stable offset of the log
 * still excludes what it tells of.
 */
final class ReadBarrier {

  private final SharedCall<Map<TopicPartition, Long>> ends;
  private final Progress progress;

  /**
   * @param ends asks the brokers for the high watermark of each partition
   */
  ReadBarrier(Supplier<CompletionStage<Map<TopicPartition, Long>>> ends, Progress progress) {
    this.ends = new SharedCall<>(ends);
    this.progress = progress;
  }

  CompletableFuture<Void> upToDate(TopicPartition partition, Duration longest) {
    Optional<String> stopped = progress.problem();
    if (stopped.isPresent()) {
      return CompletableFuture.failedFuture(new ViewBehindException(stopped.get(), null));
    }
    return ends.join()
        // A copy: the shared result must not time out for everybody.
        .thenApply(all -> all)
        .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
        .thenCompose(all ->
            progress
                .reach(partition, all.getOrDefault(partition, 0L))
                .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS))
        .exceptionallyCompose(failure ->
            CompletableFuture.failedFuture(
                new ViewBehindException(
                    "the view could not be read up to its newest state", failure)));
  }
}
