package dev.rolecall.connectors.runtime;

import java.time.Duration;

/**
 * How fast a tool is worked on.
 *
 * @param concurrency people at the same time
 * @param callDeadline no change lasts longer, whatever becomes of its HTTP calls; a new owner waits
 *     this long, and half as long again, before it touches what another process had begun
 * @param firstBackOff after the first failure; doubles
 * @param longestBackOff where doubling ends
 * @param blockedAgain when somebody who is blocked is looked at again
 * @param lookAgain when an effect whose answer was lost, or whose process died, is read once more
 * @param sweep how often each managed scope, and each person, is read
 * @param probe how often a tool that refused our credentials is asked again
 * @param groupCommit how long a transaction collects what several people's work writes
 */
public record Pace(
    int concurrency,
    Duration callDeadline,
    Duration firstBackOff,
    Duration longestBackOff,
    Duration blockedAgain,
    Duration lookAgain,
    Duration sweep,
    Duration probe,
    Duration groupCommit) {

  public static final Pace DEFAULT =
      new Pace(
          16,
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(15),
          Duration.ofMinutes(1),
          Duration.ofMillis(2));

  public Pace {
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency must be at least 1");
    }
  }

  /** What an intent promises: within it the call that is under way ends. */
  Duration intentWindow() {
    return callDeadline.plus(callDeadline.dividedBy(2));
  }
}
