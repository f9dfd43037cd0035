package dev.rolecall.app.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promises of the design, under kills: a test for each seed. */
@Tag("guarantees")
@ExtendWith(SharedCluster.class)
class GuaranteesTest {

  @TestFactory
  Stream<DynamicTest> everyPromiseHoldsWhileProcessesDie(Cluster cluster) {
    return SharedCluster.seeds()
        .mapToObj(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () ->
                    assertThat(new Season(seed, cluster, Guarantee.all()).play())
                        .as("seed %d; target/guarantees/seed-%d.md tells more", seed, seed)
                        .isEmpty()));
  }
}
