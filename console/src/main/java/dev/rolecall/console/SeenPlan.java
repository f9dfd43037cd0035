package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.console.Planner.Planned;
import dev.rolecall.policy.plan.ToolPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The plan that whoever publishes has seen.
 *
 * @param counts by tool, "+ ~ −" as they read it; may be missing
 */
record SeenPlan(String digest, long version, JsonNode counts) {

  private static final String SHAPE = "'plan' should be {\"digest\": …, \"version\": …}";

  static Optional<SeenPlan> of(JsonNode body) {
    JsonNode plan = body.path("plan");
    if (plan.isMissingNode()) {
      return Optional.empty();
    }
    if (!plan.path("digest").isTextual() || !plan.path("version").canConvertToLong()) {
      throw new Refused(400, SHAPE);
    }
    return Optional.of(
        new SeenPlan(plan.path("digest").asText(), plan.path("version").asLong(), plan.path("counts")));
  }

  /**
   * Compares it with what the bundle would do now.
   *
   * @throws Refused when that is something else
   */
  void requireSame(Planned.Usable now) {
    if (now.version() != version) {
      throw new Refused(
          409,
          "the plan was made while version %d of the policy was in force, now it is version %d; plan again"
              .formatted(version, now.version()));
    }
    if (!now.plan().digest().equals(digest)) {
      throw new Refused(
          409, "the directory has moved since the plan was made; " + differences(now) + "; plan again");
    }
  }

  private String differences(Planned.Usable now) {
    List<String> differences = new ArrayList<>();
    for (ToolPlan tool : now.plan().tools()) {
      String then = counts(counts.path(tool.tool()));
      ToolPlan.Counts found = tool.counts();
      String today = counts(found.granted(), found.changed(), found.revoked());
      if (!then.equals(today)) {
        differences.add("%s: %s planned, %s now".formatted(tool.tool(), then, today));
      }
    }
    return differences.isEmpty()
        ? "the numbers are the same, but not the people or roles"
        : String.join("; ", differences);
  }

  private static String counts(JsonNode counts) {
    return counts(
        counts.path("granted").asLong(),
        counts.path("changed").asLong(),
        counts.path("revoked").asLong());
  }

  private static String counts(long granted, long changed, long revoked) {
    return "+%d ~%d -%d".formatted(granted, changed, revoked);
  }
}
