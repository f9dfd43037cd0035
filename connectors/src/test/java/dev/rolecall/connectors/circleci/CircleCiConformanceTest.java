package dev.rolecall.connectors.circleci;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** All conversations once more, and then whether each known deviation was met. */
class CircleCiConformanceTest {

  @BeforeAll
  static void withTheDescription() {
    assumeTrue(
        CircleCiConformance.PUBLISHED.isThere(),
        "CircleCI's published description is not there: see -Drolecall.specs");
  }

  @AfterAll
  static void everyKnownDeviationWasMet() {
    CircleCiConformance.PUBLISHED.everythingKnownStillShows();
  }

  @Nested
  class Contract extends CircleCiContractTest {}

  @Nested
  class Traps extends CircleCiTrapsTest {}

  @Nested
  class Bindings extends CircleCiBindingsTest {}

  @Nested
  class Public extends CircleCiPublicTest {}

  @Nested
  class Routes extends CircleCiRoutesTest {}
}
