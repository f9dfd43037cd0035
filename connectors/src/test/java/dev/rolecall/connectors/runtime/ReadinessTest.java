package dev.rolecall.connectors.runtime;

import static dev.rolecall.connectors.runtime.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.runtime.Readiness.From;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadinessTest {

  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Access ACCESS = Records.access("ada", 7, "a", "reader");
  private static final Access OLDER = Records.access("ada", 6, "a", "reader");

  @Test
  void withoutAccessThereIsNothingToDo() {
    assertThat(Readiness.of(null, null, Records.control("a", false), "one", NOW, Records.SWEEP))
        .isEqualTo(new Readiness.Idle());
  }

  @Test
  void withoutSettingsOrWithOlderOnesOrInAPauseAPersonIsParked() {
    assertThat(of(ACCESS, null, null)).isEqualTo(new Readiness.Parked(Urgency.REST));
    assertThat(of(ACCESS, null, Records.control("a", true)))
        .isEqualTo(new Readiness.Parked(Urgency.REST));
    for (Version needed : new Version[] {new Version(1L, 2L), new Version(0L, 1L)}) {
      Access ahead = Access.newBuilder(ACCESS).setSettings(needed).build();
      assertThat(of(ahead, null, Records.control("a", false)))
          .isEqualTo(new Readiness.Parked(Urgency.REST));
    }
  }

  @Test
  void accessThatWasNotAppliedIsWorkAtOnceWhateverTheOldOneWaitsFor() {
    Status waiting =
        Status.newBuilder(Records.status(OLDER, State.RETRYING)).setNextAttempt(LATER).build();
    assertThat(of(waiting)).isEqualTo(new From(Instant.EPOCH, Urgency.REST));
  }

  @Test
  void anOpenIntentOfAnotherProcessWaitsForItsDeadlineAlsoWithNewerAccess() {
    for (Access begun : new Access[] {ACCESS, OLDER}) {
      Status open =
          Status.newBuilder(Records.status(begun, State.APPLYING))
              .setIntent(Records.intent(begun, "two", LATER))
              .build();
      assertThat(of(open)).isEqualTo(new From(LATER, Urgency.REST));
    }
  }

  @Test
  void anOpenIntentOfOurOwnIsTakenUpAtOnce() {
    Status open =
        Status.newBuilder(Records.status(ACCESS, State.APPLYING))
            .setIntent(Records.intent(ACCESS, "one", LATER))
            .build();
    assertThat(of(open)).isEqualTo(new From(Instant.EPOCH, Urgency.REST));
  }

  @Test
  void whatIsRetriedWaitsAndWhatIsBlockedIsOnlyLookedAt() {
    Status retried =
        Status.newBuilder(Records.status(ACCESS, State.RETRYING)).setNextAttempt(LATER).build();
    assertThat(of(retried)).isEqualTo(new From(LATER, Urgency.REST));
    Status blocked = Status.newBuilder(retried).setState(State.BLOCKED).build();
    assertThat(of(blocked)).isEqualTo(new From(LATER, Urgency.LOOK));
  }

  @Test
  void whoHasEverythingIsLookedAtWithTheSweep() {
    assertThat(of(Records.status(ACCESS, State.CONVERGED)))
        .isEqualTo(new From(NOW.plus(Records.SWEEP), Urgency.LOOK));
  }

  @Test
  void withOtherSettingsWhoIsBlockedIsLookedAtAtOnceAndWhoIsRetriedStillWaits() {
    Control control = Records.control("a", false);
    Status retried =
        Status.newBuilder(Records.status(ACCESS, State.RETRYING)).setNextAttempt(LATER).build();
    Status blocked = Status.newBuilder(retried).setState(State.BLOCKED).build();
    assertThat(Readiness.of(ACCESS, blocked, control, Records.OWNER, Instant.EPOCH, Records.SWEEP))
        .isEqualTo(new From(Instant.EPOCH, Urgency.LOOK));
    assertThat(Readiness.of(ACCESS, retried, control, Records.OWNER, Instant.EPOCH, Records.SWEEP))
        .isEqualTo(new From(LATER, Urgency.REST));
  }

  private static Readiness of(Status status) {
    return of(ACCESS, status, Records.control("a", false));
  }

  private static Readiness of(Access access, @Nullable Status status, @Nullable Control control) {
    return Readiness.of(access, status, control, Records.OWNER, NOW, Records.SWEEP);
  }
}
