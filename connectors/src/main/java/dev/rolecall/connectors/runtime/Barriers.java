package dev.rolecall.connectors.runtime;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** The start barriers of the partitions we own. Used by one thread, but for one question. */
final class Barriers {

  private final Map<Integer, Barrier> byPartition = new HashMap<>();
  private final Inputs inputs;
  private final Consumer<Runnable> later;
  private volatile boolean someAreClosed;

  /**
   * @param later has something done by the thread that uses this
   */
  Barriers(Inputs inputs, Consumer<Runnable> later) {
    this.inputs = inputs;
    this.later = later;
  }

  /** Partitions are ours now, and closed until what was in them has been read. */
  void add(Collection<Integer> partitions) {
    for (int partition : partitions) {
      Barrier barrier = new Barrier();
      byPartition.put(partition, barrier);
      ask(partition, barrier);
    }
    look();
  }

  void remove(Collection<Integer> partitions) {
    partitions.forEach(byPartition::remove);
    look();
  }

  Set<Integer> partitions() {
    return Set.copyOf(byPartition.keySet());
  }

  /** Whether the barrier of a partition of ours has passed. */
  boolean isPassed(int partition) {
    Barrier barrier = byPartition.get(partition);
    return barrier != null && barrier.isPassed();
  }

  /** Whether one of a partition of ours has not passed; for any thread. */
  boolean someAreClosed() {
    return someAreClosed;
  }

  private void look() {
    someAreClosed = byPartition.values().stream().anyMatch(barrier -> !barrier.isPassed());
  }

  /**
   * Tells which partitions open.
   *
   * @param accessRead the name of a partition's access log and how far it was read
   */
  void open(Function<Integer, Map.Entry<String, Long>> accessRead, IntConsumer opens) {
    Map<String, Long> positions = inputs.positions();
    for (int partition : byPartition.keySet()) {
      Map.Entry<String, Long> read = accessRead.apply(partition);
      positions.put(read.getKey(), read.getValue());
    }
    for (Map.Entry<Integer, Barrier> entry : List.copyOf(byPartition.entrySet())) {
      Barrier barrier = entry.getValue();
      if (!barrier.isPassed() && barrier.passed(positions)) {
        opens.accept(entry.getKey());
      }
    }
    look();
  }

  private void ask(int partition, Barrier barrier) {
    inputs.ends(
        partition,
        ends -> later.accept(() -> barrier.at(ends)),
        failure ->
            later.accept(() -> {
              if (byPartition.get(partition) == barrier) {
                ask(partition, barrier);
              }
            }));
  }
}
