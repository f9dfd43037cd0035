package dev.rolecall.views.directory;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/**
 * Makes reads linearizable: takes the high watermark of the directory's partition and waits until
 * the file holds everything before it.
 *
 * <p>The high watermark and not the last stable offset: the markers of one transaction land in each
 * partition at another time, so an outcome may be visible while the last stable offset of the
 * directory log still excludes what it tells of.
 */
final class ReadBarrier {

  private final SharedCall<Map<Integer, Long>> ends;
  private final Progress progress;
  private final ToIntFunction<String> partitionOf;
  private final Duration longest;

  ReadBarrier(
      LogEnds ends, Progress progress, ToIntFunction<String> partitionOf, Duration longest) {
    this.ends = new SharedCall<>(ends::highWatermarks);
    this.progress = progress;
    this.partitionOf = partitionOf;
    this.longest = longest;
  }

  CompletableFuture<Void> upToDate(String directory) {
    int partition = partitionOf.applyAsInt(directory);
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
                    "the directory could not be read up to its newest state", failure)));
  }
}
