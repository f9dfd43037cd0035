package dev.rolecall.connectors.runtime;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/**
 * One operation of a connector: how urgent it is, and how long it has waited for permits. A
 * connector makes its calls on the thread on which it was asked, so a permit finds the turn there;
 * a connector's author needs to know nothing of it.
 */
final class Turn {

  private static final ThreadLocal<Turn> CURRENT = new ThreadLocal<>();

  private final Urgency urgency;
  private final BooleanSupplier stopped;
  private long waited;
  private long waitsSince;
  private boolean waits;

  /**
   * A turn that may be told to stop.
   *
   * @param stopped whether no further call may be made in it
   */
  Turn(Urgency urgency, BooleanSupplier stopped) {
    this.urgency = urgency;
    this.stopped = stopped;
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

  /**
   * Asked last before each call.
   *
   * @throws InterruptedException when the turn of the current thread was told to stop
   */
  static void goOn() throws InterruptedException {
    Turn turn = CURRENT.get();
    if (turn != null && turn.stopped.getAsBoolean()) {
      throw new InterruptedException("the tool is paused");
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
