package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.plan.Converging.Reach;
import dev.rolecall.connectors.plan.Desired.WantedRole;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ToolDescriptor.RoleKind;
import dev.rolecall.connectors.tool.ToolDescriptor.ScopeShape;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.Origin;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What ladders and sets have in common in one scope.
 *
 * @param endable whether the tool can end a role by itself
 * @param held everything the person holds here, in whatever way
 */
record ScopePlan(
    String scope,
    ScopeShape shape,
    Reach reach,
    boolean endable,
    Known known,
    List<ObservedRole> held,
    Draft draft) {

  /** Whether the tool has such a role; if not, that is a finding. */
  boolean knows(WantedRole role) {
    boolean known = rank(role.role()) >= 0;
    if (!known) {
      draft.blocking(FindingKind.UNKNOWN_ROLE, scope, "there is no role " + role.role() + " here");
    }
    return known;
  }

  /** From 0; -1: not a role of this shape. */
  int rank(String role) {
    return shape.roles().indexOf(role);
  }

  List<ObservedRole> held(Holding holding) {
    return held.stream().filter(role -> role.holding() == holding).toList();
  }

  boolean ours(ObservedRole role) {
    return Known.isOurs(origin(role));
  }

  void cell(ObservedRole role) {
    draft.cell(role, origin(role));
  }

  /** A lower role than the one that we were about to grant or to take: nobody else gave it. */
  private Origin origin(ObservedRole role) {
    boolean inTheMiddle =
        role.holding() == Holding.DIRECT
            && shape.kind() == RoleKind.LADDER
            && known.inTheMiddleOf(scope).stream().anyMatch(it -> rank(it) > rank(role.role()));
    return inTheMiddle ? Origin.GRANTED : known.origin(scope, role.role());
  }

  /** Changes nothing here. */
  void leave() {
    held.forEach(this::cell);
  }

  void grant(WantedRole role) {
    Optional<LocalDate> ends = ends(role);
    int rank = rank(role.role());
    switch (reach) {
      case ACCOUNT ->
          draft.add(
              new Step(new Change.Grant(scope, role.role(), ends), Step.Order.GRANT, rank, false));
      case INVITATION ->
          draft.add(
              new Step(
                  new Change.Invite(scope, role.role(), ends), Step.Order.INVITE, rank, false));
      case NONE -> {}
    }
  }

  /** A role nobody wants the person to have: taken when it is ours, else reported. */
  void unwanted(ObservedRole role) {
    cell(role);
    if (!ours(role)) {
      unexplained(role, "no rule grants it; it stays");
      return;
    }
    if (role.holding() == Holding.INVITED) {
      // An invitation is for the whole scope: the old one goes before another one is sent.
      draft.add(
          new Step(new Change.CancelInvite(scope), Step.Order.INVITE, Integer.MAX_VALUE, true));
    } else {
      draft.add(
          new Step(
              new Change.Revoke(scope, role.role()), Step.Order.REVOKE, rank(role.role()), true));
    }
  }

  void unexplained(ObservedRole role, String consequence) {
    draft.finding(
        FindingKind.UNEXPLAINED,
        scope,
        "holds " + role.role() + ", which Rolecall did not grant: " + consequence);
  }

  /** The role is right; its end may not be. What is not ours is never shortened. */
  void end(ObservedRole role, WantedRole wanted) {
    cell(role);
    if (!endable || role.ends().equals(wanted.ends())) {
      return;
    }
    boolean shorter = isShorter(wanted.ends(), role.ends());
    if (shorter && !ours(role)) {
      unexplained(role, "it ends later than the rule says, and stays");
      return;
    }
    draft.add(
        new Step(
            new Change.ChangeRole(scope, role.role(), role.role(), wanted.ends()),
            Step.Order.END,
            rank(role.role()),
            shorter,
            shorter && isTakenOff(role, wanted)));
  }

  /** The guard has seen the end with the access; only what somebody undid is asked for anew. */
  private boolean isTakenOff(ObservedRole role, WantedRole wanted) {
    return known.drift().stream().anyMatch(cell -> isOf(role, cell))
        || known.cells().stream()
            .filter(cell -> isOf(role, cell))
            .anyMatch(cell -> Objects.equals(PlannedChanges.start(wanted.ends()), cell.getEnds()));
  }

  private boolean isOf(ObservedRole role, Cell cell) {
    return cell.getScope().equals(scope) && cell.getRole().equals(role.role());
  }

  Optional<LocalDate> ends(WantedRole role) {
    return endable ? role.ends() : Optional.empty();
  }

  private static boolean isShorter(Optional<LocalDate> wanted, Optional<LocalDate> held) {
    return wanted.isPresent() && (held.isEmpty() || wanted.get().isBefore(held.get()));
  }
}
