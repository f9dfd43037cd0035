package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.app.AllInOne;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.service.config.ConfigFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code publish: watch} outside of the demo. */
class WatchedFolderTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String POLICY =
      """
      version: 1
      policy: drone
      control: { drone: { mode: %s, manage: server } }
      """;

  @Test
  void aFolderIsPublishedByItselfOnlyWhileNothingIsAtStake(@TempDir Path folder) throws Exception {
    Path policy = Files.createDirectories(folder.resolve("policies")).resolve("drone.yaml");
    Files.writeString(policy, POLICY.formatted("observe"));
    try (Sandbox sandbox = Sandbox.start(Installation.simulators(Yaml.read("policy: {}")))) {
      Path config =
          Files.writeString(
              folder.resolve("rolecall.yaml"),
              Installation.configuration(folder, sandbox)
                  .replace("policies\" }", "policies\", publish: watch }"));
      try (AllInOne all = AllInOne.start(ConfigFile.read(config, Map.of()))) {
        Client operator =
            new Client(URI.create(all.operator().url() + "/api/v1"), all.operator().token());
        assertThat(all.hasPolicy()).isTrue();
        String published = digest(operator);

        Files.writeString(policy, POLICY.formatted("enforce"));

        await()
            .atMost(PATIENCE)
            .untilAsserted(() ->
                assertThat(status(operator).at("/warnings/policies").asText())
                    .contains("'drone' in enforce", "rolecall policy plan"));
        assertThat(digest(operator)).isEqualTo(published);
        assertThat(status(operator).path("ready").asBoolean()).isTrue();

        Installation.publish(folder.resolve("policies"), operator);

        await()
            .atMost(PATIENCE)
            .untilAsserted(() ->
                assertThat(status(operator).at("/warnings/policies").isMissingNode()).isTrue());
        assertThat(digest(operator)).isNotEqualTo(published);
      }
    }
  }

  private static JsonNode status(Client operator) {
    return operator.get("/status").body();
  }

  private static String digest(Client operator) {
    return status(operator).at("/policy/digest").asText();
  }
}
