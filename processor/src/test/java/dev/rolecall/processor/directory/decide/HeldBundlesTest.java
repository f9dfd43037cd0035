package dev.rolecall.processor.directory.decide;

import static dev.rolecall.processor.directory.decide.Policies.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.HeldBundle;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.HoldVerdict;
import dev.rolecall.schemas.avro.PlanSummary;
import dev.rolecall.schemas.avro.Refusal;
import dev.rolecall.schemas.avro.Rejected;
import dev.rolecall.schemas.avro.ToolLosses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeldBundlesTest {

  private final Policies policies = new Policies();

  @Test
  void aBundleThatTakesTooMuchWaitsAndTheOldOneStays() {
    policies.accepted("ana", planned("d1", harmless()));
    Decision decision = policies.send("ana", planned("d2", taking(143)));

    Accepted accepted = (Accepted) decision.outcome().getResult();
    assertThat(accepted.getChanged()).isFalse();
    assertThat(accepted.getHold()).matches("policy\\.[0-9a-f]{8}");
    assertThat(policies.inForce()).isEqualTo("d1");
    assertThat(decision.people()).isEmpty();
    assertThat(decision.facts())
        .extracting(Fact::key)
        .containsExactly(Keys.heldBundle(Keys.POLICY_DIRECTORY));
    Hold hold = (Hold) decision.holds().getFirst().entry().getBody();
    assertThat(decision.holds().getFirst().key()).isEqualTo(accepted.getHold());
    assertThat(hold).isEqualTo(policies.hold());
    assertThat(hold.getState()).isEqualTo(HoldState.OPEN);
    assertThat(hold.getTrigger()).isEqualTo(HoldTrigger.POLICY_CHANGE);
    assertThat(hold.getTool()).isNull();
    assertThat(hold.getCells()).isEqualTo(143);
    assertThat(hold.getTotal()).isEqualTo(610);
    assertThat(hold.getDetail()).isEqualTo("would revoke or lower 143 of 610 roles in gitlab");
    assertThat(hold.getRemedy()).isEqualTo("split the change");
    assertThat(hold.getExpires()).isEqualTo(policies.now.plus(Duration.ofDays(3)));
    assertThat(types(decision)).containsExactly(AuditType.HOLD_OPENED);
  }

  @Test
  void whatThePlanOfABundleThatPassesTakesIsSaidToTheGuard() {
    PlanSummary few =
        new PlanSummary("p", "r", List.of(), List.of(new ToolLosses("gitlab", 3L, 610L)));
    policies.accepted("ana", planned("d1", few));

    assertThat(Objects.requireNonNull(policies.state.bundle()).getPlanned())
        .isEqualTo(few.getTools());
  }

  @Test
  void aReleaseByAnotherOperatorPutsItInForceWithWhatItTakesNow() {
    policies.accepted("ana", planned("d1", harmless()));
    String hold = policies.held("ana", "d2", taking(143));
    Decision decision = policies.send("ben", release(hold, taking(140)));

    assertThat(((Accepted) decision.outcome().getResult()).getVersion()).isEqualTo(2);
    assertThat(policies.inForce()).isEqualTo("d2");
    BundleState state = Objects.requireNonNull(policies.state.bundle());
    assertThat(state.getBundle().getFiles()).hasSize(1);
    assertThat(state.getPlanned()).isEqualTo(taking(140).getTools());
    assertThat(decision.people()).hasSize(1);
    assertThat(types(decision))
        .containsExactly(AuditType.POLICY_PUBLISHED, AuditType.HOLD_RELEASED);
    assertThat(decision.audit()).allMatch(entry -> entry.getActor().getName().equals("ben"));
    assertThat(policies.hold().getState()).isEqualTo(HoldState.RELEASED);
    assertThat(Objects.requireNonNull(policies.hold().getDecision()).getCommand())
        .isEqualTo(decision.outcome().getCommand());
  }

  @Test
  void aRejectedBundleNeverComesIntoForce() {
    policies.accepted("ana", planned("d1", harmless()));
    String hold = policies.held("ana", "d2", taking(143));
    Decision decision = policies.send("ana", reject(hold));

    assertThat(types(decision)).containsExactly(AuditType.HOLD_REJECTED);
    assertThat(policies.hold().getState()).isEqualTo(HoldState.REJECTED);
    assertThat(policies.rejected("ben", release(hold, taking(143))).getRefusal())
        .isEqualTo(Refusal.VERSION_MISMATCH);
    assertThat(policies.inForce()).isEqualTo("d1");
  }

  @Test
  void whoDecidesSecondIsToldWhoWasFirstAndWhen() {
    String hold = policies.held("ana", "d1", taking(143));
    policies.accepted("ben", release(hold, taking(143)));
    String when = policies.now.toString();

    Rejected late = policies.rejected("cy", reject(hold));
    assertThat(late.getRefusal()).isEqualTo(Refusal.VERSION_MISMATCH);
    assertThat(late.getDetail()).isEqualTo("ben already released it at " + when);
  }

  @Test
  void releasingOnesOwnPolicyIsForSomebodyElseUnlessConfigured() {
    String hold = policies.held("ana", "d1", taking(143));
    Rejected own = policies.rejected("ana", release(hold, taking(143)));
    assertThat(own.getRefusal()).isEqualTo(Refusal.INVALID);
    assertThat(own.getDetail()).startsWith("releasing one's own policy").contains("release-own");

    policies.ownRelease = true;
    policies.accepted("ana", release(hold, taking(143)));
    assertThat(policies.inForce()).isEqualTo("d1");
  }

  @Test
  void aReleaseThatTakesMoreThanWasShownOrIsNotPlannedIsRefused() {
    String hold = policies.held("ana", "d1", taking(143));

    assertThat(policies.rejected("ben", release(hold, taking(144))).getRefusal())
        .isEqualTo(Refusal.VERSION_MISMATCH);
    assertThat(
            policies
                .rejected("ben", new DecideHold(hold, HoldVerdict.RELEASE, 1L, null))
                .getRefusal())
        .isEqualTo(Refusal.INVALID);
    assertThat(
            policies
                .rejected("ben", new DecideHold(hold, HoldVerdict.RELEASE, 2L, taking(143)))
                .getRefusal())
        .isEqualTo(Refusal.VERSION_MISMATCH);
    assertThat(policies.rejected("ben", release("policy.00000000", taking(143))).getRefusal())
        .isEqualTo(Refusal.NOT_FOUND);
    assertThat(policies.inForce()).isEmpty();
  }

  @Test
  void whatStaysWithinTheLimitsByNowIsReleasedWhateverItTakes() {
    String hold = policies.held("ana", "d1", taking(1));
    PlanSummary within =
        new PlanSummary("p", "others", List.of(), List.of(new ToolLosses("gitlab", 5L, 610L)));
    policies.accepted("ben", release(hold, within));
    assertThat(policies.inForce()).isEqualTo("d1");
  }

  @Test
  void aBundleThatBrokeWhileItWaitedIsNotPutInForce() {
    String hold = policies.held("ana", "d1", taking(143));
    policies.problems = List.of("rules.yaml:3:5 no tool 'gitlab'");

    assertThat(policies.rejected("ben", release(hold, taking(143))).getDetail())
        .contains("no tool 'gitlab'");
    assertThat(policies.hold().getState()).isEqualTo(HoldState.OPEN);
  }

  @Test
  void aNewerBundleTakesThePlaceOfOneThatWaits() {
    String first = policies.held("ana", "d1", taking(143));
    Decision second = policies.send("ana", planned("d2", taking(150)));
    String newer = Objects.requireNonNull(((Accepted) second.outcome().getResult()).getHold());

    assertThat(newer).isNotEqualTo(first);
    Hold over = (Hold) second.holds().getFirst().entry().getBody();
    assertThat(over.getId()).isEqualTo(first);
    assertThat(over.getState()).isEqualTo(HoldState.OVERTAKEN);
    assertThat(over.getSuccessor()).isEqualTo(newer);
    assertThat(types(second)).containsExactly(AuditType.HOLD_OVERTAKEN, AuditType.HOLD_OPENED);

    Decision passes = policies.send("ana", planned("d3", harmless()));
    assertThat(types(passes)).containsExactly(AuditType.HOLD_OVERTAKEN, AuditType.POLICY_PUBLISHED);
    assertThat(policies.rejected("ben", release(newer, taking(150))).getDetail())
        .isEqualTo("a newer policy is in force");
  }

  @Test
  void whatIsInForceAgainWithdrawsWhatWaits() {
    policies.accepted("ana", planned("d1", harmless()));
    policies.held("ana", "d2", taking(143));

    assertThat(policies.accepted("ana", planned("d1", harmless())).getChanged()).isFalse();
    assertThat(policies.hold().getState()).isEqualTo(HoldState.OVERTAKEN);
  }

  @Test
  void theSameBundleWithTheSamePlanAgainIsTheSameHold() {
    String hold = policies.held("ana", "d1", taking(143));
    Decision again = policies.send("ana", planned("d1", taking(143)));

    assertThat(((Accepted) again.outcome().getResult()).getHold()).isEqualTo(hold);
    assertThat(again.facts()).isEmpty();
    assertThat(again.audit()).isEmpty();
    assertThat(policies.held("ana", "d1", taking(150))).isNotEqualTo(hold);
  }

  @Test
  void operatorsAreRemindedAfterAnHourAndADayAndNobodyDecidesAfterThree() {
    policies.accepted("ana", planned("d1", harmless()));
    String hold = policies.held("ana", "d2", taking(143));
    Duration second = Duration.ofSeconds(1);

    assertThat(policies.after(Duration.ofHours(1))).isEmpty();
    assertThat(types(policies.after(Duration.ofHours(1).plus(second))))
        .containsExactly(AuditType.HOLD_REMINDER);
    assertThat(policies.after(Duration.ofHours(2))).isEmpty();
    assertThat(types(policies.after(Duration.ofHours(25))))
        .containsExactly(AuditType.HOLD_REMINDER);
    assertThat(policies.hold().getReminders()).isEqualTo(2);
    HoldTick over = policies.after(Duration.ofDays(3).plus(second)).orElseThrow();
    assertThat(over.audit())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.getType()).isEqualTo(AuditType.HOLD_EXPIRED);
          assertThat(entry.getActor().getKind()).isEqualTo(ActorKind.TIMER);
          assertThat(entry.getId()).startsWith(hold);
        });
    assertThat(over.holds()).hasSize(1);
    assertThat(policies.after(Duration.ofHours(80))).isEmpty();
    assertThat(policies.rejected("ben", release(hold, taking(143))).getDetail())
        .contains("nobody decided it until", "publish the policy again");
    assertThat(policies.inForce()).isEqualTo("d1");
  }

  @Test
  void aProcessorThatWasDownForTooLongDoesNotReleaseWhatIsOver() {
    String hold = policies.held("ana", "d1", taking(143));
    policies.now = policies.now.plus(Duration.ofDays(3));

    assertThat(policies.rejected("ben", release(hold, taking(143))).getRefusal())
        .isEqualTo(Refusal.VERSION_MISMATCH);
    assertThat(policies.inForce()).isEmpty();
  }

  @Test
  void aPlanLargerThanARecordHasRoomForIsRefused() {
    PlanSummary large = taking(1);
    large.getHolds().getFirst().setDetail("x".repeat(33 * 1024));
    assertThat(policies.rejected("ana", planned("d1", large)).getRefusal())
        .isEqualTo(Refusal.INVALID);
  }

  @Test
  void inForceIsAlwaysTheNewestThatPassedOrWasReleased() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Policies any = new Policies();
      List<String> holds = new ArrayList<>(List.of("policy.00000000"));
      String inForce = "";
      String waiting = "";
      String waits = "";
      for (int step = 0; step < 40; step++) {
        switch (random.nextInt(4)) {
          case 0 -> {
            String digest = "d" + random.nextInt(6);
            any.accepted("ana", planned(digest, harmless()));
            inForce = digest;
            waits = "";
          }
          case 1 -> {
            String digest = "d" + random.nextInt(6);
            Accepted accepted = any.accepted("ana", planned(digest, taking(1 + random.nextInt(3))));
            // What is in force already takes nothing, whatever a plan says.
            waits = accepted.getHold() == null ? "" : accepted.getHold();
            waiting = digest;
            assertThat(waits.isEmpty()).isEqualTo(digest.equals(inForce));
            if (!waits.isEmpty()) {
              holds.add(waits);
            }
          }
          case 2 -> {
            String hold = holds.get(random.nextInt(holds.size()));
            any.send("ben", release(hold, plan(any)));
            if (hold.equals(waits)) {
              inForce = waiting;
              waits = "";
            }
          }
          default -> {
            String hold = holds.get(random.nextInt(holds.size()));
            any.send("ben", reject(hold));
            waits = hold.equals(waits) ? "" : waits;
          }
        }
        assertThat(any.inForce()).as("seed %d, step %d", seed, step).isEqualTo(inForce);
        assertThat(HeldBundles.isWaiting(any.state)).isEqualTo(!waits.isEmpty());
      }
    }
  }

  private static PlanSummary plan(Policies any) {
    HeldBundle held = any.state.heldBundle();
    return held == null ? harmless() : held.getPlan();
  }

  private static List<AuditType> types(Decision decision) {
    return decision.audit().stream().map(AuditEntry::getType).toList();
  }

  private static List<AuditType> types(Optional<HoldTick> tick) {
    return tick.orElseThrow().audit().stream().map(AuditEntry::getType).toList();
  }
}
