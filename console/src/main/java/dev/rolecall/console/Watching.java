package dev.rolecall.console;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits, for so long and no longer, until the view shows what a command brought about: the outcome
 * of a command only says that it was accepted, and the guard of each tool carries it out.
 */
final class Watching {

  private static final Duration LOOK_EVERY = Duration.ofMillis(25);

  private final Duration patience;

  Watching(Duration patience) {
    this.patience = patience;
  }

  /** What is seen as soon as something is; empty when it takes too long. */
  <T> Optional<T> until(Supplier<Optional<T>> look) {
    long end = System.nanoTime() + patience.toNanos();
    Optional<T> seen = look.get();
    try {
      while (seen.isEmpty() && System.nanoTime() - end < 0) {
        Thread.sleep(LOOK_EVERY);
        seen = look.get();
      }
      return seen;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
