package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import java.time.Duration;
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
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Calls(Connector connector, Duration deadline) {
    this.connector = connector;
    this.deadline = deadline;
  }

  Observation observe(Urgency urgency, Whom whom, Set<String> scopes)
      throws ToolException, InterruptedException {
    return read(urgency, () -> connector.observe(whom, scopes));
  }

  /** Reads, and turns everything that went wrong into one exception. */
  <T> T read(Urgency urgency, Callable<T> call) throws ToolException, InterruptedException {
    try {
      return within(new Turn(urgency, () -> false), call, LONGEST_QUEUE);
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
   * One change. A connector that breaks or hangs may have made it.
   *
   * @param stopped asked before each of its calls; once it is true, none is made any more
   */
  Applied apply(Urgency urgency, Whom whom, Change change, BooleanSupplier stopped)
      throws InterruptedException {
    return write(urgency, () -> connector.apply(whom, change), stopped);
  }

  /** The same for a change that is not about a person. */
  Applied write(Urgency urgency, Callable<Applied> change, BooleanSupplier stopped)
      throws InterruptedException {
    try {
      return within(new Turn(urgency, stopped), change, Duration.ZERO);
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
