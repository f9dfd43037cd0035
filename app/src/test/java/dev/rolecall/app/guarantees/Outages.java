package dev.rolecall.app.guarantees;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Makes a schedule happen: one thread for each kind of process, one fault after the other. */
final class Outages {

  private final Cluster cluster;
  private final Consumer<Fault> told;
  private final long begin = System.nanoTime();
  private final List<ScheduledExecutorService> threads = new ArrayList<>();
  private final List<Future<?>> happening = new ArrayList<>();

  Outages(Cluster cluster, Map<String, List<Fault>> schedule, Consumer<Fault> told) {
    this.cluster = cluster;
    this.told = told;
    for (List<Fault> faults : schedule.values()) {
      ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
      threads.add(thread);
      for (Fault fault : faults) {
        happening.add(
            thread.schedule(() -> happen(fault), fault.at().toMillis(), TimeUnit.MILLISECONDS));
      }
    }
  }

  /** It blocks its thread until the process is back, so that its kind waits for it. */
  private void happen(Fault fault) {
    Child victim = cluster.child(fault.victim());
    told.accept(
        new Fault(
            Duration.ofNanos(System.nanoTime() - begin),
            fault.kind(),
            fault.victim(),
            fault.away()));
    switch (fault.kind()) {
      case KILL -> victim.kill();
      case TERMINATE -> victim.terminateOrKill();
      case FREEZE -> victim.freeze();
    }
    java.util.concurrent.locks.LockSupport.parkNanos(fault.away().toNanos());
    switch (fault.kind()) {
      case KILL, TERMINATE -> victim.start().awaitReady();
      case FREEZE -> victim.thaw();
    }
    if (fault.victim().startsWith("broker")) {
      cluster.brokers().awaitWhole();
    }
  }

  /** Waits until all of it has happened and everybody is back. */
  void await() throws InterruptedException {
    try {
      for (Future<?> each : happening) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a process did not come back", e.getCause());
    } finally {
      threads.forEach(ScheduledExecutorService::shutdownNow);
    }
  }
}
