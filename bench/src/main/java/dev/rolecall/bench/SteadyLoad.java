package dev.rolecall.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
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
    /**
     * Makes it.
     *
     * @param number from 0
     * @param due when it should have been sent
     */
    void make(int number, Instant due) throws Exception;
  }

  private record Sample(long due, Duration took) {}

  private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
  private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
  private final ExecutorService workers = Executors.newFixedThreadPool(THREADS);
  private final ScheduledExecutorService rhythm = Executors.newSingleThreadScheduledExecutor();
  private final Request request;
  private final int most;
  private final CountDownLatch left;
  private final Future<?> ticks;
  private int next;

  /**
   * Begins.
   *
   * @param most requests in all
   */
  SteadyLoad(int perSecond, int most, Request request) {
    this.request = request;
    this.most = most;
    this.left = new CountDownLatch(most);
    long pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long start = System.nanoTime();
    Instant began = Instant.now();
    this.ticks =
        rhythm.scheduleAtFixedRate(() -> tick(start, began, pause), 0, pause, TimeUnit.NANOSECONDS);
  }

  private void tick(long start, Instant began, long pause) {
    if (next < most) {
      int number = next++;
      long late = number * pause;
      workers.execute(() -> take(number, start + late, began.plusNanos(late)));
    }
  }

  private void take(int number, long due, Instant when) {
    try {
      request.make(number, when);
      samples.add(new Sample(due, Duration.ofNanos(System.nanoTime() - due)));
    } catch (Exception e) {
      failures.add(e);
    } finally {
      left.countDown();
    }
  }

  /** Waits until all have been answered. */
  void awaitEnd() throws InterruptedException {
    left.await();
    requireNoFailure();
  }

  /** Makes no more, and waits until those that were made have been answered. */
  void end() {
    close();
    requireNoFailure();
  }

  /** Of the requests that were due between two readings of the nano clock. */
  Times between(long from, long to) {
    requireNoFailure();
    List<Duration> took = new ArrayList<>();
    for (Sample sample : samples) {
      if (sample.due() - from >= 0 && sample.due() - to < 0) {
        took.add(sample.took());
      }
    }
    return Times.of(took);
  }

  private void requireNoFailure() {
    if (!failures.isEmpty()) {
      throw new IllegalStateException(failures.size() + " requests failed", failures.peek());
    }
  }

  @Override
  public void close() {
    ticks.cancel(false);
    rhythm.close();
    workers.close();
  }
}
