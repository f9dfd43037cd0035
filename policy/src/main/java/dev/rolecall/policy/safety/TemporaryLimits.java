package dev.rolecall.policy.safety;

import java.time.Duration;
import java.util.Set;

/**
 * What temporary grants of all files must keep to.
 *
 * @param maxDuration from their start to their end
 * @param selfApproval whether somebody may stand among the approvers of a grant to themselves
 */
public record TemporaryLimits(Duration maxDuration, Set<Required> require, boolean selfApproval) {

  /** What a temporary grant can be asked to say. */
  public enum Required {
    REASON("reason"),
    TICKET("ticket"),
    APPROVED_BY("approved-by");

    private final String key;

    Required(String key) {
      this.key = key;
    }

    /** Of a temporary grant in a file. */
    public String key() {
      return key;
    }
  }

  /** What holds where no file says otherwise. Two weeks: what lasts longer is a rule. */
  public static final TemporaryLimits DEFAULTS =
      new TemporaryLimits(Duration.ofDays(14), Set.of(), true);

  public TemporaryLimits {
    require = Set.copyOf(require);
  }
}
