package dev.rolecall.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** So many workers, each of which begins its next when its last has ended. */
final class ClosedLoop {

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private ClosedLoop() {}

  /** One repetition. */
  interface Work {
    /**
     * Does it.
     *
     * @param worker from 0
     * @param turn of this worker, from 0
     */
    void once(int worker, int turn) throws Exception;
  }

  /** Repeats for so long. */
  static Sample run(int workers, Duration length, Work work)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + length.toNanos();
    return run(workers, work, turn -> System.nanoTime() - end < 0);
  }

  /** Repeats so often in all, the workers sharing evenly. */
  static Sample repeat(int workers, int times, Work work)
      throws InterruptedException, ExecutionException {
    int each = Math.ceilDiv(times, workers);
    return run(workers, work, turn -> turn < each);
  }

  private interface Goes {
    boolean on(int turn);
  }

  private static Sample run(int workers, Work work, Goes goes)
      throws InterruptedException, ExecutionException {
    List<Duration> durations = new ArrayList<>();
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
      List<Future<List<Duration>>> pending = new ArrayList<>();
      for (int worker = 0; worker < workers; worker++) {
        int number = worker;
        pending.add(threads.submit(() -> work(number, work, goes)));
      }
      for (Future<List<Duration>> each : pending) {
        durations.addAll(each.get());
      }
    }
    return new Sample(
        durations,
        Duration.ofNanos(System.nanoTime() - start),
        Duration.ofNanos(SYSTEM.getProcessCpuTime() - cpu));
  }

  private static List<Duration> work(int worker, Work work, Goes goes) throws Exception {
    List<Duration> durations = new ArrayList<>();
    for (int turn = 0; goes.on(turn); turn++) {
      long start = System.nanoTime();
      work.once(worker, turn);
      durations.add(Duration.ofNanos(System.nanoTime() - start));
    }
    return durations;
  }
}
