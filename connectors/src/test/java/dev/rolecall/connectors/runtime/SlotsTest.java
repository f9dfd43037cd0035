package dev.rolecall.connectors.runtime;

import static dev.rolecall.connectors.runtime.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlotsTest {

  private static final int MANY = 100;

  private final Slots slots = new Slots(Records.OWNER, Records.SWEEP);
  private long offset;

  @BeforeEach
  void aPartitionThatIsOpen() {
    slots.control(Records.control("a", false), NOW);
    slots.open(0, NOW);
  }

  @Test
  void leaversGoFirstThenWhoLosesAccessThenTheRestInTheOrderOfTheLog() {
    wants(Records.access("joiner", 1, "a", "reader"));
    wants(Records.access("second joiner", 2, "a", "reader"));
    has(Records.status(Records.access("mover", 3), State.CONVERGED, Records.granted("a", "owner")));
    wants(Records.access("mover", 4, "a", "reader"));
    wants(Records.leaver("leaver", 5));

    assertThat(order(MANY)).containsExactly("leaver", "mover", "joiner", "second joiner");
  }

  @Test
  void onePlaceInFourIsKeptForWhoeverLosesAccess() {
    for (int i = 0; i < 10; i++) {
      wants(Records.access("joiner" + i, i, "a", "reader"));
    }
    assertThat(order(8)).hasSize(6).allMatch(it -> it.startsWith("joiner"));

    wants(Records.leaver("ada", 11));
    wants(Records.leaver("bob", 12));
    wants(Records.leaver("eve", 13));
    assertThat(order(8)).containsExactly("ada", "bob");
  }

  @Test
  void looksTakeAQuarterOfThePlacesAndNeverAllWhileOthersWait() {
    for (int i = 0; i < 10; i++) {
      Access settled = Records.access("settled" + i, i);
      wants(settled);
      has(Records.status(settled, State.CONVERGED));
    }
    Instant later = NOW.plus(Records.SWEEP).plusSeconds(1);
    assertThat(order(8, later)).hasSize(2);
  }

  @Test
  void inAPartitionThatIsReadAgainNobodyIsTakenUpBeforeItIsOpen() {
    wants(Records.access("joiner", 1, "a", "reader"));
    slots.close(0);
    wants(Records.access("second joiner", 2, "a", "reader"));
    assertThat(order(MANY)).isEmpty();

    slots.open(0, NOW);
    assertThat(order(MANY)).containsExactlyInAnyOrder("joiner", "second joiner");
  }

  @Test
  void aLinkThatIsReadAfterTheAccessItBelongsToIsWorkedOnAllTheSame() {
    Access repeated = Records.access("ada", 1, "a", "reader");
    wants(repeated);
    has(
        Status.newBuilder(Records.status(repeated, State.BLOCKED))
            .setNextAttempt(NOW.plusSeconds(900))
            .build());
    assertThat(order(MANY)).isEmpty();

    slots.linked("acme/ada", NOW);
    assertThat(order(MANY)).containsExactly("ada");
  }

  @Test
  void withOnePlaceEverybodyStillGetsATurn() {
    wants(Records.access("joiner", 1, "a", "reader"));
    assertThat(order(1)).containsExactly("joiner");
  }

  @Test
  void newerAccessReplacesOlderAndIsNotWorkedOnTwiceAtOnce() {
    wants(Records.access("ada", 1, "a", "reader"));
    Slot slot = slots.next(NOW, MANY).orElseThrow();
    wants(Records.leaver("ada", 2));

    assertThat(slot.signal.get()).isEqualTo(Slot.Signal.STOP);
    assertThat(slots.next(NOW, MANY)).isEmpty();

    slots.finished(slot, false, NOW);
    Slot again = slots.next(NOW, MANY).orElseThrow();
    assertThat(again.runsAs).isEqualTo(Urgency.LEAVER);
    assertThat(again.signal.get()).isEqualTo(Slot.Signal.GO);
  }

  @Test
  void workOfALostPartitionBlocksThePersonUntilItHasEnded() {
    wants(Records.access("ada", 1, "a", "reader"));
    Slot old = slots.next(NOW, MANY).orElseThrow();
    slots.drop(0);
    assertThat(old.signal.get()).isEqualTo(Slot.Signal.DROP);

    slots.open(0, NOW);
    wants(Records.access("ada", 1, "a", "reader"));
    assertThat(slots.next(NOW, MANY)).isEmpty();

    slots.finished(old, true, NOW);
    assertThat(slots.next(NOW, MANY)).isPresent().get().isNotSameAs(old);
  }

  @Test
  void nothingIsHandedOutBeforeThePartitionIsOpen() {
    slots.access("acme/ada", 1, Records.leaver("ada", 1), NOW, NOW);
    assertThat(slots.next(NOW, MANY)).isEmpty();
    slots.open(1, NOW);
    assertThat(slots.next(NOW, MANY)).isPresent();
  }

  @Test
  void workThatCouldNotBeWrittenIsDoneAgainLessAndLessOften() {
    wants(Records.access("ada", 1, "a", "reader"));
    Instant now = NOW;
    for (int wait : new int[] {200, 400, 800}) {
      Slot slot = slots.next(now, MANY).orElseThrow();
      slots.finished(slot, true, now);
      assertThat(slots.next(now.plusMillis(wait - 1), MANY)).isEmpty();
      now = now.plusMillis(wait);
    }
    assertThat(slots.next(now, MANY)).isPresent();
  }

  @Test
  void aPersonWaitsForOneTimeOnlyHoweverOftenItIsDecided() {
    Access access = Records.access("ada", 1);
    wants(access);
    Status retried = Status.newBuilder(Records.status(access, State.RETRYING)).build();
    for (int i = 1; i <= 5; i++) {
      has(Status.newBuilder(retried).setNextAttempt(NOW.plusSeconds(i)).build());
    }
    assertThat(slots.next(NOW.plusSeconds(4), MANY)).isEmpty();
    assertThat(slots.next(NOW.plusSeconds(5), MANY)).isPresent();
  }

  @Test
  void otherSettingsLetEverybodyBeLookedAtAgain() {
    Access settled = Records.access("ada", 1);
    wants(settled);
    has(Records.status(settled, State.CONVERGED));
    assertThat(slots.next(NOW, MANY)).isEmpty();
    slots.control(Records.control("b", false), NOW);
    assertThat(slots.next(NOW, MANY)).isPresent();
  }

  @Test
  void otherSettingsDuringWorkLetThePersonBeLookedAtOnceMore() {
    Access settled = Records.access("ada", 1);
    wants(settled);
    Slot slot = slots.next(NOW, MANY).orElseThrow();
    slots.control(Records.control("b", false), NOW);
    slot.status(Records.status(settled, State.CONVERGED), 1);
    slots.finished(slot, false, NOW);
    assertThat(order(MANY)).containsExactly("ada");

    slots.finished(slot, false, NOW);
    assertThat(order(MANY)).isEmpty();
  }

  @Test
  void aPausedToolHandsOutNothingAndGoesOnWithLeaversFirst() {
    for (boolean byFile : new boolean[] {true, false}) {
      pause(byFile, true);
      String name = byFile ? "by file" : "by settings";
      wants(Records.access("joiner " + name, 1, "a", "reader"));
      Access leaver = Records.leaver("leaver " + name, 2);
      has(
          Status.newBuilder(Records.status(leaver, State.APPLYING))
              .setIntent(Records.intent(leaver, Records.OWNER, NOW))
              .build());
      wants(leaver);
      assertThat(order(MANY, NOW.plus(Records.SWEEP))).isEmpty();

      pause(byFile, false);
      assertThat(order(MANY)).containsExactly("leaver " + name, "joiner " + name);
    }
  }

  @Test
  void oneWhoLiftsAPauseDoesNotLiftTheOther() {
    pause(true, true);
    pause(false, true);
    wants(Records.leaver("ada", 1));
    pause(false, false);
    assertThat(order(MANY)).isEmpty();
    pause(true, false);
    assertThat(order(MANY)).containsExactly("ada");
  }

  @Test
  void workUnderWayIsToldOfAPause() {
    for (boolean byFile : new boolean[] {true, false}) {
      wants(Records.access("ada" + byFile, 1, "a", "reader"));
      Slot slot = slots.next(NOW, MANY).orElseThrow();
      pause(byFile, true);
      assertThat(slot.signal.get()).isEqualTo(Slot.Signal.PAUSE);
      pause(byFile, false);
    }
  }

  @Test
  void theOldestRemovalIsAsOldAsItsAccessAndNoPauseMakesItYounger() {
    Access leaver = Records.leaver("ada", 1);
    Instant written = NOW.minusSeconds(90);
    assertThat(slots.oldestRemoval()).isEmpty();
    pause(true, true);
    slots.access("acme/ada", 0, leaver, written, NOW);
    slots.access("acme/bob", 0, Records.access("bob", 2, "a", "reader"), Instant.EPOCH, NOW);
    assertThat(slots.oldestRemoval()).contains(written);
    pause(true, false);
    assertThat(slots.oldestRemoval()).contains(written);

    has(Status.newBuilder(Records.status(leaver, State.OFFBOARDED)).setRested(true).build());
    assertThat(slots.oldestRemoval()).isEmpty();
    has(Status.newBuilder(Records.status(leaver, State.RETRYING)).setRested(true).build());
    assertThat(slots.oldestRemoval()).contains(NOW);
  }

  private void pause(boolean byFile, boolean is) {
    if (byFile) {
      slots.pausedByFile(is, NOW);
    } else {
      slots.control(Records.control("a", is), NOW);
    }
  }

  private void wants(Access access) {
    slots.access("acme/" + access.getPerson(), 0, access, NOW, NOW);
  }

  private void has(Status status) {
    slots.status("acme/" + status.getPerson(), 0, status, offset++, NOW, NOW);
  }

  private List<String> order(int concurrency) {
    return order(concurrency, NOW);
  }

  /** Who is taken up, as long as there are places. */
  private List<String> order(int concurrency, Instant now) {
    List<String> order = new ArrayList<>();
    for (Optional<Slot> next = slots.next(now, concurrency);
        next.isPresent();
        next = slots.next(now, concurrency)) {
      order.add(next.get().key.substring("acme/".length()));
    }
    return order;
  }
}
