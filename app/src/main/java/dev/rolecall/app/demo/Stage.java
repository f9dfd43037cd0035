package dev.rolecall.app.demo;

import dev.rolecall.sandbox.drone.Drone;
import dev.rolecall.sandbox.gitlab.Gitlab;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Where the acts play: two identity providers, two tools, an operator, and somewhere to say what
 * happens.
 */
record Stage(
    Okta okta,
    Entra entra,
    Gitlab gitlab,
    Drone drone,
    Operator operator,
    Web web,
    Tools tools,
    PrintWriter out,
    InstantSource clock) {

  /** Addresses that an act needs, and the connector it may kill. */
  record Tools(java.net.URI gitlab, java.net.URI drone, ConnectorProcess.Launcher connector) {}

  static final int REPORTER = 20;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  /** Something did not come true in time: the demo has failed, and says what. */
  static final class NotConverged extends RuntimeException {
    NotConverged(String what) {
      super(what);
    }
  }

  void say(String line) {
    out.println("   " + line);
    out.flush();
  }

  /**
   * Waits until something is so.
   *
   * @return how long it took
   * @throws NotConverged when it does not come true
   */
  Duration until(String what, BooleanSupplier condition) {
    Instant start = clock.instant();
    Instant end = start.plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (clock.instant().isAfter(end)) {
        throw new NotConverged("after " + PATIENCE.toSeconds() + " s still not: " + what);
      }
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new NotConverged("interrupted while waiting for: " + what);
      }
    }
    return Duration.between(start, clock.instant());
  }

  /** Whether somebody holds exactly this level of access in a GitLab group; 0: none. */
  boolean holds(String group, String username, int level) {
    return gitlab.member(group, username).map(member -> member.accessLevel()).orElse(0) == level;
  }
}
