package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.OffboardingStep;
import dev.rolecall.connectors.tool.ToolDescriptor.ScopeShape;
import dev.rolecall.schemas.avro.FindingKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The plan for somebody who has left: everything of ours goes, what stops the person first. */
final class Leaving {

  private final Shapes shapes;
  private final Desired desired;
  private final Known known;
  private final Observation observed;
  private final Draft draft = new Draft();

  Leaving(Shapes shapes, Desired desired, Known known, Observation observed) {
    this.shapes = shapes;
    this.desired = desired;
    this.known = known;
    this.observed = observed;
  }

  Plan plan() {
    Plan.keepUnmanaged(desired, known, draft);
    Optional<ObservedAccount> account = observed.account();
    if (account.isPresent() && !known.linked()) {
      leaveAlone();
      return draft.offboard(desired.mode());
    }
    List<OffboardingStep> steps = inOrder();
    for (OffboardingStep step : steps) {
      switch (step) {
        case DISABLE_ACCOUNT, REVOKE_CREDENTIALS, END_SESSIONS, DELETE_ACCOUNT ->
            account.ifPresent(it -> plan(step, it));
        case CANCEL_INVITATIONS -> revokeRoles(role -> role.holding() == Holding.INVITED);
        case REVOKE_ROLES -> revokeRoles(role -> role.holding() != Holding.INVITED);
      }
    }
    if (!steps.contains(OffboardingStep.REVOKE_ROLES)) {
      withoutStepForRoles(account.isPresent() && steps.contains(OffboardingStep.DELETE_ACCOUNT));
    }
    managedRoles().forEach(role -> draft.cell(role, known.origin(role.scope(), role.role())));
    draft.manual(shapes);
    if (account.filter(desired.protect()::matches).isPresent()) {
      draft.protect();
    }
    return draft.offboard(desired.mode());
  }

  private void leaveAlone() {
    managedRoles().forEach(role -> draft.cell(role, known.origin(role.scope(), role.role())));
    draft.blocking(
        FindingKind.LEFTOVER,
        null,
        "an account of somebody who left exists, which Rolecall never worked on: look at it by"
            + " hand");
  }

  /** The descriptor's order, but what stops the person comes before all else. */
  private List<OffboardingStep> inOrder() {
    return shapes.tool().offboarding().stream()
        .sorted(
            Comparator.comparingInt(step ->
                switch (step) {
                  case DISABLE_ACCOUNT, REVOKE_CREDENTIALS, END_SESSIONS -> 0;
                  case CANCEL_INVITATIONS, REVOKE_ROLES, DELETE_ACCOUNT -> 1;
                }))
        .toList();
  }

  private void plan(OffboardingStep step, ObservedAccount account) {
    boolean works = account.presence() == Presence.ACTIVE;
    switch (step) {
      case DISABLE_ACCOUNT -> addIf(works, new Change.DisableAccount());
      case REVOKE_CREDENTIALS -> addIf(mayHaveMore(works), new Change.RevokeCredentials());
      case END_SESSIONS -> addIf(mayHaveMore(works), new Change.EndSessions());
      case DELETE_ACCOUNT -> addIf(true, new Change.DeleteAccount());
      case CANCEL_INVITATIONS, REVOKE_ROLES -> {}
    }
  }

  /**
   * Nobody can read them back: until we have seen to them, or when the account was enabled again.
   */
  private boolean mayHaveMore(boolean works) {
    boolean enabledAgain =
        works && shapes.tool().offboarding().contains(OffboardingStep.DISABLE_ACCOUNT);
    return !known.credentialsRevoked() || enabledAgain;
  }

  private void addIf(boolean needed, Change change) {
    if (needed) {
      draft.add(Step.offboarding(change));
    }
  }

  private void withoutStepForRoles(boolean goWithTheAccount) {
    if (!goWithTheAccount) {
      revokeRoles(role -> true);
    }
  }

  private void revokeRoles(Predicate<ObservedRole> which) {
    List<ObservedRole> highestFirst =
        new ArrayList<>(managedRoles().stream().filter(which).toList());
    highestFirst.sort(Comparator.comparingInt(this::rank).reversed());
    for (ObservedRole role : highestFirst) {
      if (role.holding() == Holding.INHERITED) {
        continue;
      }
      if (!known.ours(role.scope(), role.role())) {
        leftover(role);
      } else if (role.holding() == Holding.INVITED) {
        draft.add(Step.offboarding(new Change.CancelInvite(role.scope())));
      } else {
        draft.add(Step.offboarding(new Change.Revoke(role.scope(), role.role())));
      }
    }
  }

  /**
   * Only exactly the role that we granted is ours: one that somebody changed by hand stays. Where
   * the account itself is stopped or deleted that gives nobody access; elsewhere a person has to
   * act.
   */
  private void leftover(ObservedRole role) {
    String what =
        "somebody who left holds " + role.role() + ", which Rolecall did not grant in this form: ";
    if (stopsTheAccount()) {
      draft.finding(
          FindingKind.LEFTOVER,
          role.scope(),
          what + "it stays, of use to nobody, because the account is stopped or deleted");
    } else {
      draft.blocking(
          FindingKind.LEFTOVER,
          role.scope(),
          what + "it stays and the account works on: take it away by hand");
    }
  }

  private boolean stopsTheAccount() {
    List<OffboardingStep> steps = shapes.tool().offboarding();
    return (steps.contains(OffboardingStep.DISABLE_ACCOUNT) && shapes.can(Ability.DISABLE_ACCOUNT))
        || (steps.contains(OffboardingStep.DELETE_ACCOUNT) && shapes.can(Ability.DELETE_ACCOUNT));
  }

  private List<ObservedRole> managedRoles() {
    return observed.roles().stream()
        .filter(role -> desired.manage().matches(role.scope()))
        .toList();
  }

  private int rank(ObservedRole role) {
    return shapes.of(role.scope()).map(ScopeShape::roles).orElse(List.of()).indexOf(role.role());
  }
}
