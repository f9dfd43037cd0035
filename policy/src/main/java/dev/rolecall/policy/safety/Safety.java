package dev.rolecall.policy.safety;

import java.util.List;

/**
 * What the policy files say must never happen, or only slowly. Connectors enforce the accounts of
 * protections; the rest is for the guard.
 *
 * @param elevated by tool and scopes; what no entry names is not elevated
 */
public record Safety(
    List<Protection> protections,
    List<MinHolders> minHolders,
    GuardLimits limits,
    List<ElevatedRoles> elevated,
    List<Invariant> invariants) {

  /** What holds where no file speaks of it. */
  public static final Safety UNMENTIONED =
      new Safety(List.of(), List.of(), GuardLimits.DEFAULTS, List.of(), List.of());

  public Safety {
    protections = List.copyOf(protections);
    minHolders = List.copyOf(minHolders);
    elevated = List.copyOf(elevated);
    invariants = List.copyOf(invariants);
  }

  /** Whether a role, spelt as the tool does, is elevated in a scope. */
  public boolean isElevated(String tool, String scope, String role) {
    return elevated.stream()
        .anyMatch(each ->
            each.tool().equals(tool)
                && each.roles().contains(role)
                && each.scopes().matches(scope));
  }

  /** Accounts of a tool that protections name, without repetitions. */
  public List<String> protectedAccounts(String tool) {
    return protections.stream()
        .filter(protection -> protection.tools().contains(tool))
        .flatMap(protection -> protection.accounts().stream())
        .distinct()
        .toList();
  }
}
