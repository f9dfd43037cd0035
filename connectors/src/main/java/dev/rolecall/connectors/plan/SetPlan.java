package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.plan.Desired.WantedRole;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** Roles that add up: each for itself. */
record SetPlan(ScopePlan scope) {

  private static final BinaryOperator<WantedRole> LONGEST =
      BinaryOperator.maxBy(Comparator.comparing(role -> role.ends().orElse(LocalDate.MAX)));

  void plan(List<WantedRole> roles) {
    Map<String, WantedRole> wanted = new TreeMap<>();
    roles.forEach(role -> wanted.merge(role.role(), role, LONGEST));
    scope.held(Holding.INHERITED).forEach(scope::cell);
    Set<String> satisfied = new HashSet<>();
    scope.held(Holding.INHERITED).forEach(role -> satisfied.add(role.role()));
    for (ObservedRole role : scope.held(Holding.DIRECT)) {
      Optional<WantedRole> same = Optional.ofNullable(wanted.get(role.role()));
      same.ifPresentOrElse(it -> scope.end(role, it), () -> scope.unwanted(role));
      satisfied.add(role.role());
    }
    waiting(wanted, satisfied);
    wanted.values().stream().filter(role -> !satisfied.contains(role.role())).forEach(scope::grant);
  }

  /** One invitation covers a scope: it is taken back only when none of its roles is wanted. */
  private void waiting(Map<String, WantedRole> wanted, Set<String> satisfied) {
    List<ObservedRole> waiting =
        scope.held().stream()
            .filter(role -> role.holding() == Holding.INVITED || role.holding() == Holding.QUEUED)
            .toList();
    boolean someWanted = waiting.stream().anyMatch(role -> wanted.containsKey(role.role()));
    for (ObservedRole role : waiting) {
      if (wanted.containsKey(role.role())) {
        scope.cell(role);
        scope.draft().waitsForSomebodyElse();
        satisfied.add(role.role());
      } else if (someWanted) {
        scope.cell(role);
      } else {
        scope.unwanted(role);
      }
    }
  }
}
