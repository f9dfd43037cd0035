package dev.rolecall.processor.access;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A bounded piece of work between records: it ends when its time is over or it has written enough.
 */
final class Slice {

  /** From one slice to the next. Measured: shorter pauses starve the records between them. */
  static final Duration PAUSE = Duration.ofMillis(20);

  /** A quarter of the pause, so that at least three quarters of the time are left for records. */
  private static final Duration BUDGET = Duration.ofMillis(5);

  /** Of the thousand that a transaction may have; one person writes a few dozen at most. */
  private static final int RECORDS = 800;

  private final LongSupplier nanoTime;
  private final long deadline;
  private int written;

  private Slice(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    deadline = nanoTime.getAsLong() + BUDGET.toNanos();
  }

  static Slice begin(LongSupplier nanoTime) {
    return new Slice(nanoTime);
  }

  void wrote(int records) {
    written += records;
  }

  boolean isOver() {
    return written >= RECORDS || nanoTime.getAsLong() - deadline >= 0;
  }
}
