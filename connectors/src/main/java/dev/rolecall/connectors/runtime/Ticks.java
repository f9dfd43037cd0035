package dev.rolecall.connectors.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** The time by which permits are given out. */
interface Ticks {

  /** The time of this machine. */
  Ticks SYSTEM =
      new Ticks() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        // The loop is the caller's: see the promise.
        @Override
        @SuppressWarnings("WaitNotInLoop")
        public void await(Condition signal, long nanos) throws InterruptedException {
          // Woken early it is asked again.
          boolean unused = signal.await(nanos, TimeUnit.NANOSECONDS);
        }
      };

  /** Only differences count, as of {@link System#nanoTime}. */
  long nanos();

  /** Waits for a signal, or so long; may return earlier. */
  void await(Condition signal, long nanos) throws InterruptedException;
}
