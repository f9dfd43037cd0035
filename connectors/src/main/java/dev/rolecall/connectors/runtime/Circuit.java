package dev.rolecall.connectors.runtime;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops all work of a tool that refuses our credentials: changes wait, nothing is lost, and one
 * probe at a time asks whether it is over.
 */
final class Circuit {

  private static final Logger LOG = LoggerFactory.getLogger(Circuit.class);

  private final String tool;
  private final CircuitBreaker<Object> breaker;

  Circuit(String tool, Duration probe) {
    this.tool = tool;
    this.breaker = CircuitBreaker.builder().withFailureThreshold(1).withDelay(probe).build();
  }

  boolean isClosed() {
    return breaker.isClosed();
  }

  /** Whether a probe may run now; whoever is told so has to report what came of it. */
  boolean tryProbe() {
    return !breaker.isClosed() && breaker.tryAcquirePermit();
  }

  /**
   * Opens it.
   *
   * @param reason as the connector says it, without secrets
   */
  synchronized void open(String reason) {
    if (breaker.isClosed()) {
      LOG.atError()
          .addKeyValue("tool", tool)
          .addKeyValue("outcome", reason)
          .log("The tool refuses our credentials: all changes wait. Renew the token.");
    }
    breaker.open();
  }

  synchronized void close() {
    if (!breaker.isClosed()) {
      LOG.atInfo().addKeyValue("tool", tool).log("The tool accepts our credentials again");
      breaker.close();
    }
  }
}
