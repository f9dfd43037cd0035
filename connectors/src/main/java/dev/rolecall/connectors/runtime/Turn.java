package dev.rolecall.connectors.runtime;

import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * One operation of a connector: how urgent it is, and how long it has waited for permits. A
 * connector makes its calls on the thread on which it was asked, so a permit finds the turn there;
 * a connector's author needs to know nothing of it.
 */
final class Turn {

  private static final ThreadLocal<Turn> CURRENT = new ThreadLocal<>();

  /**
   * Who goes first: changes that have begun, because they promised when they are over, in the order
   * in which they began; then by urgency; then changes before reads, so that few people are in the
   * middle of something at once.
   *
   * @param begun since when, as a number that grows; the greatest number: not yet
   */
  record Claim(long begun, Urgency urgency, boolean change) implements Comparable<Claim> {

    static final long NOT_YET = Long.MAX_VALUE;

    private static final Comparator<Claim> ORDER =
        Comparator.comparingLong(Claim::begun)
            .thenComparing(Claim::urgency)
            .thenComparing(Comparator.comparing(Claim::change).reversed());

    @Override
    public int compareTo(Claim other) {
      return ORDER.compare(this, other);
    }
  }

  private static final AtomicLong BEGUN = new AtomicLong();

  private final Urgency urgency;
  private final boolean change;
  private final BooleanSupplier stopped;
  private long begun = Claim.NOT_YET;
  private boolean paid;
  private long waited;
  private long waitsSince;
  private boolean waits;

  /** A turn that only reads. */
  Turn(Urgency urgency) {
    this(urgency, false, () -> false);
  }

  /**
   * A turn that may be told to stop.
   *
   * @param change whether it changes something in the tool
   * @param stopped whether no further call may be made in it
   */
  Turn(Urgency urgency, boolean change, BooleanSupplier stopped) {
    this.urgency = urgency;
    this.change = change;
    this.stopped = stopped;
  }

  /** A turn whose first call has its permit already. */
  static Turn paid(Urgency urgency, BooleanSupplier stopped) {
    Turn turn = new Turn(urgency, true, stopped);
    turn.paid = true;
    turn.begins();
    return turn;
  }

  /** Whether the call to be made has its permit; only once. */
  static boolean isPaid() {
    Turn turn = CURRENT.get();
    boolean is = turn != null && turn.paid;
    if (is) {
      turn.paid = false;
    }
    return is;
  }

  private void begins() {
    if (change && begun == Claim.NOT_YET) {
      begun = BEGUN.getAndIncrement();
    }
  }

  /** Something that waits with a claim. */
  interface Wait {
    void by(Claim claim) throws InterruptedException;
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
      wait.by(new Claim(Claim.NOT_YET, Urgency.LOOK, false));
      return;
    }
    turn.begin();
    try {
      wait.by(new Claim(turn.begun, turn.urgency, turn.change));
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
    if (turn == null) {
      return;
    }
    if (turn.stopped.getAsBoolean()) {
      throw new InterruptedException("the tool is paused");
    }
    turn.begins();
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
