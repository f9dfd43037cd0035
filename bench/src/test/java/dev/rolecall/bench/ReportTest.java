package dev.rolecall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final String LARGE = GroupBench.of(100_000);

  private static Report groups(double times) {
    return new Report(
        Kind.GROUP,
        3,
        List.of(
            Figure.of(GroupBench.of(100)).with(Measure.P50, 10),
            Figure.of(LARGE).with(Measure.P50, 10 * times).with(Measure.TIMES_P50, times)));
  }

  @Test
  void aTargetIsMetUpToItsLimit() {
    assertThat(groups(1.2).text()).contains("at most 1.20", "met").doesNotContain("MISSED");
    assertThat(groups(1.2).isMissed()).isFalse();
  }

  @Test
  void aLittleBeyondATargetIsSaidAndIsNoFailure() {
    assertThat(groups(1.7).text()).contains("not met, within the margin for noise");
    assertThat(groups(1.7).isMissed()).isFalse();
  }

  @Test
  void farBeyondATargetIsAFailure() {
    assertThat(groups(1.9).text()).contains("MISSED");
    assertThat(groups(1.9).isMissed()).isTrue();
  }

  @Test
  void aTargetFromBelowIsMissedByTooLittle() {
    Target target = Target.atLeast("it", Measure.RATE, 900);

    assertThat(target.verdict(rate(900))).isEqualTo(Target.Verdict.MET);
    assertThat(target.verdict(rate(600))).isEqualTo(Target.Verdict.NOT_QUITE);
    assertThat(target.verdict(rate(599))).isEqualTo(Target.Verdict.MISSED);
  }

  private static List<Figure> rate(double perSecond) {
    return List.of(Figure.of("it").with(Measure.RATE, perSecond));
  }

  @Test
  void whatWasNotMeasuredIsNeitherMetNorMissed() {
    Report empty = new Report(Kind.MEMORY, 1, List.of());

    assertThat(empty.text()).contains("not measured");
    assertThat(empty.isMissed()).isFalse();
  }

  @Test
  void columnsStandBelowEachOther() {
    assertThat(groups(1).text())
        .contains(
            """
            what                                       p50 ms  p50 x base
            PATCH of one member of a group of 100        10.0           -
            PATCH of one member of a group of 100,000    10.0        1.00
            """
                .indent(2)
                .stripTrailing());
  }

  @Test
  void everyTargetIsAboutAFigureThatCanBeMeasuredAtMostOnce() {
    for (Kind kind : Kind.values()) {
      assertThat(kind.targets()).isNotEmpty().doesNotHaveDuplicates();
    }
  }

  @Test
  void programsGetTheSameAsJson() throws Exception {
    JsonNode json =
        new ObjectMapper().readTree(Json.of(List.of(groups(2)), new Machine(2, 0.5, "25")));

    assertThat(json.at("/machine/processors").asInt()).isEqualTo(2);
    assertThat(json.at("/measurements/0/name").asText()).isEqualTo("group");
    assertThat(json.at("/measurements/0/figures/1/what").asText()).isEqualTo(LARGE);
    assertThat(json.at("/measurements/0/figures/1/p50-x-base").asDouble()).isEqualTo(2);
    assertThat(json.at("/measurements/0/targets/0/verdict").asText()).isEqualTo("MISSED");
    assertThat(json.at("/measurements/0/targets/0/measured").asDouble()).isEqualTo(2);
  }
}
