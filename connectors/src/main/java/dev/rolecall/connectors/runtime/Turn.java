package dev.rolecall.connectors.runtime;

import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * One operation of a connector: how urgent it is, and how long it has waited for permits. A
 * connector makes its calls on the thread on which it was asked, so a permit finds the turn there;
 * a connector's author needs to know nothing of it.
 */
final class Turn {

  private static final ThreadLocal<Turn> CURRENT = new ThreadLocal<>();

  private final Urgency urgency;
  private long waited;
  private long waitsSince;
  private boolean waits;

  Turn(Urgency urgency) {
    this.urgency = urgency;
  }

  /** Something that waits at an urgency. */
  interface Wait {
    void at(Urgency urgency) throws InterruptedException;
  }

  /** Runs a step of this turn on the current thread. */
  <T> T run(Callable<T> operation) throws Exception {
    CURRENT.set(this);
    try {
      return operation.call();
    } finally {
      CURRENT.remove();
    }
  }

  /** Waits for a permit in the turn of the current thread. Without a turn nobody is in a hurry. */
  static void waiting(Wait wait) throws InterruptedException {
    Turn turn = CURRENT.get();
    if (turn == null) {
      wait.at(Urgency.LOOK);
      return;
    }
    turn.begin();
    try {
      wait.at(turn.urgency);
    } finally {
      turn.end();
    }
  }

  /** How long it has waited for permits until now. */
  synchronized Duration waited() {
    return Duration.ofNanos(waited + (waits ? System.nanoTime() - waitsSince : 0));
  }

  private synchronized void begin() {
    waits = true;
    waitsSince = System.nanoTime();
  }

  private synchronized void end() {
    waits = false;
    waited += System.nanoTime() - waitsSince;
  }
}
