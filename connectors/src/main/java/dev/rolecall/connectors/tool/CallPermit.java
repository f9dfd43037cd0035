package dev.rolecall.connectors.tool;

/** Leave to make a call: the place of a rate limiter, which the runtime supplies. */
@FunctionalInterface
public interface CallPermit {
  /** Every call may be made at once. */
  CallPermit UNLIMITED = kind -> {};

  /**
   * Waits until one call of this class may be made.
   *
   * @throws InterruptedException when told to stop waiting; the call is then not made
   */
  void acquire(CallClass kind) throws InterruptedException;

  /** An answer told what is left. */
  default void told(Allowance allowance) {}

  /** The tool answered that there were too many calls (429). */
  default void refused() {}
}
