package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls to a connector, none longer than the deadline, whatever the connector does. A read may wait
 * for permits beyond it; a change may not, because an intent promises when it is over.
 */
final class Calls implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
  private static final Applied.Call NO_ANSWER = new Applied.Call("-", "-", 0);

  /** A connector that is told to stop can still say whether it had sent anything. */
  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  /** Whoever waited this long for permits begins anew: what it read first is no longer true. */
  private static final Duration LONGEST_QUEUE = Duration.ofMinutes(5);

  private final Connector connector;
  private final Duration deadline;
  private final Optional<RateLimits> limits;
  private final Consumer<ToolException> failed;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Calls whose connector waits for no permit of ours. */
  Calls(Connector connector, Duration deadline) {
    this(connector, deadline, Optional.empty(), failure -> {});
  }

  /**
   * Calls of one connector.
   *
   * @param limits the permit that the connector was opened with
   * @param failed told of each read that failed
   */
  Calls(
      Connector connector,
      Duration deadline,
      Optional<RateLimits> limits,
      Consumer<ToolException> failed) {
    this.connector = connector;
    this.failed = failed;
    this.deadline = deadline;
    this.limits = limits;
  }

  /** Those of a tool as configured. */
  static Calls of(RuntimeConfig config, Consumer<ToolException> failed) {
    return new Calls(
        config.connector(), config.pace().callDeadline(), Optional.of(config.limits()), failed);
  }

  Observation observe(Urgency urgency, Whom whom, Set<String> scopes)
      throws ToolException, InterruptedException {
    return read(urgency, () -> connector.observe(whom, scopes));
  }

  /** Reads, and turns everything that went wrong into one exception. */
  <T> T read(Urgency urgency, Callable<T> call) throws ToolException, InterruptedException {
    try {
      return answered(urgency, call);
    } catch (ToolException e) {
      failed.accept(e);
      throw e;
    }
  }

  private <T> T answered(Urgency urgency, Callable<T> call)
      throws ToolException, InterruptedException {
    try {
      return within(new Turn(urgency), call, LONGEST_QUEUE);
    } catch (TimeoutException e) {
      throw new ToolException(ToolException.Kind.UNAVAILABLE, "no answer within the deadline");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ToolException said) {
        throw said;
      }
      warn(e);
      throw new ToolException(ToolException.Kind.UNEXPECTED, "the connector failed; see the log");
    }
  }

  /**
   * Waits until the next change may make its first call, as long as a read would: what an intent
   * promises begins after it.
   *
   * @param stopped whether no call is to be made any more
   * @throws ToolException when it takes too long
   */
  void mayBegin(Urgency urgency, BooleanSupplier stopped)
      throws ToolException, InterruptedException {
    if (limits.isEmpty()) {
      return;
    }
    try {
      within(new Turn(urgency, true, stopped), this::first, LONGEST_QUEUE);
    } catch (TimeoutException e) {
      throw new ToolException(ToolException.Kind.RATE_LIMITED, "no permit for so long");
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof InterruptedException)) {
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  private boolean first() throws InterruptedException {
    limits.orElseThrow().first();
    return true;
  }

  /**
   * One change, after {@link #mayBegin}. A connector that breaks or hangs may have made it.
   *
   * @param stopped asked before each of its calls; once it is true, none is made any more
   */
  Applied apply(Urgency urgency, Whom whom, Change change, BooleanSupplier stopped)
      throws InterruptedException {
    Turn turn = limits.isPresent() ? Turn.paid(urgency, stopped) : new Turn(urgency, true, stopped);
    return write(turn, () -> connector.apply(whom, change));
  }

  /** The same for a change that is not about a person. */
  Applied write(Urgency urgency, Callable<Applied> change, BooleanSupplier stopped)
      throws InterruptedException {
    return write(new Turn(urgency, true, stopped), change);
  }

  private Applied write(Turn turn, Callable<Applied> change) throws InterruptedException {
    try {
      return within(turn, change, Duration.ZERO);
    } catch (TimeoutException e) {
      return new Applied.Unknown(NO_ANSWER);
    } catch (ExecutionException e) {
      warn(e);
      return new Applied.Unknown(NO_ANSWER);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private <T> T within(Turn turn, Callable<T> call, Duration longestQueue)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Future<?> running =
        threads.submit(() -> {
          try {
            answer.complete(turn.run(call));
          } catch (Throwable failure) {
            answer.completeExceptionally(failure);
          }
        });
    try {
      return await(answer, turn, longestQueue);
    } catch (TimeoutException late) {
      running.cancel(true);
      return lastWords(answer, late);
    } finally {
      running.cancel(true);
    }
  }

  private static <T> T lastWords(CompletableFuture<T> answer, TimeoutException late)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return answer.get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw late;
      }
      throw e;
    }
  }

  private <T> T await(CompletableFuture<T> answer, Turn turn, Duration longestQueue)
      throws InterruptedException, ExecutionException, TimeoutException {
    long began = System.nanoTime();
    Duration left = deadline;
    while (true) {
      try {
        return answer.get(left.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        Duration queued = turn.waited();
        Duration excused = queued.compareTo(longestQueue) < 0 ? queued : longestQueue;
        left = deadline.plus(excused).minusNanos(System.nanoTime() - began);
        if (!left.isPositive()) {
          throw late;
        }
      }
    }
  }

  /** The class only: a message may hold personal data. */
  private static void warn(ExecutionException e) {
    LOG.atWarn()
        .addKeyValue("outcome", String.valueOf(e.getCause()).split(":", 2)[0])
        .log("A connector failed in a way it should not");
  }
}
