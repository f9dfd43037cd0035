package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.plan.Desired.WantedRole;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.ScopeShape;
import dev.rolecall.schemas.avro.FindingKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The plan for somebody who is here. */
final class Converging {

  /** How a role can reach the person. */
  enum Reach {
    /** There is an account, or there will be one before the roles are given. */
    ACCOUNT,
    /** Only by an invitation to an e-mail address. */
    INVITATION,
    /** Not at all: a finding says why. */
    NONE
  }

  private final Shapes shapes;
  private final Desired desired;
  private final Known known;
  private final Observation observed;
  private final List<WantedRole> wanted;
  private final Draft draft = new Draft();

  Converging(Shapes shapes, Desired desired, Known known, Observation observed) {
    this.shapes = shapes;
    this.desired = desired;
    this.known = known;
    this.observed = observed;
    this.wanted = desired.managed();
  }

  Plan plan() {
    Plan.reportUnmanaged(desired, draft);
    Plan.keepUnmanaged(desired, known, draft);
    Reach reach = reach();
    for (String scope : scopes()) {
      plan(scope, reach);
    }
    Plan.reportOtherWriters(desired, known, observed, draft);
    if (observed.account().filter(desired.bounds().protect()::matches).isPresent()) {
      draft.protect();
    }
    return draft.converge(desired, shapes);
  }

  private Set<String> scopes() {
    TreeSet<String> scopes = new TreeSet<>();
    wanted.forEach(role -> scopes.add(role.scope()));
    observed.roles().stream()
        .map(ObservedRole::scope)
        .filter(desired::manages)
        .forEach(scopes::add);
    return scopes;
  }

  private Reach reach() {
    if (observed.account().isPresent()) {
      toWork(observed.account().get());
      return Reach.ACCOUNT;
    }
    if (wanted.isEmpty()) {
      return Reach.NONE;
    }
    if (observed.taken().isPresent()) {
      draft.blocking(
          FindingKind.ACCOUNT_TAKEN,
          null,
          "an account with the login to create exists and was not found as this person's: link it"
              + " by hand, or change the rule that makes logins");
      return Reach.NONE;
    }
    if (desired.bounds().stopped().contains(Bounds.ACCOUNT)) {
      draft.stop(Bounds.ACCOUNT);
      return Reach.NONE;
    }
    return letIn();
  }

  /** By what the tool can do, best first. */
  private Reach letIn() {
    if (desired.whom().createAs().isPresent() && shapes.can(Ability.CREATE_ACCOUNT)) {
      draft.add(Step.account(new Change.CreateAccount()));
      return Reach.ACCOUNT;
    }
    if (desired.whom().email().isPresent()
        && wanted.stream().anyMatch(role -> shapes.can(Ability.INVITE, role.scope()))) {
      return Reach.INVITATION;
    }
    // Where only a person can let somebody in, the same steps become instructions.
    if (desired.whom().createAs().isPresent() && shapes.onlyByHand(Ability.CREATE_ACCOUNT)) {
      draft.add(Step.account(new Change.CreateAccount()));
      return Reach.NONE;
    }
    if (desired.whom().email().isPresent() && shapes.onlyByHand(Ability.INVITE)) {
      return Reach.INVITATION;
    }
    draft.blocking(
        FindingKind.NO_ACCOUNT,
        null,
        "no account was found and none can be made: create it in the tool, or set create-as"
            + shapes.tool().instruction(Ability.INVITE).map(how -> " (" + how + ")").orElse(""));
    return Reach.NONE;
  }

  private void toWork(ObservedAccount account) {
    if (wanted.isEmpty()) {
      return;
    }
    switch (account.presence()) {
      case ACTIVE -> {}
      case DISABLED -> draft.add(Step.account(new Change.EnableAccount()));
      case LOCKED ->
          draft.blocking(
              FindingKind.MANUAL,
              null,
              "the account is locked by the tool or by another directory: unlock it there");
    }
  }

  private String near(String scope) {
    @Nullable String near = observed.nearest().get(scope);
    return near == null ? "" : ", but '" + near + "'";
  }

  private void plan(String scope, Reach reach) {
    List<WantedRole> here = wanted.stream().filter(role -> role.scope().equals(scope)).toList();
    List<ObservedRole> held =
        observed.roles().stream().filter(role -> role.scope().equals(scope)).toList();
    Optional<ScopeShape> shape = shapes.of(scope);
    if (shape.isEmpty() || observed.unknownScopes().contains(scope)) {
      if (!here.isEmpty()) {
        draft.blocking(
            FindingKind.UNKNOWN_SCOPE,
            scope,
            "the tool has no such scope"
                + near(scope)
                + ": create it there, or correct the rule or the group's name");
      }
      return;
    }
    ScopePlan plan =
        new ScopePlan(
            scope, shape.get(), reach, shapes.can(Ability.SET_END, scope), known, held, draft);
    List<WantedRole> possible = here.stream().filter(plan::knows).toList();
    if (possible.size() < here.size()) {
      // Not to know a role is not a reason to take another one away.
      plan.leave();
      return;
    }
    switch (shape.get().kind()) {
      case LADDER -> new LadderPlan(plan).plan(possible);
      case SET -> new SetPlan(plan).plan(possible);
    }
  }
}
