package dev.rolecall.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Requests at a fixed rate, however long the answers take: each is timed from when it was due, so
 * that a stall counts for all who would have come in it.
 */
final class SteadyLoad implements AutoCloseable {

  /** A request that waits for a thread counts its wait. */
  private static final int THREADS = 32;

  /** One request and its answer. */
  interface Request {
    void make() throws Exception;
  }

  private record Sample(long due, Duration took) {}

  private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
  private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
  private final ExecutorService workers = Executors.newFixedThreadPool(THREADS);
  private final ScheduledExecutorService rhythm = Executors.newSingleThreadScheduledExecutor();
  private final Future<?> ticks;

  SteadyLoad(int perSecond, Request request) {
    long pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long[] due = {System.nanoTime()};
    ticks =
        rhythm.scheduleAtFixedRate(
            () -> {
              long now = due[0];
              due[0] += pause;
              workers.execute(() -> take(request, now));
            },
            0,
            pause,
            TimeUnit.NANOSECONDS);
  }

  private void take(Request request, long due) {
    try {
      request.make();
      samples.add(new Sample(due, Duration.ofNanos(System.nanoTime() - due)));
    } catch (Exception e) {
      failures.add(e);
    }
  }

  /** Of the requests that were due between two readings of the nano clock. */
  Times between(long from, long to) {
    if (!failures.isEmpty()) {
      throw new IllegalStateException(failures.size() + " requests failed", failures.peek());
    }
    List<Duration> took = new ArrayList<>();
    for (Sample sample : samples) {
      if (sample.due() - from >= 0 && sample.due() - to < 0) {
        took.add(sample.took());
      }
    }
    return Times.of(took);
  }

  @Override
  public void close() {
    ticks.cancel(false);
    rhythm.close();
    workers.close();
  }
}
