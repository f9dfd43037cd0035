package dev.rolecall.connectors.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.plan.Desired.WantedRole;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.connectors.tool.ToolDescriptor.OffboardingStep;
import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.OffboardingItem;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.PlannedChange;
import dev.rolecall.schemas.avro.State;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final LocalDate DAY = LocalDate.of(2026, 12, 1);
  private static final Optional<LocalDate> NEVER = Optional.empty();

  @Test
  void aRoleThatIsMissingIsGranted() {
    Plan plan = plan(wanting(role("acme/web", "writer")), ours(), account());

    assertThat(plan.changes()).containsExactly(new Change.Grant("acme/web", "writer", NEVER));
    assertThat(plan.state()).isEqualTo(State.APPLYING);
  }

  @Test
  void higherRolesComeFirstAndRemovalsLast() {
    Desired desired =
        wanting(role("acme/a", "reader"), role("acme/b", "owner"), role("acme/c", "reader"));
    Plan plan =
        plan(
            desired,
            ours("acme/c", "owner", "acme/d", "writer"),
            account(direct("acme/c", "owner"), direct("acme/d", "writer")));

    assertThat(plan.changes())
        .containsExactly(
            new Change.Grant("acme/b", "owner", NEVER),
            new Change.Grant("acme/a", "reader", NEVER),
            new Change.ChangeRole("acme/c", "owner", "reader", NEVER),
            new Change.Revoke("acme/d", "writer"));
  }

  @Test
  void aRoleThatSomebodyGaveByHandStaysAndIsReported() {
    Plan plan = plan(wanting(), ours(), account(direct("acme/web", "reader")));

    assertThat(plan.changes()).isEmpty();
    assertThat(kinds(plan)).containsExactly(FindingKind.UNEXPLAINED);
    assertThat(plan.cells()).extracting(Cell::getOrigin).containsExactly(Origin.UNEXPLAINED);
  }

  @Test
  void aLowerRoleGivenByHandIsRaisedAHigherOneIsNotLowered() {
    Plan raised =
        plan(wanting(role("acme/web", "owner")), ours(), account(direct("acme/web", "reader")));
    Plan kept =
        plan(wanting(role("acme/web", "reader")), ours(), account(direct("acme/web", "owner")));

    assertThat(raised.changes())
        .containsExactly(new Change.ChangeRole("acme/web", "reader", "owner", NEVER));
    assertThat(kept.changes()).isEmpty();
    assertThat(kinds(kept)).containsExactly(FindingKind.UNEXPLAINED);
    assertThat(kept.state()).isEqualTo(State.CONVERGED);
  }

  @Test
  void whatAnOpenIntentMayHaveGrantedIsOurs() {
    Known known =
        Known.NOTHING
            .withAccount(Optional.of("7"))
            .during(PlannedChanges.of(List.of(new Change.Grant("acme/web", "writer", NEVER))));

    Plan plan = plan(wanting(), known, account(direct("acme/web", "writer")));

    assertThat(plan.changes()).containsExactly(new Change.Revoke("acme/web", "writer"));
  }

  @Test
  void aLowerRoleInTheMiddleOfOurOwnWorkIsOursAHigherOneIsNot() {
    PlannedChange create = PlannedChanges.of(new Change.CreateAccount());
    PlannedChange grant = PlannedChanges.of(new Change.Grant("acme/web", "writer", NEVER));
    PlannedChange revoke = PlannedChanges.of(new Change.Revoke("acme/web", "writer"));
    for (List<PlannedChange> open : List.of(List.of(create, grant), List.of(revoke))) {
      Known known = Known.NOTHING.during(open);
      assertThat(plan(wanting(), known, account(direct("acme/web", "reader"))).changes())
          .containsExactly(new Change.Revoke("acme/web", "reader"));
      assertThat(plan(wanting(), known, account(direct("acme/web", "owner"))).changes()).isEmpty();
    }
    Known disabling =
        ours("acme/web", "writer").during(List.of(PlannedChanges.of(new Change.DisableAccount())));
    assertThat(plan(wanting(), disabling, account(direct("acme/web", "reader"))).changes())
        .containsExactly(new Change.Revoke("acme/web", "reader"));
    assertThat(plan(wanting(), Known.NOTHING, account(direct("acme/web", "reader"))).changes())
        .isEmpty();
  }

  @Test
  void aRoleThatWasThereAsWantedIsNotOurs() {
    Plan plan =
        plan(wanting(role("acme/web", "writer")), ours(), account(direct("acme/web", "writer")));

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.findings()).isEmpty();
    assertThat(plan.cells()).extracting(Cell::getOrigin).containsExactly(Origin.UNEXPLAINED);
    assertThat(plan.state()).isEqualTo(State.CONVERGED);

    Plan stopped =
        plan(wanting(), ours().withCells(plan.cells()), account(direct("acme/web", "writer")));
    assertThat(stopped.changes()).isEmpty();
    assertThat(kinds(stopped)).containsExactly(FindingKind.UNEXPLAINED);
  }

  @Test
  void aRoleOfASetThatWasThereAsWantedIsNoFindingEither() {
    Plan plan = plan(wanting(role("label:x", "red")), ours(), account(direct("label:x", "red")));

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.findings()).isEmpty();
    assertThat(plan.cells()).extracting(Cell::getOrigin).containsExactly(Origin.UNEXPLAINED);
  }

  @Test
  void whoseAccountWentToAnotherPersonHoldsNothingMoreAndNothingIsChanged() {
    Desired superseded = desired(Disposition.SUPERSEDED, Mode.ENFORCE, List.of(), Optional.empty());

    Plan plan = Plan.withoutLooking(superseded, ours("acme/web", "owner")).orElseThrow();

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.cells()).isEmpty();
    assertThat(plan.state()).isEqualTo(State.CONVERGED);
  }

  @Test
  void aLeaversRoleThatSomebodyRaisedByHandStaysAndTheAccountIsStoppedAllTheSame() {
    Plan plan =
        plan(
            leaver(Mode.ENFORCE), ours("acme/web", "reader"), account(direct("acme/web", "owner")));

    assertThat(plan.changes())
        .containsExactly(new Change.DisableAccount(), new Change.RevokeCredentials());
    assertThat(plan.findings())
        .extracting(Finding::getDetail)
        .containsExactly(
            "somebody who left holds owner, which Rolecall did not grant in this form: it stays,"
                + " of use to nobody, because the account is stopped or deleted");
  }

  @Test
  void whereTheAccountWorksOnARoleRaisedByHandNeedsAPerson() {
    Plan plan =
        Plan.between(
            ModelTool.describe(List.of(OffboardingStep.REVOKE_ROLES)),
            leaver(Mode.ENFORCE),
            ours("acme/web", "reader"),
            account(direct("acme/web", "owner")));

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.state()).isEqualTo(State.BLOCKED);
    assertThat(plan.findings())
        .extracting(Finding::getDetail)
        .containsExactly(
            "somebody who left holds owner, which Rolecall did not grant in this form: it stays"
                + " and the account works on: take it away by hand");
  }

  @Test
  void aScopeOutsideManageIsReportedAndNeverTouched() {
    Plan plan =
        plan(
            wanting(role("other/web", "writer")),
            ours("other/api", "owner"),
            account(direct("other/api", "owner")));

    assertThat(plan.changes()).isEmpty();
    assertThat(kinds(plan)).containsExactly(FindingKind.UNMANAGED, FindingKind.UNMANAGED);
    assertThat(Plan.scopesToRead(wanting(role("other/web", "writer")), ours("other/api", "owner")))
        .isEmpty();
  }

  @Test
  void anInheritedRoleThatIsEnoughNeedsNoDirectOne() {
    Plan enough =
        plan(
            wanting(role("acme/web", "writer")),
            ours(),
            account(held("acme/web", "owner", Holding.INHERITED)));
    Plan tooLittle =
        plan(
            wanting(role("acme/web", "writer")),
            ours(),
            account(held("acme/web", "reader", Holding.INHERITED)));

    assertThat(enough.changes()).isEmpty();
    assertThat(enough.state()).isEqualTo(State.CONVERGED);
    assertThat(tooLittle.changes()).containsExactly(new Change.Grant("acme/web", "writer", NEVER));
  }

  @Test
  void anEndIsSetWhenItIsOursAndNeverShortensWhatIsNot() {
    Desired desired = wanting(new WantedRole("acme/web", "writer", Optional.of(DAY)));
    Plan plan = plan(desired, ours("acme/web", "writer"), account(direct("acme/web", "writer")));
    Plan byHand = plan(desired, ours(), account(direct("acme/web", "writer")));

    assertThat(plan.changes())
        .containsExactly(new Change.ChangeRole("acme/web", "writer", "writer", Optional.of(DAY)));
    assertThat(byHand.changes()).isEmpty();
    assertThat(kinds(byHand)).containsExactly(FindingKind.UNEXPLAINED);
  }

  @Test
  void rolesOfASetAddUp() {
    Plan plan =
        plan(
            wanting(role("label:x", "red"), role("label:x", "green")),
            ours("label:x", "blue"),
            account(direct("label:x", "red"), direct("label:x", "blue")));

    assertThat(plan.changes())
        .containsExactly(
            new Change.Grant("label:x", "green", NEVER), new Change.Revoke("label:x", "blue"));
  }

  @Test
  void withoutAnAccountOneIsMadeOrThePersonIsInvitedOrItIsReported() {
    Desired creating = person(Optional.of("ada"), Optional.empty(), role("acme/web", "reader"));
    Desired inviting = person(Optional.empty(), Optional.of("a@b.c"), role("acme/web", "reader"));
    Desired neither = person(Optional.empty(), Optional.empty(), role("acme/web", "reader"));

    assertThat(plan(creating, Known.NOTHING, nobody()).changes())
        .containsExactly(new Change.CreateAccount(), new Change.Grant("acme/web", "reader", NEVER));
    assertThat(plan(inviting, Known.NOTHING, nobody()).changes())
        .containsExactly(new Change.Invite("acme/web", "reader", NEVER));
    assertThat(kinds(plan(neither, Known.NOTHING, nobody())))
        .containsExactly(FindingKind.NO_ACCOUNT);
    assertThat(plan(neither, Known.NOTHING, nobody()).state()).isEqualTo(State.BLOCKED);
  }

  @Test
  void anInvitationThatWaitsIsPending() {
    Desired inviting = person(Optional.empty(), Optional.of("a@b.c"), role("acme/web", "reader"));
    Observation invited =
        observation(Optional.empty(), held("acme/web", "reader", Holding.INVITED));

    Plan plan = plan(inviting, ours("acme/web", "reader"), invited);

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.state()).isEqualTo(State.PENDING);
  }

  @Test
  void aLoginThatIsTakenStopsEverything() {
    Observation taken =
        new Observation(
            Optional.empty(), Optional.empty(), Optional.of(ada()), List.of(), Set.of());

    Plan plan = plan(wanting(role("acme/web", "reader")), Known.NOTHING, taken);

    assertThat(plan.changes()).isEmpty();
    assertThat(kinds(plan)).containsExactly(FindingKind.ACCOUNT_TAKEN);
  }

  @Test
  void anUnknownScopeOrRoleIsReportedAndTheRestIsDone() {
    Observation observed =
        new Observation(
            Optional.of(ada()),
            Optional.of("id"),
            Optional.empty(),
            List.of(),
            Set.of("acme/no"),
            Map.of("acme/no", "acme/now"));

    Plan plan =
        plan(
            wanting(role("acme/no", "reader"), role("acme/x", "king"), role("acme/y", "reader")),
            ours(),
            observed);

    assertThat(plan.changes()).containsExactly(new Change.Grant("acme/y", "reader", NEVER));
    assertThat(kinds(plan)).containsExactly(FindingKind.UNKNOWN_SCOPE, FindingKind.UNKNOWN_ROLE);
    assertThat(plan.findings().getFirst().getDetail()).contains("no such scope, but 'acme/now'");
  }

  @Test
  void botsAndProtectedAccountsAreNeverChanged() {
    ObservedAccount bot = new ObservedAccount("7", "ada", Presence.ACTIVE, true);
    Plan aBot = plan(wanting(role("acme/web", "owner")), ours(), observation(Optional.of(bot)));
    Plan leaver =
        plan(
            desired(Disposition.LEAVER, Mode.ENFORCE, List.of("ad*"), Optional.empty()),
            ours("acme/web", "owner"),
            account(direct("acme/web", "owner")));

    assertThat(aBot.changes()).isEmpty();
    assertThat(kinds(aBot)).containsExactly(FindingKind.PROTECTED);
    assertThat(leaver.changes()).isEmpty();
    assertThat(kinds(leaver)).containsExactly(FindingKind.PROTECTED);
  }

  @Test
  void aDisabledAccountIsEnabledBeforeRolesAreGiven() {
    ObservedAccount disabled = new ObservedAccount("7", "ada", Presence.DISABLED, false);

    Plan plan =
        plan(wanting(role("acme/web", "reader")), ours(), observation(Optional.of(disabled)));

    assertThat(plan.changes())
        .containsExactly(new Change.EnableAccount(), new Change.Grant("acme/web", "reader", NEVER));
  }

  @Test
  void aConflictChangesNothing() {
    Desired desired = desired(Disposition.CONFLICT, Mode.ENFORCE, List.of(), Optional.empty());

    Plan plan = plan(desired, ours("acme/web", "owner"), account(direct("acme/web", "owner")));

    assertThat(plan.changes()).isEmpty();
    assertThat(kinds(plan)).containsExactly(FindingKind.CONFLICT);
  }

  @Test
  void aLeaverIsStoppedFirstAndKeepsNothingOfOurs() {
    Plan plan =
        plan(
            leaver(Mode.ENFORCE),
            ours("acme/a", "reader", "acme/b", "owner"),
            account(
                direct("acme/a", "reader"), direct("acme/b", "owner"), direct("acme/c", "owner")));

    assertThat(plan.changes())
        .containsExactly(
            new Change.DisableAccount(),
            new Change.RevokeCredentials(),
            new Change.Revoke("acme/b", "owner"),
            new Change.Revoke("acme/a", "reader"));
    assertThat(kinds(plan)).containsExactly(FindingKind.LEFTOVER);
  }

  @Test
  void aLeaverIsOffboardedOnlyWhenNothingIsLeft() {
    ObservedAccount disabled = new ObservedAccount("7", "ada", Presence.DISABLED, false);
    Observation done = observation(Optional.of(disabled));

    assertThat(plan(leaver(Mode.ENFORCE), ours(), done).state()).isEqualTo(State.APPLYING);
    assertThat(
            plan(leaver(Mode.ENFORCE), ours().withDone(OffboardingItem.CREDENTIALS), done).state())
        .isEqualTo(State.OFFBOARDED);
    assertThat(plan(leaver(Mode.ENFORCE), ours(), nobody()).state()).isEqualTo(State.OFFBOARDED);
  }

  @Test
  void anAccountThatWeNeverWorkedOnIsLeftAlone() {
    Plan plan = plan(leaver(Mode.ENFORCE), Known.NOTHING, account(direct("acme/web", "owner")));

    assertThat(plan.changes()).isEmpty();
    assertThat(kinds(plan)).containsExactly(FindingKind.LEFTOVER);
  }

  @Test
  void aDeletedAccountTakesItsRolesAlong() {
    Plan plan =
        Plan.between(
            ModelTool.describe(
                List.of(OffboardingStep.REVOKE_CREDENTIALS, OffboardingStep.DELETE_ACCOUNT)),
            leaver(Mode.ENFORCE),
            ours("acme/web", "owner"),
            account(direct("acme/web", "owner")));

    assertThat(plan.changes())
        .containsExactly(new Change.RevokeCredentials(), new Change.DeleteAccount());
  }

  @Test
  void observeChangesNothingAndSaysWhatItWould() {
    Desired desired =
        desired(
            Disposition.CONVERGE,
            Mode.OBSERVE,
            List.of(),
            Optional.empty(),
            role("acme/web", "owner"));

    Plan plan = plan(desired, ours("acme/x", "reader"), account(direct("acme/x", "reader")));

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.findings())
        .extracting(Finding::getDetail)
        .containsExactly("grant owner", "revoke reader");
    assertThat(plan.state()).isEqualTo(State.OBSERVED);
    assertThat(plan(leaver(Mode.OBSERVE), ours(), account()).changes()).isEmpty();
  }

  @Test
  void additiveGivesButOnlyProposesToTakeExceptFromLeavers() {
    Desired desired =
        desired(
            Disposition.CONVERGE,
            Mode.ADDITIVE,
            List.of(),
            Optional.empty(),
            role("acme/web", "owner"));

    Plan plan = plan(desired, ours("acme/x", "reader"), account(direct("acme/x", "reader")));

    assertThat(plan.changes()).containsExactly(new Change.Grant("acme/web", "owner", NEVER));
    assertThat(kinds(plan)).containsExactly(FindingKind.PROPOSED);
    assertThat(plan(leaver(Mode.ADDITIVE), ours(), account()).changes()).isNotEmpty();
  }

  @Test
  void aLookGivesBackAndReportsWhatIsTooMuchWithoutTakingIt() {
    Desired look = looking(wanting(role("acme/a", "reader"), role("acme/b", "owner")));
    Known known = ours("acme/a", "reader", "acme/b", "owner", "acme/c", "writer");
    Plan plan = plan(look, known, account(direct("acme/a", "reader"), direct("acme/c", "writer")));

    assertThat(plan.changes()).containsExactly(new Change.Grant("acme/b", "owner", NEVER));
    assertThat(plan.drift()).extracting(Cell::getScope).containsExactly("acme/c");
    assertThat(plan.drift()).isSubsetOf(plan.cells());
    assertThat(kinds(plan)).containsExactly(FindingKind.PROPOSED);
  }

  @Test
  void anEndThatWasNeverSetIsSetByALookAndOneThatSomebodyTookOffWaitsForTheGuard() {
    LocalDate end = LocalDate.of(2027, 2, 21);
    Desired look = looking(wanting(new WantedRole("acme/c", "writer", Optional.of(end))));
    Observation endless = account(direct("acme/c", "writer"));

    Plan first = plan(look, ours("acme/c", "writer"), endless);
    assertThat(first.changes())
        .containsExactly(new Change.ChangeRole("acme/c", "writer", "writer", Optional.of(end)));
    assertThat(first.drift()).isEmpty();

    Cell ended =
        new Cell(
            "acme/c", "writer", Origin.GRANTED, "active", PlannedChanges.start(Optional.of(end)));
    Plan again = plan(look, ours().withCells(List.of(ended)), endless);
    assertThat(again.changes()).isEmpty();
    assertThat(again.drift()).extracting(Cell::getScope).containsExactly("acme/c");
  }

  @Test
  void aLookThatFindsNothingButDriftLeavesItToTheGuard() {
    Plan plan =
        plan(looking(wanting()), ours("acme/c", "writer"), account(direct("acme/c", "writer")));
    assertThat(plan.changes()).isEmpty();
    assertThat(plan.state()).isEqualTo(State.OBSERVED);
  }

  @Test
  void whereNothingWouldBeTakenAnywayNothingIsDrift() {
    Desired additive =
        looking(desired(Disposition.CONVERGE, Mode.ADDITIVE, List.of(), Optional.of("ada")));
    Plan plan = plan(additive, ours("acme/c", "writer"), account(direct("acme/c", "writer")));
    assertThat(plan.drift()).isEmpty();
    assertThat(kinds(plan)).containsExactly(FindingKind.PROPOSED);
  }

  @Test
  void aLookAtSomebodyWhoLeftTakesWhatItFinds() {
    Known known = ours("acme/c", "writer");
    Observation observed = account(direct("acme/c", "writer"));
    assertThat(plan(looking(leaver(Mode.ENFORCE)), known, observed).changes())
        .isEqualTo(plan(leaver(Mode.ENFORCE), known, observed).changes())
        .isNotEmpty();
  }

  @Test
  void whoThePolicySaysNothingAboutIsNotLookedUp() {
    assertThat(Plan.withoutLooking(wanting(), Known.NOTHING)).isPresent();
    assertThat(Plan.withoutLooking(wanting(), ours())).isEmpty();
    assertThat(Plan.withoutLooking(leaver(Mode.ENFORCE), Known.NOTHING)).isEmpty();
  }

  // ---- words for the tests above

  private static Plan plan(Desired desired, Known known, Observation observed) {
    return Plan.between(ModelTool.DESCRIPTOR, desired, known, observed);
  }

  private static List<FindingKind> kinds(Plan plan) {
    return plan.findings().stream().map(Finding::getKind).toList();
  }

  private static WantedRole role(String scope, String role) {
    return new WantedRole(scope, role, NEVER);
  }

  private static Desired wanting(WantedRole... roles) {
    return person(Optional.of("ada"), Optional.empty(), roles);
  }

  private static Desired looking(Desired desired) {
    return new Desired(
        desired.disposition(), desired.whom(), desired.roles(), desired.bounds(), false);
  }

  private static Desired leaver(Mode mode) {
    return desired(Disposition.LEAVER, mode, List.of(), Optional.of("ada"));
  }

  private static Desired person(
      Optional<String> createAs, Optional<String> email, WantedRole... roles) {
    Desired desired = desired(Disposition.CONVERGE, Mode.ENFORCE, List.of(), createAs, roles);
    Whom whom =
        new Whom(Optional.empty(), desired.whom().find(), createAs, email, Optional.empty());
    return new Desired(desired.disposition(), whom, desired.roles(), desired.bounds(), true);
  }

  private static Desired desired(
      Disposition disposition,
      Mode mode,
      List<String> protect,
      Optional<String> createAs,
      WantedRole... roles) {
    return new Desired(
        disposition,
        new Whom(
            Optional.empty(),
            List.of(new Whom.Lookup(Whom.By.LOGIN, "ada")),
            createAs,
            Optional.empty(),
            Optional.empty()),
        List.of(roles),
        new Bounds(
            Modes.all(mode),
            new ScopePatterns(List.of("acme/**", "label:*")),
            new ProtectedAccounts(protect)),
        true);
  }

  /** A linked account and roles that we granted: scope, role, scope, role. */
  private static Known ours(String... scopesAndRoles) {
    java.util.List<Cell> cells = new java.util.ArrayList<>();
    for (int i = 0; i < scopesAndRoles.length; i += 2) {
      cells.add(new Cell(scopesAndRoles[i], scopesAndRoles[i + 1], Origin.GRANTED, "active", null));
    }
    return Known.NOTHING.withAccount(Optional.of("7")).withCells(cells);
  }

  private static ObservedAccount ada() {
    return new ObservedAccount("7", "ada", Presence.ACTIVE, false);
  }

  private static Observation account(ObservedRole... roles) {
    return observation(Optional.of(ada()), roles);
  }

  private static Observation nobody() {
    return observation(Optional.empty());
  }

  private static Observation observation(Optional<ObservedAccount> account, ObservedRole... roles) {
    return new Observation(
        account, account.map(it -> "id"), Optional.empty(), List.of(roles), Set.of());
  }

  private static ObservedRole direct(String scope, String role) {
    return held(scope, role, Holding.DIRECT);
  }

  private static ObservedRole held(String scope, String role, Holding holding) {
    return new ObservedRole(scope, role, holding, NEVER);
  }
}
