package dev.rolecall.app.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void aSeedAlwaysSaysTheSame() {
    assertThat(Schedule.of(7)).isEqualTo(Schedule.of(7)).isNotEqualTo(Schedule.of(8));
  }

  @Test
  void twentySeedsKillFreezeAndStopEveryProcessThereIs() {
    List<Fault> all =
        LongStream.rangeClosed(1, 20)
            .boxed()
            .flatMap(seed -> Schedule.inOrder(Schedule.of(seed)).stream())
            .toList();
    assertThat(all.stream().map(Fault::victim).distinct()).hasSize(Brokers.COUNT + 3 * 2);
    for (Fault.Kind kind : Fault.Kind.values()) {
      assertThat(all).filteredOn(fault -> fault.kind() == kind).hasSizeGreaterThan(20);
    }
  }

  @Test
  void everySeedHasFaultsWhileThereIsLoad() {
    assertThat(LongStream.rangeClosed(1, 20).boxed())
        .allSatisfy(seed ->
            assertThat(Schedule.inOrder(Schedule.of(seed)))
                .hasSizeGreaterThan(3)
                .allSatisfy(fault -> assertThat(fault.at()).isLessThan(Schedule.LOAD)));
  }
}
