package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.plan.Converging.Reach;
import dev.rolecall.connectors.plan.Desired.WantedRole;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One role at a time: the highest that any rule grants. */
record LadderPlan(ScopePlan scope) {

  void plan(List<WantedRole> roles) {
    Optional<WantedRole> wanted = highest(roles);
    if (wanted.isEmpty()) {
      scope.held(Holding.DIRECT).forEach(scope::unwanted);
      scope.held(Holding.INVITED).forEach(scope::unwanted);
      scope.held(Holding.QUEUED).forEach(scope::unwanted);
      scope.held(Holding.INHERITED).forEach(scope::cell);
      return;
    }
    scope.held(Holding.INHERITED).forEach(scope::cell);
    int inherited = scope.held(Holding.INHERITED).stream().mapToInt(this::rank).max().orElse(-1);
    Optional<ObservedRole> direct = scope.held(Holding.DIRECT).stream().findFirst();
    if (inherited >= scope.rank(wanted.get().role())) {
      direct.ifPresent(role -> besideInherited(role, wanted.get()));
    } else if (direct.isPresent()) {
      change(direct.get(), wanted.get());
    } else {
      give(wanted.get());
    }
  }

  /** What comes from above is enough. A direct role of ours beyond it still is too much. */
  private void besideInherited(ObservedRole direct, WantedRole wanted) {
    if (rank(direct) > scope.rank(wanted.role())) {
      scope.unwanted(direct);
    } else {
      scope.cell(direct);
    }
  }

  private void change(ObservedRole direct, WantedRole wanted) {
    int has = rank(direct);
    int should = scope.rank(wanted.role());
    if (has == should) {
      scope.end(direct, wanted);
      return;
    }
    scope.cell(direct);
    boolean lowers = has < 0 || has > should;
    if (lowers && !scope.ours(direct)) {
      scope.unexplained(direct, "it is not lowered to " + wanted.role());
      return;
    }
    scope
        .draft()
        .add(
            new Step(
                new Change.ChangeRole(
                    scope.scope(), direct.role(), wanted.role(), scope.ends(wanted)),
                lowers ? Step.Order.LOWER : Step.Order.GRANT,
                should,
                lowers));
  }

  private void give(WantedRole wanted) {
    Optional<ObservedRole> waiting =
        scope.held(Holding.QUEUED).stream()
            .findFirst()
            .or(() -> scope.held(Holding.INVITED).stream().findFirst());
    if (waiting.isEmpty()) {
      scope.grant(wanted);
      return;
    }
    ObservedRole role = waiting.get();
    scope.cell(role);
    if (role.role().equals(wanted.role()) || scope.reach() == Reach.NONE) {
      scope.draft().waitsForSomebodyElse();
    } else if (!scope.ours(role)) {
      scope.unexplained(role, "it waits for somebody, so it is not changed to " + wanted.role());
      scope.draft().waitsForSomebodyElse();
    } else {
      replace(role, wanted);
    }
  }

  private void replace(ObservedRole waiting, WantedRole wanted) {
    int should = scope.rank(wanted.role());
    boolean lowers = rank(waiting) > should;
    Step.Order order = lowers ? Step.Order.LOWER : Step.Order.INVITE;
    Change away =
        waiting.holding() == Holding.INVITED
            ? new Change.CancelInvite(scope.scope())
            : new Change.Revoke(scope.scope(), waiting.role());
    scope.draft().add(new Step(away, order, should, lowers));
    Change again =
        scope.reach() == Reach.ACCOUNT
            ? new Change.Grant(scope.scope(), wanted.role(), scope.ends(wanted))
            : new Change.Invite(scope.scope(), wanted.role(), scope.ends(wanted));
    scope.draft().add(new Step(again, order, should, lowers));
  }

  /** The highest; of the same role the one that lasts longest. */
  private Optional<WantedRole> highest(List<WantedRole> roles) {
    return roles.stream()
        .max(
            Comparator.comparingInt((WantedRole role) -> scope.rank(role.role()))
                .thenComparing(role -> role.ends().orElse(LocalDate.MAX)));
  }

  private int rank(ObservedRole role) {
    return scope.rank(role.role());
  }
}
