package dev.rolecall.policy.plan;

import dev.rolecall.policy.ToolControl;
import dev.rolecall.policy.safety.MinHolders;
import java.util.Optional;

/** When a bundle would wait for a decision: pure functions of numbers and limits. */
final class Holds {

  private Holds() {}

  static Optional<Hold> ofLosses(String tool, long losses, long held, Safeguards safeguards) {
    String would = "would revoke or lower %d of %d roles in %s".formatted(losses, held, tool);
    if (safeguards.policyChange().exceededBy(losses, held)) {
      return Optional.of(
          new Hold(
              Hold.Cause.POLICY_CHANGE,
              tool,
              null,
              "%s; one bundle may take %d %%".formatted(would, safeguards.policyChange().percent()),
              "check that no rule was lost; split the change, or raise limits.policy-change first"));
    }
    return losses > safeguards.mostRevokes()
        ? Optional.of(
            new Hold(
                Hold.Cause.REVOKES,
                tool,
                null,
                "%s; the most at once is %d".formatted(would, safeguards.mostRevokes()),
                "split the change, or raise limits.revokes.max first"))
        : Optional.empty();
  }

  /** Who was short of holders before is not held for staying so. */
  static Optional<Hold> ofHolders(MinHolders asked, int now, int then) {
    return then < asked.holders() && then < now
        ? Optional.of(
            new Hold(
                Hold.Cause.MIN_HOLDERS,
                asked.tool(),
                asked.scope(),
                "%s would have %d %s of %s, at least %d must stay"
                    .formatted(asked.tool(), then, asked.role(), asked.scope(), asked.holders()),
                "give '%s' of %s to somebody else in the same bundle"
                    .formatted(asked.role(), asked.scope())))
        : Optional.empty();
  }

  static Optional<Hold> ofElevated(long granted, Safeguards safeguards) {
    return granted <= safeguards.mostElevated()
        ? Optional.empty()
        : Optional.of(
            new Hold(
                Hold.Cause.ELEVATED,
                null,
                null,
                "would grant %d elevated roles; the most at once is %d"
                    .formatted(granted, safeguards.mostElevated()),
                "look at the samples; split the change, or raise limits.elevated-grants.max first"));
  }

  /** A bundle that is silent about a tool takes its hands off: hardly ever what was meant. */
  static Optional<Hold> ofDropped(String tool, ToolControl now, ToolControl then) {
    return isOutOfHand(then) && !isOutOfHand(now)
        ? Optional.of(
            new Hold(
                Hold.Cause.TOOL_DROPPED,
                tool,
                null,
                "no longer mentions %s under 'control'; nothing would be changed there any more"
                    .formatted(tool),
                "put it back, or say 'mode: observe' with what it manages"))
        : Optional.empty();
  }

  private static boolean isOutOfHand(ToolControl control) {
    return !control.acts() && control.manage().isEmpty();
  }
}
