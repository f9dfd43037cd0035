package dev.rolecall.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BrakeTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Source STRANGER = Source.of("203.0.113.7");

  private final Brake brake = new Brake();

  @Test
  void whoFailsTooOftenIsToldToStayAwayUntilTheMinuteIsOver() {
    fail(STRANGER, Brake.MOST_OF_ONE);

    assertThat(brake.failed(STRANGER, NOON.plusSeconds(20))).hasValue(Duration.ofSeconds(40));
    assertThat(brake.failed(Source.of("203.0.113.8"), NOON)).isEmpty();
  }

  @Test
  void afterTheMinuteItCountsAnew() {
    fail(STRANGER, Brake.MOST_OF_ONE + 1);

    assertThat(brake.failed(STRANGER, NOON.plus(Brake.WINDOW))).isEmpty();
  }

  @Test
  void manyWhoFailALittleAreTooManyTogether() {
    for (int i = 0; i < Brake.MOST_OF_ALL; i++) {
      assertThat(brake.failed(address(i), NOON)).isEmpty();
    }

    assertThat(brake.failed(STRANGER, NOON)).isPresent();
  }

  @Test
  void anAddressOfTheSameSubscriberIsTheSameSource() {
    for (int i = 0; i < Brake.MOST_OF_ONE; i++) {
      brake.failed(Source.of("2001:db8:1:2::" + Integer.toHexString(i + 1)), NOON);
    }

    assertThat(brake.failed(Source.of("2001:db8:1:2:3:4:5:6"), NOON)).isPresent();
    assertThat(brake.failed(Source.of("2001:db8:1:3::1"), NOON)).isEmpty();
  }

  @Test
  void itRemembersNoMoreThanItMay() {
    for (int i = 0; i < Brake.MOST_SOURCES + 500; i++) {
      brake.failed(address(i), NOON);
    }

    assertThat(brake.remembered()).isEqualTo(Brake.MOST_SOURCES);
  }

  @Test
  void aClockThatWasSetBackDoesNotKeepAnybodyAwayForEver() {
    fail(STRANGER, Brake.MOST_OF_ONE + 1);

    assertThat(brake.failed(STRANGER, NOON.minus(Duration.ofDays(1)))).isEmpty();
  }

  private void fail(Source source, int times) {
    for (int i = 0; i < times; i++) {
      brake.failed(source, NOON);
    }
  }

  private static Source address(int number) {
    return Source.of("10.%d.%d.%d".formatted(number >> 16, (number >> 8) & 255, number & 255));
  }
}
