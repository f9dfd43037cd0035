package dev.rolecall.views.directory;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * How far each partition of the log has been committed to the file, and who waits for more. A
 * position counts everything that takes an offset, also the markers of transactions.
 */
final class Progress {

  private record Waiter(int partition, long position, CompletableFuture<Void> reached) {}

  private final Map<Integer, Long> positions = new TreeMap<>();
  private final List<Waiter> waiters = new ArrayList<>();

  /** Tells that everything before these positions has been committed to the file. */
  void committed(Map<Integer, Long> committed) {
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

  /** Completes when the file holds everything before this position. */
  CompletableFuture<Void> reach(int partition, long position) {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    synchronized (this) {
      if (position(partition) < position) {
        waiters.add(new Waiter(partition, position, reached));
        return reached;
      }
    }
    reached.complete(null);
    return reached;
  }

  /** Whether the file holds everything before all of these positions. */
  synchronized boolean hasReached(Map<Integer, Long> wanted) {
    return wanted.entrySet().stream().allMatch(end -> position(end.getKey()) >= end.getValue());
  }

  private long position(int partition) {
    return positions.getOrDefault(partition, 0L);
  }
}
