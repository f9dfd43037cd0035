package dev.rolecall.processor.access;

import static dev.rolecall.processor.access.Acme.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class ResolutionClockTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final KeyValueStore<String, String> store = MemoryStore.ofTexts();
  private final SettableClock log = new SettableClock();
  private Instant own = MORNING;

  private ResolutionClock started() {
    return new ResolutionClock(() -> own.toEpochMilli(), log, new TimerStore(store));
  }

  @Test
  void itIsThisMachinesClockWhileTheClocksAgree() {
    ResolutionClock clock = started();
    assertThat(clock.now()).isEqualTo(MORNING);
    own = MORNING.plus(HOUR);
    assertThat(clock.now()).isEqualTo(own);
    assertThat(clock.isTrusted()).isTrue();
  }

  @Test
  void itDoesNotGoBackWithTheClock() {
    ResolutionClock clock = started();
    assertThat(clock.now()).isEqualTo(MORNING);
    own = MORNING.minus(HOUR);
    assertThat(clock.now()).isEqualTo(MORNING);
  }

  @Test
  void afterARestartItDoesNotGoBackBehindWhatWasFired() {
    TimerStore timers = new TimerStore(store);
    timers.set("acme/ada", Optional.of(MORNING), MORNING.minus(HOUR));
    timers.set("acme/ada", Optional.empty(), MORNING);
    own = MORNING.minus(HOUR);
    assertThat(started().now()).isEqualTo(MORNING);
  }

  @Test
  void nothingEndsTooSoonWhicheverClockIsWrong() {
    ResolutionClock clock = started();
    own = MORNING.plus(HOUR);
    log.differs(MORNING.plusSeconds(1));
    assertThat(clock.now()).as("ours is ahead").isEqualTo(MORNING.plusSeconds(1));
    assertThat(clock.isTrusted()).isFalse();
    own = MORNING.plusSeconds(2);
    log.differs(MORNING.plus(HOUR));
    assertThat(clock.now()).as("the broker's is ahead").isEqualTo(own);
  }
}
