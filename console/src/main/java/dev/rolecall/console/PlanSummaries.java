package dev.rolecall.console;

import dev.rolecall.policy.plan.Hold;
import dev.rolecall.policy.plan.PolicyPlan;
import dev.rolecall.policy.plan.ToolPlan;
import dev.rolecall.schemas.avro.PlanSummary;
import dev.rolecall.schemas.avro.PlannedHold;
import dev.rolecall.schemas.avro.ToolLosses;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What travels of a plan with its bundle: numbers and why it waits, never people. */
final class PlanSummaries {

  /** What a person reads; with their texts they fit beside the largest bundle in a record. */
  private static final int MOST_HOLDS = 20;

  /** Of one text: two names of groups in full, and what is said of them. In characters. */
  private static final int LONGEST_TEXT = 700;

  private PlanSummaries() {}

  static PlanSummary of(PolicyPlan plan) {
    List<PlannedHold> holds =
        plan.holds().stream()
            .limit(MOST_HOLDS)
            .map(PlanSummaries::hold)
            .collect(Collectors.toCollection(ArrayList::new));
    int more = plan.holds().size() - holds.size();
    if (more > 0) {
      PlannedHold last = holds.getLast();
      last.setDetail(last.getDetail() + "; and " + more + " more");
    }
    return new PlanSummary(plan.digest(), plan.removals(), holds, losses(plan));
  }

  private static PlannedHold hold(Hold hold) {
    return new PlannedHold(
        trigger(hold.cause()), hold.tool(), clip(hold.message()), clip(hold.remedy()));
  }

  /** As the topics have it. */
  static String trigger(Hold.Cause cause) {
    return switch (cause) {
      case POLICY_CHANGE -> "policy-change";
      case REVOKES -> "revokes";
      case ELEVATED -> "elevated";
      case MIN_HOLDERS -> "min-holders";
      case TOOL_DROPPED -> "tool-dropped";
      case TEMPLATE_DROPPED -> "template-dropped";
    };
  }

  private static List<ToolLosses> losses(PolicyPlan plan) {
    return plan.tools().stream()
        .filter(tool -> tool.losses() > 0)
        .map(PlanSummaries::losses)
        .toList();
  }

  private static ToolLosses losses(ToolPlan tool) {
    return new ToolLosses(tool.tool(), tool.losses(), tool.held());
  }

  /** "would revoke …; would grant …", as it stands in a hold. */
  static String detail(PlanSummary plan) {
    return plan.getHolds().stream().map(PlannedHold::getDetail).collect(Collectors.joining("; "));
  }

  static String remedy(PlanSummary plan) {
    return plan.getHolds().stream()
        .map(PlannedHold::getRemedy)
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** How much is taken away in how many tools, for comparing two plans of one bundle. */
  static String numbers(PlanSummary plan) {
    String numbers =
        plan.getTools().stream()
            .map(tool ->
                "%d of %d roles in %s".formatted(tool.getLosses(), tool.getHeld(), tool.getTool()))
            .collect(Collectors.joining(", "));
    return numbers.isEmpty() ? "no roles" : numbers;
  }

  /** Whether a plan waits for nothing that another does not wait for. */
  static boolean waitsForNoMore(PlanSummary now, PlanSummary shown) {
    return now.getHolds().stream()
        .allMatch(hold ->
            shown.getHolds().stream()
                .anyMatch(other ->
                    other.getTrigger().equals(hold.getTrigger())
                        && isSame(other.getTool(), hold.getTool())));
  }

  /** Whether a plan waits because of elevated roles that it gives. */
  static boolean elevates(PlanSummary plan) {
    return plan.getHolds().stream()
        .anyMatch(hold -> hold.getTrigger().equals(trigger(Hold.Cause.ELEVATED)));
  }

  private static boolean isSame(@Nullable String one, @Nullable String other) {
    return one == null ? other == null : one.equals(other);
  }

  private static String clip(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
  }
}
