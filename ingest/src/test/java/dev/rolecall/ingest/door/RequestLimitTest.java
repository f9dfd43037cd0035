package dev.rolecall.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestLimitTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final RequestLimit limit = new RequestLimit(10);

  @Test
  void aBurstPassesAndThenTheRate() {
    assertThat(passing(NOON, 100)).isEqualTo(50);
    assertThat(passing(NOON.plusSeconds(1), 100)).isEqualTo(10);
    assertThat(passing(NOON.plusMillis(1_500), 100)).isEqualTo(5);
  }

  @Test
  void itSaysWhenTheNextMayCome() {
    passing(NOON, 50);

    assertThat(limit.take(NOON)).hasValue(Duration.ofMillis(100));
    assertThat(limit.take(NOON.plusMillis(100))).isEmpty();
  }

  @Test
  void aLongPauseSavesUpNoMoreThanABurst() {
    passing(NOON, 50);

    assertThat(passing(NOON.plus(Duration.ofDays(1)), 100)).isEqualTo(50);
  }

  @Test
  void aClockThatWasSetBackDoesNotShutAnybodyOut() {
    passing(NOON, 50);
    Instant yesterday = NOON.minus(Duration.ofDays(1));

    assertThat(limit.take(yesterday)).isPresent();
    assertThat(limit.take(yesterday.plusSeconds(1))).isEmpty();
  }

  @Test
  void thePresetLetsEntraAndABurstOfOktaThrough() {
    RequestLimit preset = new RequestLimit(RequestLimit.PRESET_PER_SECOND);
    for (int second = 0; second < 10; second++) {
      for (int i = 0; i < 100; i++) {
        assertThat(preset.take(NOON.plusSeconds(second))).isEmpty();
      }
    }
  }

  private int passing(Instant at, int requests) {
    int passing = 0;
    for (int i = 0; i < requests; i++) {
      passing += limit.take(at).isEmpty() ? 1 : 0;
    }
    return passing;
  }
}
