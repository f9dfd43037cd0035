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

  /**
   * Two for each person and tool, so some 2,500 changes of access a second. Measured: each of them
   * is work for the guard, the broker, the views and the connectors, which share the machine with
   * commands; at 5,000 a second on two cores commands waited four times as long.
   */
  private static final int RECORDS = 100;

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
    int parts = Math.max(1, jobs.get());
    return new Slice(nanoTime, BUDGET.dividedBy(parts), Math.max(1, RECORDS / parts));
  }
}
