package dev.rolecall.policy.safety;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * From where on removals, and grants of elevated roles, wait for a decision.
 *
 * @param revokes of roles
 * @param disables of accounts
 * @param deletes of accounts; null: no file gives a budget
 * @param policyChange what one bundle may revoke in a tool
 * @param elevatedGrants grants of elevated roles that one bundle may make
 */
public record GuardLimits(
    Budget revokes,
    Budget disables,
    @Nullable Budget deletes,
    Share policyChange,
    EmptySnapshot emptySnapshot,
    Leavers leavers,
    int elevatedGrants) {

  private static final Duration HOUR = Duration.ofHours(1);

  /** What holds where no file says otherwise: a usual Friday passes, an emptied group does not. */
  public static final GuardLimits DEFAULTS =
      new GuardLimits(
          new Budget(HOUR, new Share(20, 10), 100),
          new Budget(HOUR, new Share(10, 5), 50),
          null,
          new Share(25, 5),
          EmptySnapshot.HOLD,
          new Leavers(20, Duration.ofMinutes(10)),
          5);

  /** What a budget for deletes starts from: an account that is gone is dearer than a disabled. */
  public static final Budget DELETES = DEFAULTS.disables();
}
