package dev.rolecall.connectors.runtime;

import dev.failsafe.RateLimiter;
import dev.rolecall.connectors.tool.CallLimits.Limit;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One rate limit. A permit that becomes free goes to whoever is most urgent then, and among equals
 * to who came first; so those who come later can overtake, but never within one urgency.
 */
final class Turnstile {

  private record Ticket(Urgency urgency, long number) {}

  private final RateLimiter<Object> limiter;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Ticket> waiting =
      new PriorityQueue<>(Comparator.comparing(Ticket::urgency).thenComparingLong(Ticket::number));
  private long numbers;

  /** When the next permit is free (nanoTime); null: none has been reserved. */
  private @Nullable Long free;

  /** The limiter counts in fixed periods, each as long as the rate needs for one burst. */
  Turnstile(Limit limit) {
    Duration period =
        Duration.ofMinutes(1).multipliedBy(limit.burst()).dividedBy(limit.perMinute());
    this.limiter = RateLimiter.burstyBuilder(limit.burst(), period).build();
  }

  /** Waits for a permit, at the urgency of the current {@link Turn}. */
  void acquire() throws InterruptedException {
    Turn.waiting(this::await);
  }

  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void await(Urgency urgency) throws InterruptedException {
    lock.lockInterruptibly();
    Ticket ticket = new Ticket(urgency, numbers++);
    try {
      waiting.add(ticket);
      while (!isMine(ticket)) {
        if (ticket.equals(waiting.peek())) {
          changed.await(untilFree(), TimeUnit.NANOSECONDS);
        } else {
          changed.await();
        }
      }
      free = null;
    } finally {
      waiting.remove(ticket);
      // Who is first now has to know; a reserved permit stays for the next, whoever gave up.
      changed.signalAll();
      lock.unlock();
    }
  }

  private boolean isMine(Ticket ticket) {
    return ticket.equals(waiting.peek()) && untilFree() <= 0;
  }

  private long untilFree() {
    if (free == null) {
      free = System.nanoTime() + limiter.reservePermit().toNanos();
    }
    return free - System.nanoTime();
  }
}
