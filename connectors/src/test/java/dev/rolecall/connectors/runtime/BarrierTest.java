package dev.rolecall.connectors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BarrierTest {

  @Test
  void itStaysClosedUntilTheEndsAreKnown() {
    Barrier barrier = new Barrier();
    assertThat(barrier.passed(Map.of("access", 100L))).isFalse();
    barrier.at(Map.of("access", 3L));
    assertThat(barrier.passed(Map.of("access", 3L))).isTrue();
  }

  @Test
  void everyLogHasToBeReadToItsEndAndOneThatIsNotReadAtAllKeepsItClosed() {
    Barrier barrier = new Barrier();
    barrier.at(Map.of("access", 3L, "status", 5L, "control", 0L));
    assertThat(barrier.passed(Map.of("access", 9L, "status", 4L, "control", 0L))).isFalse();
    assertThat(barrier.passed(Map.of("access", 9L, "status", 5L))).isFalse();
    assertThat(barrier.passed(Map.of("access", 3L, "status", 5L, "control", 0L))).isTrue();
  }

  @Test
  void oncePassedItStaysOpen() {
    Barrier barrier = new Barrier();
    barrier.at(Map.of("access", 3L));
    assertThat(barrier.passed(Map.of("access", 3L))).isTrue();
    assertThat(barrier.passed(Map.of("access", -1L))).isTrue();
    assertThat(barrier.isPassed()).isTrue();
  }
}
