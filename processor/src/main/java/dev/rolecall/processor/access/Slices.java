package dev.rolecall.processor.access;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * How long a partition may work between records. All partitions of a process share one thread, so
 * they share the time too: those with a job under way get equal parts. Safe for use by several
 * threads.
 */
final class Slices {

  /** From one slice to the next. Measured: shorter pauses starve the records between them. */
  static final Duration PAUSE = Duration.ofMillis(20);

  /** A quarter of the pause, so that at least three quarters of the time are left for records. */
  private static final Duration BUDGET = Duration.ofMillis(5);

  private final LongSupplier nanoTime;
  private final AtomicInteger jobs = new AtomicInteger();

  Slices(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** A job of a partition is under way, until it {@link #ended}. */
  void begun() {
    jobs.incrementAndGet();
  }

  void ended() {
    jobs.decrementAndGet();
  }

  Slice next() {
    return new Slice(nanoTime, BUDGET.dividedBy(Math.max(1, jobs.get())));
  }
}
