package dev.rolecall.policy;

import java.time.Duration;
import java.util.List;

/**
 * What temporary grants of all files must keep to.
 *
 * @param maxDuration from their start to their end
 * @param require keys that each must have
 * @param selfApproval whether somebody may stand among the approvers of a grant to themselves
 */
record TemporaryLimits(Duration maxDuration, List<String> require, boolean selfApproval) {

  /** What a temporary grant can be asked to say. */
  static final List<String> CAN_BE_REQUIRED = List.of("reason", "ticket", "approved-by");

  /** What holds where no file says otherwise. Two weeks: what lasts longer is a rule. */
  static final TemporaryLimits DEFAULTS = new TemporaryLimits(Duration.ofDays(14), List.of(), true);

  TemporaryLimits {
    require = List.copyOf(require);
  }
}
