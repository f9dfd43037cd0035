package dev.rolecall.connectors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CircuitTest {

  private Instant now = Records.NOW;
  private final Circuit circuit = new Circuit("tool", Duration.ofMinutes(1), () -> now);

  @Test
  void probesGrowRarerUpToAQuarterOfAnHour() {
    circuit.open("401");
    List<Long> minutes = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Instant asked = now;
      while (!circuit.tryProbe()) {
        now = now.plusSeconds(10);
      }
      minutes.add(Duration.between(asked, now).toMinutes());
      circuit.stillOpen();
    }
    assertThat(minutes).containsExactly(1L, 2L, 4L, 8L, 16L, 16L, 16L);
  }

  @Test
  void oneProbeAtATimeAndRefusalsMeanwhileChangeNothing() {
    circuit.open("401");
    now = now.plusSeconds(60);
    assertThat(circuit.tryProbe()).isTrue();
    circuit.open("401");
    assertThat(circuit.tryProbe()).isFalse();
    circuit.close();
    assertThat(circuit.isClosed()).isTrue();
    assertThat(circuit.tryProbe()).isFalse();
  }

  @Test
  void aNewRefusalBeginsWithTheShortestIntervalAgain() {
    circuit.open("401");
    now = now.plusSeconds(60);
    assertThat(circuit.tryProbe()).isTrue();
    circuit.stillOpen();
    circuit.close();
    circuit.open("401");
    now = now.plusSeconds(60);
    assertThat(circuit.tryProbe()).isTrue();
  }

  @Test
  void whoAsksForANewLookDoesNotWaitForTheNextProbe() {
    circuit.asked("r-1");
    circuit.open("401");
    assertThat(circuit.tryProbe()).isFalse();
    circuit.asked("r-1");
    assertThat(circuit.tryProbe()).isFalse();
    circuit.asked("r-2");
    assertThat(circuit.tryProbe()).isTrue();
    circuit.stillOpen();
    circuit.asked("r-2");
    assertThat(circuit.tryProbe()).isFalse();
  }

  @Test
  void theToolIsLeftAloneForAsLongAsItAsks() {
    assertThat(circuit.quiet()).isZero();
    circuit.quiet(Duration.ofSeconds(30));
    circuit.quiet(Duration.ofSeconds(5));
    now = now.plusSeconds(29);
    assertThat(circuit.quiet()).isEqualTo(Duration.ofSeconds(1));
    now = now.plusSeconds(1);
    assertThat(circuit.quiet()).isZero();
  }

  @Test
  void aPauseOfDaysIsNotBelieved() {
    circuit.quiet(Duration.ofDays(3));
    assertThat(circuit.quiet()).isEqualTo(Duration.ofHours(1));
  }
}
