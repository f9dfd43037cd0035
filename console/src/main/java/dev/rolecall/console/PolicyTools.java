package dev.rolecall.console;

import dev.rolecall.policy.Tools;
import dev.rolecall.policy.plan.CallCost;
import dev.rolecall.policy.plan.Comparison;
import java.util.Map;

/**
 * The configured tools as policies see them.
 *
 * @param costs what each connector needs, by tool
 * @param accounts whether the configuration gives somebody an account in a tool
 */
public record PolicyTools(Tools tools, Map<String, CallCost> costs, Comparison.Accounts accounts) {

  public PolicyTools {
    costs = Map.copyOf(costs);
  }
}
