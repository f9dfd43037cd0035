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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls to a connector, none longer than the deadline, whatever the connector does. */
final class Calls implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
  private static final Applied.Call NO_ANSWER = new Applied.Call("-", "-", 0);

  private final Connector connector;
  private final Duration deadline;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Calls(Connector connector, Duration deadline) {
    this.connector = connector;
    this.deadline = deadline;
  }

  Observation observe(Whom whom, Set<String> scopes) throws ToolException, InterruptedException {
    return read(() -> connector.observe(whom, scopes));
  }

  /** Reads, and turns everything that went wrong into one exception. */
  <T> T read(Callable<T> call) throws ToolException, InterruptedException {
    try {
      return within(call);
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

  /** One change. A connector that breaks or hangs may have made it. */
  Applied apply(Whom whom, Change change) throws InterruptedException {
    try {
      return within(() -> connector.apply(whom, change));
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

  private <T> T within(Callable<T> call)
      throws InterruptedException, ExecutionException, TimeoutException {
    Future<T> answer = threads.submit(call);
    try {
      return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      answer.cancel(true);
    }
  }

  /** The class only: a message may hold personal data. */
  private static void warn(ExecutionException e) {
    LOG.atWarn()
        .addKeyValue("outcome", String.valueOf(e.getCause()).split(":", 2)[0])
        .log("A connector failed in a way it should not");
  }
}
