package dev.rolecall.processor.access;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A bounded piece of work between records: it ends when its time is over or it has written enough.
 */
final class Slice {

  /** Of the thousand that a transaction may have; one person writes a few dozen at most. */
  private static final int RECORDS = 800;

  private final LongSupplier nanoTime;
  private final long deadline;
  private int written;

  Slice(LongSupplier nanoTime, Duration budget) {
    this.nanoTime = nanoTime;
    deadline = nanoTime.getAsLong() + budget.toNanos();
  }

  void wrote(int records) {
    written += records;
  }

  boolean isOver() {
    return written >= RECORDS || nanoTime.getAsLong() - deadline >= 0;
  }
}
