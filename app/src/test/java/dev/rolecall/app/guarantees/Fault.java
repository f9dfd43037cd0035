package dev.rolecall.app.guarantees;

import java.time.Duration;

/**
 * Something that happens to a process.
 *
 * @param at since the load began; later when its kind is not whole by then
 * @param away until it is started again, or thaws
 */
record Fault(Duration at, Kind kind, String victim, Duration away) {

  /** What happens. */
  enum Kind {
    /** kill -9, then started again. */
    KILL,
    /** SIGSTOP, then SIGCONT. */
    FREEZE,
    /** SIGTERM, then started again. */
    TERMINATE
  }

  @Override
  public String toString() {
    return "%5.1f s  %-9s  %-11s  away for %.1f s"
        .formatted(at.toMillis() / 1000.0, kind, victim, away.toMillis() / 1000.0);
  }
}
