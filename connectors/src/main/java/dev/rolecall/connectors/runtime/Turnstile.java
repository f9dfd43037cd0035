package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.tool.Allowance;
import dev.rolecall.connectors.tool.CallLimits.Limit;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ObjLongConsumer;

/**
 * One rate limit. A permit that becomes free goes to the best claim then (see {@link Turn.Claim}), and
 * among equals to who came first; so those who come later can overtake, but never among equals.
 */
final class Turnstile {

  private record Ticket(Turn.Claim claim, long number) {}

  private final Ticks ticks;
  private final Budget budget;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Ticket> waiting =
      new PriorityQueue<>(Comparator.comparing(Ticket::claim).thenComparingLong(Ticket::number));
  private long numbers;

  Turnstile(Limit limit) {
    this(Optional.of(limit), Ticks.SYSTEM);
  }

  /**
   * A turnstile.
   *
   * @param limit empty: whoever comes passes, until the tool says that it is too much
   */
  Turnstile(Optional<Limit> limit, Ticks ticks) {
    this.ticks = ticks;
    this.budget = new Budget(limit, ticks.nanos());
  }

  /** Waits for a permit, by the claim of the current {@link Turn}. */
  void acquire() throws InterruptedException {
    Turn.waiting(this::await);
  }

  /** Changes what may pass; whoever waits is told. */
  void change(ObjLongConsumer<Budget> change) {
    lock.lock();
    try {
      change.accept(budget, ticks.nanos());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void told(Allowance allowance) {
    change((it, now) -> it.told(allowance, now));
  }

  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Nanoseconds until the next one passes. */
  long untilFree() {
    lock.lock();
    try {
      return budget.free(ticks.nanos());
    } finally {
      lock.unlock();
    }
  }

  double perMinute() {
    lock.lock();
    try {
      return budget.perMinute(ticks.nanos());
    } finally {
      lock.unlock();
    }
  }

  private void await(Turn.Claim claim) throws InterruptedException {
    lock.lockInterruptibly();
    Ticket ticket = new Ticket(claim, numbers++);
    try {
      waiting.add(ticket);
      while (!ticket.equals(waiting.peek()) || budget.free(ticks.nanos()) > 0) {
        if (ticket.equals(waiting.peek())) {
          ticks.await(changed, budget.free(ticks.nanos()));
        } else {
          changed.await();
        }
      }
      budget.take(ticks.nanos());
    } finally {
      waiting.remove(ticket);
      // Who is first now has to know.
      changed.signalAll();
      lock.unlock();
    }
  }
}
