package dev.rolecall.processor.guard;

import static dev.rolecall.processor.guard.GuardProposals.NOON;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.DirectoryPhase;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Effect;
import dev.rolecall.schemas.avro.EffectKind;
import dev.rolecall.schemas.avro.ElevatedScope;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.HoldVerdict;
import dev.rolecall.schemas.avro.MinHolders;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.PauseTools;
import dev.rolecall.schemas.avro.Proposal;
import dev.rolecall.schemas.avro.ShownHold;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.schemas.avro.UndoneCell;
import dev.rolecall.schemas.avro.UndonePerson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldingTest {

  private final GuardMemory known = new GuardMemory();
  private Instant now = NOON;

  @BeforeEach
  void aPolicyIsInForce() {
    known.propose("drone", GuardProposals.control(1, Mode.ENFORCE), now);
  }

  @Test
  void anEmptiedGroupTakesNothingBeforeSomebodyDecides() {
    staff(40, "group:web=developer");
    for (int i = 0; i < 12; i++) {
      proposal(person(i), GuardProposals.effect(EffectKind.EMPTIED, "team", 12, 12));
    }
    assertThat(roles()).hasSize(40);
    Hold hold = open(HoldTrigger.GROUP_EMPTIED);
    assertThat(hold.getPeople()).isEqualTo(12);
    assertThat(hold.getCells()).isEqualTo(12);
    assertThat(hold.getDetail()).contains("12 of 40 roles in drone");
    release(hold);
    assertThat(roles()).hasSize(28);
    assertThat(known.heldPeople).isEmpty();
    // Whoever looks later sees what was decided.
    assertThat(known.now(hold).getDetail()).isEqualTo(hold.getDetail());
  }

  @Test
  void aRejectedHoldLeavesEverythingAsItWas() {
    staff(12, "group:web=developer");
    for (int i = 0; i < 12; i++) {
      proposal(person(i), GuardProposals.effect(EffectKind.DELETED, "team", 12, 12));
    }
    reject(open(HoldTrigger.GROUP_DELETED));
    assertThat(roles()).hasSize(12);
    // Whatever else happens to somebody, what was rejected stays rejected.
    proposal(person(3, "server=user"));
    assertThat(access(3).getGrants()).hasSize(2);
  }

  @Test
  void whatIsHeldMayBeReleasedEvenAfterItWasRejected() {
    staff(12, "group:web=developer");
    for (int i = 0; i < 12; i++) {
      proposal(person(i), GuardProposals.effect(EffectKind.DELETED, "team", 12, 12));
    }
    Hold hold = open(HoldTrigger.GROUP_DELETED);
    reject(hold);
    release(known.now(hold));
    assertThat(roles()).isEmpty();
  }

  @Test
  void whatCountsAsManyBeginsWithTenMembersAndHalfOfFifty() {
    assertThat(Limits.isMuch(GuardProposals.effect(EffectKind.EMPTIED, "g", 9, 9))).isFalse();
    assertThat(Limits.isMuch(GuardProposals.effect(EffectKind.EMPTIED, "g", 10, 10))).isTrue();
    assertThat(Limits.isMuch(GuardProposals.effect(EffectKind.DELETED, "g", 10, 10))).isTrue();
    assertThat(Limits.isMuch(GuardProposals.effect(EffectKind.RENAMED, "g", 10, 0))).isTrue();
    assertThat(Limits.isMuch(GuardProposals.effect(EffectKind.HALVED, "g", 49, 40))).isFalse();
    assertThat(Limits.isMuch(GuardProposals.effect(EffectKind.HALVED, "g", 50, 25))).isTrue();
  }

  @Test
  void ofARenamedGroupNothingIsTakenAndNothingGiven() {
    staff(12, "group:web=developer");
    for (int i = 0; i < 12; i++) {
      proposal(
          person(i, "group:api=developer"),
          GuardProposals.effect(EffectKind.RENAMED, "team", 12, 0));
    }
    assertThat(roles()).hasSize(12).containsOnly("group:web=developer");
    assertThat(open(HoldTrigger.GROUP_RENAMED).getCells()).isEqualTo(24);
    release(open(HoldTrigger.GROUP_RENAMED));
    assertThat(roles()).hasSize(12).containsOnly("group:api=developer");
  }

  @Test
  void aSmallGroupIsNotHeld() {
    staff(40, "group:web=developer");
    for (int i = 0; i < 9; i++) {
      proposal(person(i), GuardProposals.effect(EffectKind.EMPTIED, "team", 9, 9));
    }
    assertThat(roles()).hasSize(31);
  }

  @Test
  void whatAnotherGroupGivesIsNotHeldBecauseOfThisOne() {
    staff(40, "group:web=developer", "server=user");
    // The rule of the server came through no group at all.
    proposal(
        person(1, "group:web=developer"),
        GuardProposals.effect(EffectKind.EMPTIED, "other", 12, 12));
    assertThat(access(1).getGrants()).hasSize(1);
  }

  @Test
  void grantsOfSomebodyWhoIsHeldGoOn() {
    staff(40, "group:web=developer");
    proposal(person(1, "server=user"), GuardProposals.effect(EffectKind.EMPTIED, "team", 12, 12));
    assertThat(access(1).getGrants()).hasSize(2);
  }

  @Test
  void whoGetsTheRoleBackIsNoLongerHeld() {
    staff(40, "group:web=developer");
    proposal(person(1), GuardProposals.effect(EffectKind.EMPTIED, "team", 12, 12));
    Hold hold = open(HoldTrigger.GROUP_EMPTIED);
    proposal(person(1, "group:web=owner"));
    assertThat(known.now(hold).getState()).isEqualTo(HoldState.OVERTAKEN);
    assertThat(access(1).getGrants().getFirst().getRole()).isEqualTo("owner");
    // And what they lose later is a removal like any other.
    proposal(person(1));
    assertThat(access(1).getGrants()).isEmpty();
  }

  @Test
  void twentyLeaveAtOnceAndFromTheTwentyFirstOnNobody() {
    staff(400, "group:web=developer");
    for (int i = 0; i < 30; i++) {
      leaver(i);
      now = now.plusSeconds(1);
    }
    assertThat(left()).isEqualTo(20);
    Hold hold = open(HoldTrigger.LEAVERS);
    assertThat(hold.getPeople()).isEqualTo(10);
    // An hour later the window is empty, and still nobody goes.
    now = now.plus(Duration.ofHours(1));
    leaver(31);
    assertThat(left()).isEqualTo(20);
    release(known.now(hold));
    assertThat(left()).isEqualTo(31);
    leaver(32);
    assertThat(left()).isEqualTo(32);
  }

  @Test
  void aSlowStreamOfLeaversMeetsTheBudgetOfDisables() {
    staff(100, "group:web=developer");
    for (int i = 0; i < 60; i++) {
      leaver(i);
      now = now.plusSeconds(45);
    }
    // 80 in an hour: never more than 20 in ten minutes, but more than 10 % of the accounts.
    assertThat(left()).isEqualTo(20);
    assertThat(open(HoldTrigger.DISABLES).getPeople()).isEqualTo(40);
  }

  @Test
  void whoIsHeldForAnotherReasonLeavesAllTheSame() {
    staff(40, "group:web=developer");
    proposal(person(1), GuardProposals.effect(EffectKind.EMPTIED, "team", 12, 12));
    leaver(1);
    assertThat(access(1).getDisposition()).isEqualTo(Disposition.LEAVER);
    assertThat(known.heldPeople).isEmpty();
  }

  @Test
  void whoReturnsWhileTheLeavingIsHeldHasEverything() {
    staff(100, "group:web=developer");
    for (int i = 0; i < 25; i++) {
      leaver(i);
    }
    proposal(person(24, "group:web=developer", "server=user"));
    assertThat(access(24).getDisposition()).isEqualTo(Disposition.CONVERGE);
    assertThat(access(24).getGrants()).hasSize(2);
    assertThat(open(HoldTrigger.LEAVERS).getPeople()).isEqualTo(4);
  }

  @Test
  void whoWasRefusedToLeaveLeavesWhenTheyAreDeleted() {
    staff(100, "group:web=developer");
    for (int i = 0; i < 21; i++) {
      leaver(i);
    }
    reject(open(HoldTrigger.LEAVERS));
    assertThat(access(20).getDisposition()).isEqualTo(Disposition.CONVERGE);
    now = now.plus(Duration.ofDays(30));
    known.propose(
        "drone",
        Access.newBuilder(GuardProposals.leaver("p20", "k20")).setDeleted(true).build(),
        now);
    assertThat(access(20).getDisposition()).isEqualTo(Disposition.LEAVER);
  }

  @Test
  void revokesPassUpToTheirBudgetAndThenNone() {
    staff(100, "group:web=developer");
    for (int i = 0; i < 50; i++) {
      proposal(person(i));
      now = now.plusSeconds(10);
    }
    // 20 % of 100, and not one more.
    assertThat(roles()).hasSize(80);
    assertThat(open(HoldTrigger.REVOKES).getCells()).isEqualTo(30);
  }

  @Test
  void fromThenOnNothingOfThatKindGoesUntilSomebodyDecidesHoweverMuchTimePasses() {
    staff(100, "group:web=developer");
    for (int i = 0; i < 21; i++) {
      proposal(person(i));
    }
    now = now.plus(Duration.ofHours(5));
    proposal(person(30));
    assertThat(roles()).hasSize(80);
    assertThat(open(HoldTrigger.REVOKES).getPeople()).isEqualTo(2);
  }

  @Test
  void whatIsHeldStaysAlsoBeyondItsEnd() {
    Access temporary = person(1, "group:web=developer");
    temporary.getGrants().getFirst().setEnds(now.plusSeconds(60));
    proposal(temporary);
    now = now.plusSeconds(60);
    proposal(person(1), GuardProposals.effect(EffectKind.EMPTIED, "team", 12, 12));
    assertThat(access(1).getGrants()).extracting("ends").containsOnlyNulls();
  }

  @Test
  void aNameThatIsOlderThanThePolicyWasInItsPlan() {
    settings(
        control -> control.setElevated(List.of(new ElevatedScope("group:*", List.of("owner")))));
    Instant before = now.minus(Duration.ofDays(1));
    known.propose("drone", GuardProposals.named(person(1, "group:web=owner"), before), now);
    assertThat(access(1).getGrants()).hasSize(1);
  }

  @Test
  void aDecidedHoldThatChangesIsNotTheOneThatMoreGoesUnder() {
    staff(100, "group:web=developer");
    for (int i = 0; i < 21; i++) {
      leaver(i);
    }
    Hold shown = open(HoldTrigger.LEAVERS);
    leaver(21);
    reject(shown);
    // Somebody of the rejected ones comes back.
    proposal(person(20, "group:web=developer"));
    leaver(22);
    assertThat(open(HoldTrigger.LEAVERS).getPeople()).isEqualTo(2);
  }

  @Test
  void aLoweredRoleIsARemovalAndARaisedOneIsNot() {
    staff(10, "group:web=owner");
    for (int i = 0; i < 10; i++) {
      proposal(person(i, "group:web=developer"));
    }
    assertThat(roles()).hasSize(10);
    assertThat(access(9).getGrants().getFirst().getRole()).isEqualTo("developer");
    staff(14, "group:web=owner");
    for (int i = 0; i < 14; i++) {
      proposal(person(i, "group:web=guest"));
    }
    assertThat(open(HoldTrigger.REVOKES).getCells()).isPositive();
  }

  @Test
  void whatAPlanHasSaidPassesWithoutABudget() {
    staff(100, "group:web=developer");
    known.propose(GuardProposals.planned(2, Mode.ENFORCE, 40), now);
    for (int i = 0; i < 40; i++) {
      known.propose("drone", GuardProposals.because("publish-2", person(i)), now);
    }
    assertThat(roles()).hasSize(60);
    // More than that has moved since: it meets the budget like anything else.
    for (int i = 40; i < 70; i++) {
      known.propose("drone", GuardProposals.because("publish-2", person(i)), now);
    }
    assertThat(roles()).hasSize(48);
  }

  @Test
  void nothingIsTakenOnBehalfOfADirectoryThatIsBeingFilled() {
    GuardMemory loading = GuardMemory.loading();
    loading.propose("drone", GuardProposals.control(1, Mode.ENFORCE), now);
    loading.propose("drone", person(1, "group:web=developer"), now);
    loading.propose("drone", person(1), now);
    loading.propose("drone", person(2, "group:web=developer"), now);
    loading.propose("drone", GuardProposals.leaver("p2", "k2"), now);
    assertThat(loading.accesses.values()).allMatch(access -> access.getGrants().size() == 1);
    Hold hold = loading.holds.values().iterator().next();
    assertThat(hold.getTrigger()).isEqualTo(HoldTrigger.LOADING);
    assertThat(hold.getExpires()).isNull();
    loading.propose(
        GuardProposals.order(
            new DirectoryPhase(
                "acme", true, now, List.of(new ShownHold(hold.getId(), hold.getRevision())))),
        now);
    loading.drain(now);
    assertThat(loading.accesses.values()).allMatch(access -> access.getGrants().isEmpty());
  }

  @Test
  void theLastOwnerStaysUntilSomebodyElseIsPromoted() {
    settings(control -> control.setMinHolders(List.of(new MinHolders("group:web", "owner", 1))));
    staff(2, "group:web=developer");
    proposal(person(1, "group:web=owner"));
    proposal(person(1));
    assertThat(access(1).getGrants()).hasSize(1);
    Hold hold = open(HoldTrigger.MIN_HOLDERS);
    assertThat(hold.getRemedy()).contains("promote one of acme/p0 to 'owner' of group:web");
    // Also a release does not take the last one.
    release(hold);
    assertThat(access(1).getGrants()).hasSize(1);
    proposal(person(0, "group:web=owner"));
    known.again("acme/p1", now);
    assertThat(access(1).getGrants()).isEmpty();
  }

  @Test
  void theLastOwnerWhoLeavesLosesEverythingElse() {
    settings(control -> control.setMinHolders(List.of(new MinHolders("group:web", "owner", 1))));
    proposal(person(1, "group:web=owner", "server=user"));
    leaver(1);
    assertThat(access(1).getDisposition()).isEqualTo(Disposition.CONVERGE);
    assertThat(access(1).getGrants()).extracting("scope").containsExactly("group:web");
  }

  @Test
  void aProtectedAccountLosesNothing() {
    settings(control -> control.setProtect(List.of("k1", "*-bot")));
    proposal(person(1, "group:web=owner"));
    proposal(person(1));
    leaver(1);
    assertThat(access(1).getGrants()).hasSize(1);
    assertThat(open(HoldTrigger.PROTECTED).getPeople()).isEqualTo(1);
  }

  @Test
  void aNewNameThatGivesAnElevatedRoleWaitsForSomebody() {
    settings(
        control -> control.setElevated(List.of(new ElevatedScope("group:*", List.of("owner")))));
    known.propose("drone", GuardProposals.named(person(1, "group:web=owner"), now), now);
    assertThat(known.accesses).doesNotContainKey("acme/p1");
    Hold hold = open(HoldTrigger.NEWLY_ELEVATED);
    assertThat(hold.getDetail()).contains("would grant 1 to 1 person in drone");
    release(hold);
    assertThat(access(1).getGrants()).hasSize(1);
    // Somebody has looked at this name: who joins later gets the role.
    known.propose("drone", GuardProposals.named(person(2, "group:web=owner"), now), now);
    assertThat(access(2).getGrants()).hasSize(1);
  }

  @Test
  void aRefusedNameStaysRefusedForThoseWhoJoinLater() {
    settings(
        control -> control.setElevated(List.of(new ElevatedScope("group:*", List.of("owner")))));
    known.propose("drone", GuardProposals.named(person(1, "group:web=owner"), now), now);
    reject(open(HoldTrigger.NEWLY_ELEVATED));
    known.propose("drone", GuardProposals.named(person(2, "group:web=owner"), now), now);
    assertThat(known.accesses).doesNotContainKey("acme/p2");
    assertThat(known.holds).hasSize(1);
  }

  @Test
  void noMoreIsReleasedThanWasShown() {
    staff(100, "group:web=developer");
    for (int i = 0; i < 25; i++) {
      leaver(i);
    }
    Hold shown = open(HoldTrigger.LEAVERS);
    leaver(25);
    leaver(26);
    release(shown);
    assertThat(left()).isEqualTo(25);
    Hold next = open(HoldTrigger.LEAVERS);
    assertThat(next.getPeople()).isEqualTo(2);
    assertThat(known.now(shown).getSuccessor()).isEqualTo(next.getId());
    // Nobody has decided about those: whoever leaves now waits with them.
    leaver(27);
    assertThat(known.now(next).getPeople()).isEqualTo(3);
  }

  @Test
  void ofTwoOperatorsTheFirstDecides() {
    staff(100, "group:web=developer");
    for (int i = 0; i < 21; i++) {
      leaver(i);
    }
    Hold hold = open(HoldTrigger.LEAVERS);
    reject(hold);
    GuardDecision late =
        known.propose(
            GuardProposals.order(GuardProposals.decide(hold, HoldVerdict.REJECT), "too-late"), now);
    assertThat(late.records()).isEmpty();
    assertThat(late.audit().getFirst().getMessage()).contains("already rejected by alice");
  }

  @Test
  void whatNobodyDecidesIsRejectedAfterThreeDaysAndTwoReminders() {
    staff(100, "group:web=developer");
    for (int i = 0; i < 21; i++) {
      leaver(i);
    }
    Hold hold = open(HoldTrigger.LEAVERS);
    known.pass(now.plus(Duration.ofMinutes(61)));
    assertThat(known.now(hold).getReminders()).isEqualTo(1);
    known.pass(now.plus(Duration.ofHours(25)));
    assertThat(known.now(hold).getReminders()).isEqualTo(2);
    known.pass(now.plus(Duration.ofHours(73)));
    assertThat(known.now(hold).getState()).isEqualTo(HoldState.EXPIRED);
    assertThat(access(20).getDisposition()).isEqualTo(Disposition.CONVERGE);
  }

  @Test
  void aPausedToolSaysSoInItsSettings() {
    known.propose(GuardProposals.order(new PauseTools(List.of("drone"), true, "audit")), now);
    assertThat(isPaused()).isTrue();
    // A new bundle does not resume it.
    known.propose("drone", GuardProposals.control(2, Mode.ADDITIVE), now);
    assertThat(isPaused()).isTrue();
    known.propose(GuardProposals.order(new PauseTools(List.of("drone"), false, null)), now);
    assertThat(isPaused()).isFalse();
  }

  @Test
  void whatIsUndoneGoesBackUntilTheDirectorySaysSomethingElse() {
    proposal(person(1, "group:web=developer"));
    proposal(person(1));
    undo(1, new UndoneCell("drone", "group:web", "developer", null));
    assertThat(access(1).getGrants()).hasSize(1);
    proposal(person(1, "server=user"));
    assertThat(access(1).getGrants()).hasSize(2);
    proposal(person(1, "group:web=guest"));
    assertThat(access(1).getGrants()).extracting("role").containsExactly("guest");
    proposal(person(1));
    assertThat(access(1).getGrants()).isEmpty();
  }

  @Test
  void whoLeavesKeepsNothingThatWasUndone() {
    proposal(person(1, "group:web=developer"));
    proposal(person(1));
    undo(1, new UndoneCell("drone", "group:web", "developer", null));
    leaver(1);
    assertThat(access(1).getDisposition()).isEqualTo(Disposition.LEAVER);
    assertThat(access(1).getGrants()).isEmpty();
  }

  @Test
  void whatGoesByItselfDoesNotExpire() {
    settings(control -> control.setProtect(List.of("k1")));
    proposal(person(1, "group:web=owner"));
    leaver(1);
    known.pass(now.plus(Duration.ofDays(10)));
    assertThat(open(HoldTrigger.PROTECTED).getPeople()).isEqualTo(1);
    settings(control -> control.setProtect(List.of()).setDigest("no protection"));
    known.again("acme/p1", now);
    assertThat(access(1).getDisposition()).isEqualTo(Disposition.LEAVER);
  }

  @Test
  void whatWasGivenAndIsUndoneIsARemovalLikeAnyOther() {
    staff(100, "group:web=developer");
    for (int i = 0; i < 100; i++) {
      undo(i, new UndoneCell("drone", "group:web", null, "developer"));
    }
    assertThat(roles()).hasSize(80);
    release(open(HoldTrigger.REVOKES));
    assertThat(roles()).isEmpty();
  }

  @Test
  void whatAToolHasMoreIsTakenAwayWithinTheBudget() {
    staff(100, "group:web=developer");
    long version = access(1).getVersion().getCounter();
    known.propose("drone", GuardProposals.drifted(access(1), "group:web", "owner"), now);
    // The same once more: that is the permission.
    assertThat(access(1).getVersion().getCounter()).isGreaterThan(version);
    assertThat(access(1).getCause().getTrigger()).isEqualTo(Trigger.DRIFT);
    assertThat(roles()).containsOnly("group:web=developer");
  }

  @Test
  void driftBeyondTheBudgetStaysAsItIs() {
    staff(100, "group:web=developer");
    for (int i = 0; i < 30; i++) {
      known.propose("drone", GuardProposals.drifted(access(i), "group:web", "owner"), now);
    }
    Hold hold = open(HoldTrigger.REVOKES);
    // 20 % of the 100 roles there are and of those that were taken away.
    assertThat(hold.getPeople()).isEqualTo(6);
    assertThat(roles().stream().filter("group:web=owner"::equals)).hasSize(6);
    release(hold);
    assertThat(roles()).containsOnly("group:web=developer");
  }

  @Test
  void aLookAtAccessThatIsNotTheNewestSaysNothing() {
    staff(2, "group:web=developer");
    Access old = access(1);
    proposal(person(1, "group:web=owner"));
    GuardDecision late =
        known.propose("drone", GuardProposals.drifted(old, "group:web", "owner"), now);
    assertThat(late.records()).isEmpty();
  }

  private boolean isPaused() {
    return requireNonNull(known.control("drone")).getPaused();
  }

  private void undo(int person, UndoneCell cell) {
    known.propose(
        GuardProposals.order(new UndonePerson("some-cause", "acme/p" + person, List.of(cell))),
        now);
  }

  /** A bundle with other settings, in force since an hour ago. */
  private void settings(UnaryOperator<Control.Builder> change) {
    Control control =
        change
            .apply(
                Control.newBuilder(GuardProposals.control(2, Mode.ENFORCE))
                    .setDigest("other settings"))
            .build();
    known.propose(
        Proposal.newBuilder()
            .setTool("drone")
            .setBody(control)
            .setInForceSince(now.minus(Duration.ofHours(1)))
            .build(),
        now);
  }

  private void staff(int people, String... roles) {
    for (int i = 0; i < people; i++) {
      proposal(person(i, roles));
    }
  }

  private static Access person(int number, String... roles) {
    return GuardProposals.member("p" + number, "k" + number, "team", roles);
  }

  private void proposal(Access access, Effect... effects) {
    known.propose(GuardProposals.with(access, effects), now);
  }

  private void leaver(int number) {
    known.propose("drone", GuardProposals.leaver("p" + number, "k" + number), now);
  }

  private Access access(int number) {
    return known.has("acme/p" + number);
  }

  private long left() {
    return known.accesses.values().stream()
        .filter(access -> access.getDisposition() == Disposition.LEAVER)
        .count();
  }

  private List<String> roles() {
    return known.accesses.values().stream()
        .flatMap(access -> access.getGrants().stream())
        .map(grant -> grant.getScope() + "=" + grant.getRole())
        .toList();
  }

  private Hold open(HoldTrigger trigger) {
    return known.holds.values().stream()
        .filter(hold -> hold.getTrigger() == trigger && hold.getState() == HoldState.OPEN)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no open hold " + trigger + " in " + known.holds));
  }

  private void release(Hold hold) {
    known.propose(GuardProposals.order(GuardProposals.decide(hold, HoldVerdict.RELEASE)), now);
    known.drain(now);
  }

  private void reject(Hold hold) {
    known.propose(GuardProposals.order(GuardProposals.decide(hold, HoldVerdict.REJECT)), now);
    known.drain(now);
  }
}
