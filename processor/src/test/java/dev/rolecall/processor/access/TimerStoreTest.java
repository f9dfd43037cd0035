package dev.rolecall.processor.access;

import static dev.rolecall.processor.access.Acme.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class TimerStoreTest {

  private static final Instant NOON = MORNING.plus(Duration.ofHours(4));
  private static final Instant EVENING = MORNING.plus(Duration.ofHours(10));
  private static final int MANY = 100;

  private final KeyValueStore<String, String> store = MemoryStore.ofTexts();
  private final TimerStore timers = new TimerStore(store);

  @Test
  void whoeverHasWaitedLongestIsFirstAndNobodyIsEarly() {
    set("acme/bob", EVENING);
    set("acme/ada", NOON);

    assertThat(timers.due(NOON.minusMillis(1), MANY)).isEmpty();
    assertThat(timers.due(NOON, MANY)).containsExactly(new TimerStore.Timer(NOON, "acme/ada"));
    assertThat(timers.due(EVENING, MANY))
        .extracting(TimerStore.Timer::person)
        .containsExactly("acme/ada", "acme/bob");
    assertThat(timers.due(EVENING, 1)).hasSize(1);
  }

  @Test
  void aChangedPersonLeavesNoStaleTimer() {
    set("acme/ada", NOON);
    set("acme/ada", EVENING);
    assertThat(timers.due(EVENING, MANY))
        .containsExactly(new TimerStore.Timer(EVENING, "acme/ada"));

    timers.set("acme/ada", Optional.empty(), MORNING);
    assertThat(timers.due(EVENING, MANY)).isEmpty();
    assertThat(store.all()).isExhausted();
  }

  @Test
  void whatDidNotChangeIsNotWritten() {
    assertThat(set("acme/ada", NOON)).isPositive();
    assertThat(set("acme/ada", NOON)).isZero();
    assertThat(timers.set("acme/bob", Optional.empty(), MORNING)).isZero();
  }

  @Test
  void theEarliestIsKnownWhateverIsSetAndFired() {
    assertThat(timers.earliest()).isEmpty();
    set("acme/bob", EVENING);
    assertThat(timers.earliest()).contains(EVENING);
    set("acme/ada", NOON);
    assertThat(timers.earliest()).contains(NOON);
    timers.set("acme/ada", Optional.empty(), NOON);
    timers.lookAgain();
    assertThat(timers.earliest()).contains(EVENING);
    assertThat(new TimerStore(store).earliest()).as("after a restart").contains(EVENING);
  }

  @Test
  void whatWasFiredIsRememberedAlsoWhenTheFiringWasAChangeOfThePerson() {
    set("acme/ada", NOON);
    timers.set("acme/ada", Optional.of(EVENING), MORNING);
    assertThat(timers.lastFired()).as("a change before the end").isEmpty();

    timers.set("acme/ada", Optional.empty(), EVENING.plusSeconds(1));
    assertThat(new TimerStore(store).lastFired()).contains(EVENING.plusSeconds(1));
  }

  @Test
  void aTimerIsNeverDueBeforeWhatItIsFor() {
    set("acme/ada", NOON.plusNanos(1));
    assertThat(timers.due(NOON, MANY)).isEmpty();
    assertThat(timers.due(NOON.plusMillis(1), MANY)).hasSize(1);
  }

  @Test
  void whatWouldBeDueAtOnceDoesNotSpin() {
    timers.set("acme/ada", Optional.of(MORNING), NOON);
    assertThat(timers.due(NOON, MANY)).isEmpty();
  }

  @Test
  void whatIsBeyondTheCalendarNeverHappens() {
    set("acme/ada", Instant.MAX);
    assertThat(timers.earliest()).isEmpty();
  }

  private int set(String person, Instant due) {
    return timers.set(person, Optional.of(due), MORNING);
  }
}
