package dev.rolecall.processor.access;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A bounded piece of work between records: it ends when its time is over or it has written enough.
 */
final class Slice {

  private final LongSupplier nanoTime;
  private final long deadline;
  private final int records;
  private int written;

  Slice(LongSupplier nanoTime, Duration budget, int records) {
    this.nanoTime = nanoTime;
    this.records = records;
    deadline = nanoTime.getAsLong() + budget.toNanos();
  }

  void wrote(int records) {
    written += records;
  }

  boolean isOver() {
    return written >= records || nanoTime.getAsLong() - deadline >= 0;
  }
}
