package dev.rolecall.console;

import dev.rolecall.console.Planner.Planned;
import dev.rolecall.console.Planner.Witness;
import dev.rolecall.views.log.ViewBusyException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans under way and the last ones that were made; kept in memory, gone with the process. */
final class PlanJobs implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PlanJobs.class);

  /** Each keeps one core busy, and there is other work. */
  private static final int MOST_AT_ONCE = 2;

  /** Bounded plans of some hundred kilobytes; whoever asks again later plans again. */
  private static final int MOST_KEPT = 8;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final Planner planner;
  private final InstantSource clock;
  private final Supplier<UUID> ids;
  private volatile boolean closing;

  PlanJobs(Planner planner, InstantSource clock, Supplier<UUID> ids) {
    this.planner = planner;
    this.clock = clock;
    this.ids = ids;
  }

  /** How far a plan is. */
  sealed interface State {

    /** People who were looked at, of how many. */
    record Running(long done, long total) implements State {}

    record Ended(Planned planned) implements State {}

    /** Says why, for people. */
    record Failed(String why) implements State {}
  }

  /** A plan that was asked for. */
  private static final class Job {
    private final CompletableFuture<State> end = new CompletableFuture<>();
    private volatile State.Running progress = new State.Running(0, 0);
  }

  /**
   * Begins to plan and returns at once.
   *
   * @throws Refused when too many plans are under way
   */
  String begin(SentBundle sent) {
    acquire();
    String id = ids.get().toString();
    Job job = new Job();
    keep(id, job);
    threads.execute(() -> {
      State end;
      try {
        end = outcome(job, sent);
      } finally {
        atOnce.release();
      }
      job.end.complete(end);
    });
    return id;
  }

  /**
   * Plans while the caller waits.
   *
   * @throws Refused when too many plans are under way, or it cannot be planned now
   */
  Planned now(SentBundle sent, Witness witness) {
    acquire();
    try {
      return planner.plan(sent, clock.instant(), (done, total) -> goOn(), witness);
    } finally {
      atOnce.release();
    }
  }

  /**
   * How far a plan is: as soon as it has ended, at the latest after so long. Empty for one that is
   * not kept (any more).
   */
  Optional<State> state(String id, Duration longest) {
    return job(id).map(job -> awaited(job, longest));
  }

  private synchronized Optional<Job> job(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  private static State awaited(Job job, Duration longest) {
    try {
      return job.end.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException stillRunning) {
      return job.progress;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return job.progress;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a plan always ends with a state", e);
    }
  }

  private void acquire() {
    if (!atOnce.tryAcquire()) {
      throw new Refused(503, MOST_AT_ONCE + " plans are under way; try again when one is done");
    }
  }

  private State outcome(Job job, SentBundle sent) {
    try {
      return new State.Ended(
          planner.plan(
              sent,
              clock.instant(),
              (done, total) -> {
                goOn();
                job.progress = new State.Running(done, total);
              },
              (person, grave) -> {}));
    } catch (Refused | ViewBusyException e) {
      return new State.Failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // The edge of this thread: whoever waits must hear of it.
      LOG.atError().setCause(e).log("A policy could not be planned");
      return new State.Failed("this could not be planned; the log of the console says why");
    }
  }

  private void goOn() {
    if (closing) {
      throw new Refused(503, "the console is stopping");
    }
  }

  private synchronized void keep(String id, Job job) {
    jobs.put(id, job);
    Iterator<Job> oldest = jobs.values().iterator();
    while (jobs.size() > MOST_KEPT && oldest.hasNext()) {
      if (oldest.next().end.isDone()) {
        oldest.remove();
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    threads.close();
  }
}
