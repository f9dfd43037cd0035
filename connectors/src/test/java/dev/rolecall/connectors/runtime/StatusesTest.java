package dev.rolecall.connectors.runtime;

import static dev.rolecall.connectors.runtime.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.plan.Known;
import dev.rolecall.connectors.plan.Plan;
import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.ItemState;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.OffboardingItem;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusesTest {

  private static final Access ACCESS = Records.access("ada", 7, "a", "reader");
  private static final Plan DONE =
      new Plan(List.of(), List.of(), List.of(), List.of(), State.CONVERGED);

  private final Statuses statuses = new Statuses(Pace.DEFAULT, new Random(3));

  @Test
  void aLinkByHandGoesBeforeTheAccountWeWorkedWithAndNothingThereIsOurs() {
    Status status =
        Status.newBuilder(Records.status(Records.access("ada", 1), State.CONVERGED))
            .setAccount(new NativeAccount("7", "ada", "active"))
            .setCells(List.of(Records.granted("acme/a", "writer")))
            .build();

    assertThat(Known.of(status, link("8", "login")).accountId()).hasValue("7");
    assertThat(Known.of(status, link("7", Known.BY_HAND)).cells()).hasSize(1);
    Known other = Known.of(status, link("8", Known.BY_HAND));
    assertThat(other.accountId()).hasValue("8");
    assertThat(other.cells()).isEmpty();
  }

  private static Link link(String account, String foundBy) {
    return new Link(
        "tool",
        "ada",
        "acme",
        "ada",
        new NativeAccount(account, "ada", "unknown"),
        foundBy,
        new Actor(ActorKind.SYSTEM, "test"),
        Instant.EPOCH);
  }

  @Test
  void whatWasReadBackIsVerifiedAndForgetsFailures() {
    Status failed = Status.newBuilder(Records.status(ACCESS, State.RETRYING)).setAttempt(4).build();
    Status done = ended(failed, new Halt.No(), false);
    assertThat(done.getVerifiedAt()).isEqualTo(NOW);
    assertThat(done.getAttempt()).isZero();
    assertThat(done.getNextAttempt()).isNull();
  }

  @Test
  void anEffectThatIsNotCertainIsLookedAtOnceMore() {
    assertThat(ended(null, new Halt.No(), true).getNextAttempt())
        .isEqualTo(NOW.plus(Pace.DEFAULT.lookAgain()));
  }

  @Test
  void failuresAreCountedForOneAccessAndNewerAccessBeginsAnew() {
    Halt wait = new Halt.Wait("busy", Optional.empty());
    Status failed = Status.newBuilder(Records.status(ACCESS, State.RETRYING)).setAttempt(4).build();
    assertThat(ended(failed, wait, false).getAttempt()).isEqualTo(5);
    Status older =
        Status.newBuilder(Records.status(Records.access("ada", 6), State.RETRYING))
            .setAttempt(4)
            .build();
    assertThat(ended(older, wait, false).getAttempt()).isEqualTo(1);
  }

  @Test
  void theNextAttemptIsNotBeforeTheToolAllowsIt() {
    Halt wait = new Halt.Wait("busy", Optional.of(Duration.ofSeconds(90)));
    assertThat(ended(null, wait, false).getNextAttempt()).isAfterOrEqualTo(NOW.plusSeconds(90));
  }

  @Test
  void aRefusalBlocksAndIsLookedAtAgainLater() {
    Finding refused = new Finding(FindingKind.REFUSED, "a", "the last owner");
    Status blocked = ended(null, new Halt.Blocked(refused), false);
    assertThat(blocked.getState()).isEqualTo(State.BLOCKED);
    assertThat(blocked.getFindings()).containsExactly(refused);
    assertThat(blocked.getNextAttempt()).isEqualTo(NOW.plus(Pace.DEFAULT.blockedAgain()));
    assertThat(blocked.getVerifiedAt()).isNull();
  }

  @Test
  void aLookThatFindsNothingNewIsNotWritten() {
    Status last = ended(null, new Halt.No(), false);
    Status again = Status.newBuilder(last).setVerifiedAt(NOW.plusSeconds(900)).build();
    assertThat(Statuses.isSame(again, last)).isTrue();
    Status other =
        Status.newBuilder(again).setCells(List.of(Records.granted("a", "reader"))).build();
    assertThat(Statuses.isSame(other, last)).isFalse();
  }

  @Test
  void aRoleWithAnEndThatWasReadFromTheLogIsTheSameRole() {
    Codec<Status> codec = Codec.of(Status.class);
    Cell ends =
        Cell.newBuilder(Records.granted("a", "reader")).setEnds(NOW.plusSeconds(60)).build();
    Status before = ended(null, new Halt.No(), false);
    Status last =
        codec.decode(codec.encode(Status.newBuilder(before).setCells(List.of(ends)).build()));
    assertThat(Statuses.isSame(Status.newBuilder(last).build(), last)).isTrue();
    Status endless =
        Status.newBuilder(last).setCells(List.of(Records.granted("a", "reader"))).build();
    assertThat(Statuses.isSame(endless, last)).isFalse();
  }

  @Test
  void whatWasNotAskedForIsDriftAndAnOpenIntentIsRecovery() {
    assertThat(Statuses.cause(ACCESS, null).getTrigger()).isEqualTo(Trigger.SCIM);
    assertThat(Statuses.cause(ACCESS, Records.status(ACCESS, State.RETRYING)).getTrigger())
        .isEqualTo(Trigger.SCIM);
    assertThat(Statuses.cause(ACCESS, Records.status(ACCESS, State.CONVERGED)).getTrigger())
        .isEqualTo(Trigger.DRIFT);
    Status open =
        Status.newBuilder(Records.status(ACCESS, State.APPLYING))
            .setIntent(Records.intent(ACCESS, "two", NOW))
            .build();
    assertThat(Statuses.cause(ACCESS, open).getTrigger()).isEqualTo(Trigger.RECOVERY);
  }

  @Test
  void whatCameToRestOnceStaysSoUntilThereIsNewerAccess() {
    Halt wait = new Halt.Wait("busy", Optional.empty());
    assertThat(ended(null, wait, false).getRested()).isFalse();
    Status done = ended(null, new Halt.No(), false);
    assertThat(Statuses.isRested(ACCESS, done)).isTrue();
    Status unread = ended(done, wait, false);
    assertThat(unread.getState()).isEqualTo(State.RETRYING);
    assertThat(Statuses.isRested(ACCESS, unread)).isTrue();
    assertThat(Statuses.isRested(Records.access("ada", 8, "a", "reader"), unread)).isFalse();
    Status older =
        Status.newBuilder(done).setApplied(Records.access("ada", 6).getVersion()).build();
    assertThat(ended(older, wait, false).getRested()).isFalse();
  }

  @Test
  void whatTheToolRefusedIsNotAtRestSoItIsTriedAgain() {
    Halt refused = new Halt.Blocked(new Finding(FindingKind.REFUSED, "a", "the last owner"));
    assertThat(ended(null, refused, false).getRested()).isFalse();
  }

  @Test
  void anItemOfTheChecklistKeepsItsTimeUntilItsStateChanges() {
    Status first = withItems(null, NOW, ItemState.MANUAL);
    Status same = withItems(first, NOW.plusSeconds(60), ItemState.MANUAL);
    Status other = withItems(same, NOW.plusSeconds(90), ItemState.VERIFIED);
    assertThat(same.getChecklist().getFirst().getSince()).isEqualTo(NOW);
    assertThat(other.getChecklist().getFirst().getSince()).isEqualTo(NOW.plusSeconds(90));
    assertThat(Statuses.isSame(same, first)).isTrue();
  }

  private static Status withItems(@Nullable Status last, Instant now, ItemState state) {
    Plan plan =
        new Plan(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            State.OFFBOARDED,
            List.of(new Plan.Item(OffboardingItem.ACCOUNT_DELETED, state, Optional.of("by hand"))));
    return Status.newBuilder(Records.status(ACCESS, State.OFFBOARDED))
        .setChecklist(Statuses.checklist(plan, last, now))
        .build();
  }

  private Status ended(@Nullable Status last, Halt halt, boolean uncertain) {
    return statuses.ended(
        statuses.next(ACCESS, Records.CAUSE, last, null), DONE, halt, uncertain, NOW);
  }
}
