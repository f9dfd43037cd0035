package dev.rolecall.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FigureTest {

  private static Sample sample(int count, Duration each, Duration took) {
    return new Sample(
        IntStream.range(0, count).mapToObj(number -> each).toList(), took, took.dividedBy(2));
  }

  @Test
  void aSampleIsSaidInPercentilesARateAndTheProcessorTimeOfEach() {
    Figure figure = Figure.of("it", sample(100, Duration.ofMillis(20), Duration.ofSeconds(2)));

    assertThat(figure.values())
        .contains(
            entry(Measure.P50, 20.0),
            entry(Measure.P99, 20.0),
            entry(Measure.RATE, 50.0),
            entry(Measure.CPU, 10.0));
  }

  @Test
  void samplesOfSeveralTurnsCountAsOne() {
    Sample both =
        sample(10, Duration.ofMillis(1), Duration.ofSeconds(1))
            .and(sample(30, Duration.ofMillis(3), Duration.ofSeconds(1)));

    assertThat(both.perSecond()).isEqualTo(20);
    assertThat(both.times().percentile(0.25)).isEqualTo(1);
    assertThat(both.times().percentile(0.26)).isEqualTo(3);
  }

  @Test
  void aFigureIsComparedInEachMeasureThatItsBaseHasToo() {
    Figure base = Figure.of("base").with(Measure.P50, 10).with(Measure.RATE, 1_000);
    Figure figure =
        Figure.of("it").with(Measure.P50, 15).with(Measure.P99, 40).with(Measure.RATE, 400);

    assertThat(figure.against(base).values())
        .contains(entry(Measure.TIMES_P50, 1.5), entry(Measure.TIMES_RATE, 0.4))
        .doesNotContainKey(Measure.TIMES_P99);
  }

  @Test
  void severalRunsAreSaidInTheMedianOfEachValueByItself() {
    List<List<Figure>> runs =
        List.of(
            List.of(Figure.of("a").with(Measure.P50, 1).with(Measure.P99, 9)),
            List.of(Figure.of("a").with(Measure.P50, 3).with(Measure.P99, 8)),
            List.of(Figure.of("a").with(Measure.P50, 200).with(Measure.P99, 1)));

    assertThat(Figure.medians(runs))
        .containsExactly(Figure.of("a").with(Measure.P50, 3).with(Measure.P99, 8));
  }

  @Test
  void ofTwoRunsTheMedianLiesBetween() {
    assertThat(
            Figure.medians(
                List.of(
                    List.of(Figure.of("a").with(Measure.SECONDS, 1)),
                    List.of(Figure.of("a").with(Measure.SECONDS, 2)))))
        .containsExactly(Figure.of("a").with(Measure.SECONDS, 1.5));
  }
}
