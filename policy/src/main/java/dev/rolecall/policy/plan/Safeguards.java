package dev.rolecall.policy.plan;

import dev.rolecall.policy.safety.GuardLimits;
import dev.rolecall.policy.safety.MinHolders;
import dev.rolecall.policy.safety.Safety;
import dev.rolecall.policy.safety.Share;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a plan is measured by: the stricter of what the new bundle says and what the one in force
 * says, because a bundle does not lift the limits that it is measured by.
 *
 * @param policyChange how much one bundle may take away in a tool
 * @param mostRevokes how many roles it may take away in a tool, whatever part that is
 * @param mostElevated how many elevated roles it may grant, in all tools
 */
record Safeguards(
    Share policyChange,
    int mostRevokes,
    int mostElevated,
    List<MinHolders> minHolders,
    List<Safety> all) {

  Safeguards {
    minHolders = List.copyOf(minHolders);
    all = List.copyOf(all);
  }

  static Safeguards of(Safety candidate, Optional<Safety> inForce) {
    return inForce.isEmpty() ? of(candidate) : of(candidate).and(of(inForce.get()));
  }

  private static Safeguards of(Safety safety) {
    GuardLimits limits = safety.limits();
    return new Safeguards(
        limits.policyChange(),
        limits.revokes().max(),
        limits.elevatedGrants(),
        safety.minHolders(),
        List.of(safety));
  }

  private Safeguards and(Safeguards other) {
    return new Safeguards(
        new Share(
            Math.min(policyChange.percent(), other.policyChange.percent()),
            Math.min(policyChange.atLeast(), other.policyChange.atLeast())),
        Math.min(mostRevokes, other.mostRevokes),
        Math.min(mostElevated, other.mostElevated),
        Stream.concat(minHolders.stream(), other.minHolders.stream()).distinct().toList(),
        Stream.concat(all.stream(), other.all.stream()).toList());
  }

  boolean isElevated(String tool, String scope, String role) {
    return all.stream().anyMatch(safety -> safety.isElevated(tool, scope, role));
  }
}
