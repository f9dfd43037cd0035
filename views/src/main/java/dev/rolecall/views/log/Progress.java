package dev.rolecall.views.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far each partition has been committed to the file, who waits for more, and why there will be
 * no more. A position counts everything that takes an offset, also the markers of transactions.
 */
final class Progress {

  private record Waiter(TopicPartition partition, long position, CompletableFuture<Void> reached) {}

  private final Map<TopicPartition, Long> positions;
  private final List<Waiter> waiters = new ArrayList<>();
  private @Nullable String problem;

  Progress(Map<TopicPartition, Long> positions) {
    this.positions = new HashMap<>(positions);
  }

  /** Tells that everything before these positions has been committed to the file. */
  void committed(Map<TopicPartition, Long> committed) {
    List<CompletableFuture<Void>> reached = new ArrayList<>();
    synchronized (this) {
      positions.putAll(committed);
      for (Iterator<Waiter> each = waiters.iterator(); each.hasNext(); ) {
        Waiter waiter = each.next();
        // One that gave up is forgotten here.
        if (waiter.reached().isDone() || position(waiter.partition()) >= waiter.position()) {
          reached.add(waiter.reached());
          each.remove();
        }
      }
    }
    reached.forEach(future -> future.complete(null));
  }

  /** Tells that nothing more will be committed, and why. */
  void stopped(String why) {
    List<Waiter> inVain;
    synchronized (this) {
      problem = why;
      inVain = List.copyOf(waiters);
      waiters.clear();
    }
    inVain.forEach(
        waiter -> waiter.reached().completeExceptionally(new IllegalStateException(why)));
  }

  /** What ended it; empty while all is well. */
  synchronized Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Completes when the file holds everything before this position; fails when it never will. */
  CompletableFuture<Void> reach(TopicPartition partition, long position) {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    synchronized (this) {
      if (position(partition) < position) {
        if (problem != null) {
          return CompletableFuture.failedFuture(new IllegalStateException(problem));
        }
        waiters.add(new Waiter(partition, position, reached));
        return reached;
      }
    }
    reached.complete(null);
    return reached;
  }

  /** Whether the file holds everything before all of these positions. */
  synchronized boolean hasReached(Map<TopicPartition, Long> wanted) {
    return wanted.entrySet().stream().allMatch(end -> position(end.getKey()) >= end.getValue());
  }

  synchronized Map<TopicPartition, Long> positions() {
    return Map.copyOf(positions);
  }

  private long position(TopicPartition partition) {
    return positions.getOrDefault(partition, 0L);
  }
}
