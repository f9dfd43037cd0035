package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Budget;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Effect;
import dev.rolecall.schemas.avro.GuardLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** From where on something is too much. What a policy says of it comes with the control. */
final class Limits {

  /**
   * Members of a group whose removal all at once, deletion or renaming is looked at by somebody.
   */
  static final int MANY = 10;

  /** Members of a group that may not lose half of them at once. */
  static final int MANY_TO_HALVE = 50;

  /** Nobody decided: what was held stays as it was. */
  static final Duration EXPIRY = Duration.ofDays(3);

  /** When operators are reminded, after a hold was opened. */
  static final Duration FIRST_REMINDER = Duration.ofHours(1);

  static final Duration SECOND_REMINDER = Duration.ofHours(24);

  /** People of a hold that a look at it names: a screen full. */
  static final int SAMPLES = 20;

  /**
   * Roles of one person in one tool that were taken over: with the grants and their reasons in one
   * record of at most 1 MiB. Nobody holds more by hand.
   */
  static final int ADOPTED = 1_000;

  /** People that a tally names: whom to ask, not who there is. */
  static final int NAMED = 3;

  /** What holds where no policy says otherwise; the same as policy.safety.GuardLimits.DEFAULTS. */
  private static final GuardLimits DEFAULTS =
      new GuardLimits(
          new Budget(Duration.ofHours(1).toMillis(), 20, 10, 100),
          new Budget(Duration.ofHours(1).toMillis(), 10, 5, 50),
          null,
          20,
          Duration.ofMinutes(10).toMillis());

  private Limits() {}

  static GuardLimits of(Control control) {
    @Nullable GuardLimits limits = control.getLimits();
    return limits == null ? DEFAULTS : limits;
  }

  static boolean exceeds(Budget budget, long count, long total) {
    return count > budget.getMax()
        || (count > budget.getAtLeast() && count * 100 > total * budget.getPercent());
  }

  /** Whether one command does so much to a group that somebody has to look at it first. */
  static boolean isMuch(Effect effect) {
    return switch (effect.getKind()) {
      case EMPTIED, DELETED, RENAMED -> effect.getMembers() >= MANY;
      case HALVED -> effect.getMembers() >= MANY_TO_HALVE;
    };
  }
}
