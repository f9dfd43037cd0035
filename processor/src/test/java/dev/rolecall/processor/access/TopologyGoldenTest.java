package dev.rolecall.processor.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TopologyGoldenTest {

  /**
   * Names of steps, stores and internal topics are state on brokers: a difference is an upgrade.
   */
  @Test
  void theTopologyIsTheOneThatRunningInstallationsHave() throws IOException {
    String actual =
        AccessTopology.build(
                Acme.tools(),
                new SettableClock(),
                new Backlog(record -> {}, () -> 0, () -> 0),
                System::nanoTime)
            .describe()
            .toString();
    try (InputStream golden =
        Objects.requireNonNull(getClass().getResourceAsStream("/golden/access-topology.txt"))) {
      assertThat(actual.strip())
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip());
    }
  }

  @Test
  void anInstallationMayHaveNoToolsYet() {
    assertThat(
            AccessTopology.build(
                    Map.of(),
                    new SettableClock(),
                    new Backlog(record -> {}, () -> 0, () -> 0),
                    System::nanoTime)
                .describe()
                .toString())
        .contains("guard");
  }
}
