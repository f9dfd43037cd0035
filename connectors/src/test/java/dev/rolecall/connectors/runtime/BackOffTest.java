package dev.rolecall.connectors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackOffTest {

  private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  @Test
  void theLongestWaitDoublesUpToItsBound() {
    assertThat(BACK_OFF.ceiling(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(BACK_OFF.ceiling(2)).isEqualTo(Duration.ofSeconds(2));
    assertThat(BACK_OFF.ceiling(6)).isEqualTo(Duration.ofSeconds(32));
    assertThat(BACK_OFF.ceiling(7)).isEqualTo(Duration.ofMinutes(1));
    assertThat(BACK_OFF.ceiling(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void theJitterIsFullFromNothingToTheCeiling() {
    assertThat(BACK_OFF.after(4, Optional.empty(), fixed(0))).isEqualTo(Duration.ofMillis(1));
    assertThat(BACK_OFF.after(4, Optional.empty(), fixed(7_999))).isEqualTo(Duration.ofSeconds(8));
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      assertThat(BACK_OFF.after(4, Optional.empty(), random))
          .isPositive()
          .isLessThanOrEqualTo(Duration.ofSeconds(8));
    }
  }

  @Test
  void neverEarlierThanTheToolAsksAndNotAllAtTheSameTime() {
    Optional<Duration> asked = Optional.of(Duration.ofSeconds(30));
    assertThat(BACK_OFF.after(3, asked, fixed(0)))
        .isBetween(Duration.ofSeconds(30), Duration.ofMillis(30_001));
    assertThat(BACK_OFF.after(3, asked, fixed(3_999))).isEqualTo(Duration.ofSeconds(31));
  }

  @Test
  void aToolThatAsksForDaysIsAskedAgainAfterAnHour() {
    assertThat(BACK_OFF.after(1, Optional.of(Duration.ofDays(3)), fixed(0)))
        .isBetween(Duration.ofHours(1), Duration.ofHours(1).plusMillis(1));
  }

  /** Draws this number whatever the bound. */
  private static RandomGenerator fixed(long drawn) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return drawn;
      }

      @Override
      public long nextLong(long bound) {
        return Math.min(drawn, bound - 1);
      }
    };
  }
}
