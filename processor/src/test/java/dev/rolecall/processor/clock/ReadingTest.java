package dev.rolecall.processor.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.processor.clock.LogClock.Comparison;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ReadingTest {

  private static final Instant BROKER = Instant.parse("2026-11-02T08:00:00Z");
  private static final Duration LIMIT = Reading.TOLERANCE;

  /** The counter begins anywhere, also just before it overflows. */
  private static final long THEN = Long.MAX_VALUE - 1;

  private final Reading reading = new Reading(BROKER, THEN, Duration.ofMillis(20));

  private Comparison after(Duration passed, Instant own) {
    return reading.compare(own, THEN + passed.toNanos(), Instant.EPOCH);
  }

  @Test
  void clocksThatRunTogetherAgree() {
    Duration passed = Duration.ofSeconds(5);
    assertThat(after(passed, BROKER.plus(passed))).isEqualTo(new Comparison.Agrees());
    assertThat(after(passed, BROKER.plus(passed).minus(LIMIT).plusMillis(20)))
        .isEqualTo(new Comparison.Agrees());
  }

  @Test
  void whatIsUncertainIsNoAgreement() {
    assertThat(after(Duration.ZERO, BROKER.plus(LIMIT).minusMillis(19)))
        .isInstanceOf(Comparison.Differs.class);
  }

  @Test
  void aClockThatIsSetAheadShowsAtOnceAndSaysByHowMuch() {
    Duration passed = Duration.ofSeconds(1);
    assertThat(after(passed, BROKER.plusSeconds(313)))
        .asInstanceOf(InstanceOfAssertFactories.type(Comparison.Differs.class))
        .satisfies(differs -> {
          assertThat(differs.broker()).isEqualTo(BROKER.plus(passed));
          assertThat(differs.message()).contains("312 s ahead of the broker's", "NTP");
        });
  }

  @Test
  void aClockThatIsBehindSaysSo() {
    assertThat(after(Duration.ZERO, BROKER.minusSeconds(60)))
        .asInstanceOf(InstanceOfAssertFactories.type(Comparison.Differs.class))
        .satisfies(differs -> assertThat(differs.message()).contains("60 s behind the broker's"));
  }

  @Test
  void aLogThatIsAheadOfBothClocksIsNoAgreement() {
    assertThat(reading.compare(BROKER, THEN, BROKER.plusSeconds(31)))
        .asInstanceOf(InstanceOfAssertFactories.type(Comparison.Differs.class))
        .satisfies(
            differs -> assertThat(differs.message()).contains("records of the log are 31 s ahead"));
    assertThat(reading.compare(BROKER, THEN, BROKER.plus(LIMIT)))
        .isEqualTo(new Comparison.Agrees());
  }

  @Test
  void anOldReadingProvesNothing() {
    Duration passed = Reading.OLDEST.plusSeconds(1);
    assertThat(after(passed, BROKER.plus(passed)))
        .asInstanceOf(InstanceOfAssertFactories.type(Comparison.Unknown.class))
        .satisfies(unknown -> assertThat(unknown.message()).contains("last heard 61 s ago"));
  }
}
