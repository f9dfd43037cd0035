package dev.rolecall.connectors.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops new work of a tool: while it refuses our credentials, and for as long as it asks to be left
 * alone. Changes wait, nothing is lost. One probe at a time asks whether the refusal is over, less
 * and less often: each costs the tool a failed sign-in.
 */
final class Circuit {

  private static final Logger LOG = LoggerFactory.getLogger(Circuit.class);

  /** From one minute to a quarter of an hour: whoever renewed the token does not wait longer. */
  private static final int MOST_DOUBLINGS = 4;

  private final String tool;
  private final Duration firstProbe;
  private final InstantSource clock;
  private boolean closed = true;
  private boolean probing;
  private int failedProbes;
  private Instant nextProbe = Instant.EPOCH;
  private Instant quietUntil = Instant.EPOCH;
  private String why = "";
  private String lastRequest = "";

  Circuit(String tool, Duration firstProbe, InstantSource clock) {
    this.tool = tool;
    this.firstProbe = firstProbe;
    this.clock = clock;
  }

  /** Whether the tool accepts our credentials, as far as we know. */
  synchronized boolean isClosed() {
    return closed;
  }

  /** What the tool said when it refused our credentials; empty while it accepts them. */
  synchronized Optional<String> refusal() {
    return closed ? Optional.empty() : Optional.of(why);
  }

  /** How long the tool still asks to be left alone; zero: not at all. */
  synchronized Duration quiet() {
    Duration left = Duration.between(clock.instant(), quietUntil);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** The tool asks for a pause, whoever's call it answered: it counts calls by token. */
  synchronized void quiet(Duration asked) {
    Instant until = clock.instant().plus(BackOff.bounded(asked));
    quietUntil = until.isAfter(quietUntil) ? until : quietUntil;
  }

  /** Whether a probe may run now; whoever is told so has to report what came of it. */
  synchronized boolean tryProbe() {
    if (closed || probing || clock.instant().isBefore(nextProbe)) {
      return false;
    }
    probing = true;
    return true;
  }

  /**
   * Opens it.
   *
   * @param reason as the connector says it, without secrets
   */
  synchronized void open(String reason) {
    if (closed) {
      closed = false;
      why = reason;
      failedProbes = 0;
      nextProbe = clock.instant().plus(firstProbe);
      LOG.atError()
          .addKeyValue("tool", tool)
          .addKeyValue("outcome", reason)
          .log("The tool refuses our credentials: all changes wait. Renew the token.");
    }
  }

  /**
   * An operator who asks for a new look has renewed the token, and does not want to wait for the
   * next probe.
   *
   * @param request the last one; the same again asks for nothing
   */
  synchronized void asked(String request) {
    if (!request.equals(lastRequest)) {
      lastRequest = request;
      nextProbe = clock.instant();
    }
  }

  /** The probe found that it is not over. */
  synchronized void stillOpen() {
    probing = false;
    failedProbes = Math.min(failedProbes + 1, MOST_DOUBLINGS);
    nextProbe = clock.instant().plus(firstProbe.multipliedBy(1L << failedProbes));
  }

  /** The probe found that it is over. */
  synchronized void close() {
    probing = false;
    if (!closed) {
      closed = true;
      LOG.atInfo().addKeyValue("tool", tool).log("The tool accepts our credentials again");
    }
  }
}
