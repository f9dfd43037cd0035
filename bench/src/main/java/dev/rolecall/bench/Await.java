package dev.rolecall.bench;

import java.time.Duration;

/** Waits until something is so. */
final class Await {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private Await() {}

  /** Something that will hold. */
  interface Condition {
    boolean holds() throws Exception;
  }

  static void until(String what, Condition condition) throws InterruptedException {
    long give = System.nanoTime() + PATIENCE.toNanos();
    while (!holds(what, condition)) {
      if (System.nanoTime() - give > 0) {
        throw new IllegalStateException("still not so after " + PATIENCE + ": " + what);
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  private static boolean holds(String what, Condition condition) throws InterruptedException {
    try {
      return condition.holds();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("waiting failed: " + what, e);
    }
  }
}
