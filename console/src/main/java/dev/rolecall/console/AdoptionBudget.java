package dev.rolecall.console;

import dev.rolecall.policy.safety.GuardLimits;
import dev.rolecall.schemas.avro.Budget;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.views.trail.HoldsReader.HoldQuery;
import java.util.Optional;

/**
 * How many of the roles that no rule gives would go, and how many would wait: as the guard counts,
 * from an empty window. What else is taken meanwhile counts, too, so it is an estimate.
 */
final class AdoptionBudget {

  /** What cells of protected accounts wait under. */
  static final String GUARDED = "protected accounts";

  private static final int MOST_HOLDS = 1_000;

  private final Optional<String> open;
  private final long passes;
  private long taken;

  AdoptionBudget(String tool, Optional<Control> control, ConsoleConfig config) {
    HoldQuery query = new HoldQuery(false, Optional.of(tool), Optional.empty(), MOST_HOLDS);
    open =
        config.trail().holds(query).stream()
            .filter(hold -> hold.getTrigger() == HoldTrigger.REVOKES)
            .map(Hold::getId)
            .findFirst();
    long roles =
        config.directories().now().keySet().stream()
            .mapToLong(directory -> config.trail().granted(directory, tool).roles())
            .sum();
    passes = open.isPresent() ? 0 : most(control, roles);
  }

  private static long most(Optional<Control> control, long roles) {
    Optional<Budget> budget =
        control
            .flatMap(each -> Optional.ofNullable(each.getLimits()))
            .map(dev.rolecall.schemas.avro.GuardLimits::getRevokes);
    var preset = GuardLimits.DEFAULTS.revokes();
    long max = budget.map(Budget::getMax).orElse(preset.max());
    long atLeast = budget.map(Budget::getAtLeast).orElse(preset.share().atLeast());
    long percent = budget.map(Budget::getPercent).orElse(preset.share().percent());
    return Math.min(max, Math.max(atLeast, roles * percent / 100));
  }

  /** What a role that no rule gives would wait under; empty: it goes. */
  Optional<String> takes(Adopting.Found cell) {
    if (cell.guarded()) {
      return Optional.of(GUARDED);
    }
    if (taken < passes) {
      taken++;
      return Optional.empty();
    }
    return Optional.of(open.orElse("a new hold: more roles than 'limits.revokes' allows"));
  }
}
