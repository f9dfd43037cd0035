package dev.rolecall.processor.directory;

import dev.rolecall.processor.directory.decide.DirectoryState;
import dev.rolecall.processor.directory.decide.DirectoryTables;
import dev.rolecall.processor.directory.decide.Job;
import dev.rolecall.processor.directory.decide.JobStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Works on the stored jobs of a partition in turn. One slice ends when its time is over or it has
 * written enough; commands are decided between slices.
 */
final class JobSlices {

  /** With slices of 5 ms: shorter pauses starve commands (measured). */
  private static final Duration BETWEEN_SLICES = Duration.ofMillis(20);

  /** A quarter of the pause between slices: more starves commands (measured). */
  private static final Duration SLICE = Duration.ofMillis(5);

  /** People or groups between two looks at the clock. */
  private static final int PER_STEP = 10;

  /** Each step writes two records per person or group, rarely more: a slice stays below 1,000. */
  private static final int STEPS_PER_SLICE = 45;

  private static final String FIRST_KEY = "";
  private static final String BEHIND_LAST_KEY = "\uFFFF";

  private final ProcessorContext<?, ?> context;
  private final DirectoryTables tables;
  private final Forward forward;
  private final LongSupplier nanoTime;

  /** Where the next slice goes on, so that a long job doesn't hold up the others. */
  private String turn = FIRST_KEY;

  /** Runs only while there are jobs: each call costs commands some of their batching. */
  private @Nullable Cancellable slices;

  JobSlices(
      ProcessorContext<?, ?> context,
      DirectoryTables tables,
      Forward forward,
      LongSupplier nanoTime) {
    this.context = context;
    this.tables = tables;
    this.forward = forward;
    this.nanoTime = nanoTime;
  }

  /** There may be jobs. */
  void begin() {
    if (slices == null) {
      slices = context.schedule(BETWEEN_SLICES, PunctuationType.WALL_CLOCK_TIME, this::slice);
    }
  }

  private void end() {
    if (slices != null) {
      slices.cancel();
      slices = null;
    }
  }

  private void slice(long wallClockMillis) {
    work(wallClockMillis);
    // Each slice is a transaction of its own: together they would be too large for one.
    context.commit();
  }

  private void work(long wallClockMillis) {
    long end = nanoTime.getAsLong() + SLICE.toNanos();
    Instant now = Instant.ofEpochMilli(wallClockMillis);
    for (int step = 0; step < STEPS_PER_SLICE; step++) {
      List<Map.Entry<String, Job>> next = next();
      if (next.isEmpty()) {
        end();
        return;
      }
      step(next.getFirst().getValue(), now);
      if (nanoTime.getAsLong() - end >= 0) {
        return;
      }
    }
  }

  private void step(Job job, Instant now) {
    DirectoryState state = new DirectoryState(job.directory(), tables);
    JobStep step = JobStep.next(job, state, PER_STEP);
    state.apply(step);
    forward.step(step, now);
    turn = job.key() + '\0';
  }

  /** Whoever loses something goes before those who only gain. */
  private List<Map.Entry<String, Job>> next() {
    List<Map.Entry<String, Job>> urgent = next(FIRST_KEY, Job.BEHIND_URGENT);
    return urgent.isEmpty() ? next(Job.BEHIND_URGENT, BEHIND_LAST_KEY) : urgent;
  }

  private List<Map.Entry<String, Job>> next(String first, String end) {
    boolean isAmong = turn.compareTo(first) > 0 && turn.compareTo(end) < 0;
    List<Map.Entry<String, Job>> next = tables.jobs().range(isAmong ? turn : first, end, 1);
    return next.isEmpty() && isAmong ? tables.jobs().range(first, end, 1) : next;
  }
}
