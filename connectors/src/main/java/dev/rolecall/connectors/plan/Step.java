package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.tool.Change;

/**
 * A change and its place in a plan.
 *
 * @param rank of the role within its scope: the higher role is given first
 * @param takes whether somebody has less afterwards
 * @param waits whether it waits for the guard unless newer access asks for it
 */
record Step(Change change, Order order, int rank, boolean takes, boolean waits) {

  /** What takes waits. */
  Step(Change change, Order order, int rank, boolean takes) {
    this(change, order, rank, takes, takes);
  }

  /** In the order in which a plan is worked off. */
  enum Order {
    ACCOUNT,
    INVITE,
    GRANT,
    END,
    LOWER,
    REVOKE
  }

  static Step account(Change change) {
    return new Step(change, Order.ACCOUNT, 0, false);
  }

  /** A step of offboarding; these keep the order in which they are added. */
  static Step offboarding(Change change) {
    return new Step(change, Order.REVOKE, 0, true);
  }
}
