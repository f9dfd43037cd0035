package dev.rolecall.processor.clock;

import java.time.Instant;

/** Compares this machine's clock with the log's. Safe for use by several threads. */
public interface LogClock {

  /** How this machine's clock stands to the broker's. */
  sealed interface Comparison {

    /** They agree as far as it matters: what is due by ours is due. */
    record Agrees() implements Comparison {}

    /**
     * One of them is wrong, and nobody can say which: nothing ends or begins by itself.
     *
     * @param broker what the broker's clock says now
     * @param message by how much, and what to do
     */
    record Differs(Instant broker, String message) implements Comparison {}

    /** The broker's clock was not heard for too long. */
    record Unknown(String message) implements Comparison {}
  }

  /**
   * Compares.
   *
   * @param own what this machine's clock says now
   */
  Comparison compare(Instant own);

  /** A record of the log carries this time: whoever wrote it had that on the clock. */
  void seen(Instant logged);
}
