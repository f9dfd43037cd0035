package dev.rolecall.policy.plan;

import java.time.Instant;
import java.util.List;

/**
 * What changes when a bundle takes the place of the one in force.
 *
 * @param at the moment it was computed for
 * @param digest SHA-256 over the bundle, the settings and all changes, hexadecimal: two plans with
 *     the same digest do the same. The rules that cause a change are no part of it.
 * @param removals SHA-256 over all that is taken away, hexadecimal: who loses which role where, and
 *     what they have then
 * @param people who were looked at
 * @param touched people for whom something changes in some tool
 * @param incomplete people whose inherited groups are not all known
 * @param tools one for each configured tool, by name
 * @param findings what rules wanted to give and could not, most frequent first; bounded
 * @param findingsTotal over all people
 * @param holds what would wait for a decision
 */
public record PolicyPlan(
    Instant at,
    String bundle,
    String digest,
    String removals,
    long people,
    long touched,
    long incomplete,
    List<ToolPlan> tools,
    List<FindingSample> findings,
    long findingsTotal,
    List<Hold> holds) {

  /** What follows. */
  public enum Outcome {
    UNCHANGED,
    CHANGES,
    HELD
  }

  public PolicyPlan {
    tools = List.copyOf(tools);
    findings = List.copyOf(findings);
    holds = List.copyOf(holds);
  }

  public Outcome outcome() {
    if (!holds.isEmpty()) {
      return Outcome.HELD;
    }
    return tools.stream().allMatch(ToolPlan::isEmpty) ? Outcome.UNCHANGED : Outcome.CHANGES;
  }
}
