package dev.rolecall.app.guarantees;

import java.util.Optional;

/**
 * One request about one resource, and what came of it.
 *
 * @param who the client that asked, for people
 * @param result empty when nobody knows whether it took effect: no answer, or one that says so
 * @param from when it was sent, in nanoseconds of one clock
 * @param to when the answer was there
 */
record Operation<C, R>(String who, C call, Optional<R> result, long from, long to) {

  /** Until when it may take effect: what was not answered may still be under way. */
  long end() {
    return result.isPresent() ? to : Long.MAX_VALUE;
  }

  @Override
  public String toString() {
    return "%,d..%,d us %s: %s = %s"
        .formatted(
            from / 1000, to / 1000, who, call, result.map(Object::toString).orElse("unknown"));
  }
}
