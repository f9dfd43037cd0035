package dev.rolecall.connectors.runtime;

import static dev.rolecall.connectors.runtime.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlapsTest {

  private final Flaps flaps = new Flaps();

  @Test
  void theThirdReversalWithinADayStopsThereAndNowhereElse() {
    flaps.reversed("acme/ada", "a", NOW);
    flaps.reversed("acme/ada", "a", NOW.plus(Duration.ofHours(1)));
    flaps.reversed("acme/ada", "b", NOW);
    flaps.reversed("acme/bob", "a", NOW);
    assertThat(flaps.stopped("acme/ada", NOW.plus(Duration.ofHours(2)))).isEmpty();

    flaps.reversed("acme/ada", "a", NOW.plus(Duration.ofHours(2)));
    assertThat(flaps.stopped("acme/ada", NOW.plus(Duration.ofHours(2)))).containsExactly("a");
    assertThat(flaps.stopped("acme/bob", NOW.plus(Duration.ofHours(2)))).isEmpty();
  }

  @Test
  void whatLiesFurtherApartIsNoFight() {
    for (int day = 0; day < 5; day++) {
      flaps.reversed("acme/ada", "a", NOW.plus(Duration.ofHours(13L * day)));
      assertThat(flaps.stopped("acme/ada", NOW.plus(Duration.ofHours(13L * day)))).isEmpty();
    }
  }

  @Test
  void newerAccessBeginsAnew() {
    for (int i = 0; i < 3; i++) {
      flaps.reversed("acme/ada", "a", NOW);
    }
    flaps.forget("acme/ada");
    assertThat(flaps.stopped("acme/ada", NOW)).isEmpty();
  }
}
