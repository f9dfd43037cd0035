package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.http.Fault;
import dev.rolecall.sandbox.http.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No effect without intent, also when the process dies right after the call. */
class KilledConnectorTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final String GIVEN =
      """
      gitlab: { groups: [payments], users: { ada: ada@acme.example } }
      policy:
        rules.yaml: |
          version: 1
          policy: rules
          owner: platform@acme.example
          rules:
            - { id: payments-team, groups: team-payments, grant: { gitlab: { payments: developer } } }
          control: { gitlab: { mode: enforce, manage: [payments], protect: [root] } }
      """;

  @Test
  void aConnectorThatIsKilledRightAfterACallLeavesARecordOfIt(@TempDir Path folder)
      throws Exception {
    try (Installation installation = Installation.start(folder, Yaml.read(GIVEN))) {
      installation.all().stopConnector("gitlab");
      try (ServiceProcess connector =
          ServiceProcess.start(
              folder.resolve("connector.log"),
              "connector",
              "gitlab",
              "--config",
              alone(installation, folder).toString())) {
        connector.awaitSaid("is running");
        // The call takes its time, so that what is written before it can be looked at.
        fault(installation, "POST", Duration.ofSeconds(1));
        String correlation = joins(installation);
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(10))
            .until(() -> !granted(installation, correlation, "PLANNED").isEmpty());
        assertThat(installation.gitlab().members("payments")).isEmpty();
        // Reading back takes longer than the process lives.
        fault(installation, "GET", Duration.ofSeconds(2));
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> !installation.gitlab().members("payments").isEmpty());
        connector.kill();
        assertThat(granted(installation, correlation, "VERIFIED")).isEmpty();
        JsonNode planned = granted(installation, correlation, "PLANNED").get(0);
        assertThat(planned.path("after").toString()).isEqualTo("[\"payments:developer\"]");
        assertThat(planned.path("rules").toString()).contains("payments-team rules.yaml:5");
        installation.gitlab().faults().clear();
        installation.all().startConnector("gitlab");
        await()
            .atMost(PATIENCE)
            .until(() -> !granted(installation, correlation, "VERIFIED").isEmpty());
        assertThat(granted(installation, correlation, "VERIFIED"))
            .extracting(entry -> entry.path("intent").asText())
            .containsExactly(planned.path("intent").asText());
        assertThat(posts(installation)).isEqualTo(1);
      }
    }
  }

  private static void fault(Installation installation, String method, Duration delay) {
    installation.gitlab().faults().add(FaultRule.on(method, ".*/members.*", Fault.delay(delay)));
  }

  private static String joins(Installation installation) {
    Client scim = installation.scim(Installation.DIRECTORY);
    String user =
        scim.send(
                "POST",
                "/Users",
                "{\"userName\":\"ada@acme.example\",\"emails\":[{\"value\":\"ada@acme.example\"}]}")
            .body()
            .path("id")
            .asText();
    String correlation = UUID.randomUUID().toString();
    Client.Answer answer =
        scim.send(
            "POST",
            "/Groups",
            Map.of("X-Request-Id", correlation),
            "{\"displayName\":\"team-payments\",\"members\":[{\"value\":\"%s\"}]}".formatted(user));
    assertThat(answer.status()).isEqualTo(201);
    return correlation;
  }

  /** Entries about the role, of one request. */
  private static List<JsonNode> granted(
      Installation installation, String correlation, String phase) {
    JsonNode entries =
        installation
            .operator()
            .get("/audit?limit=500&correlation=" + Installation.encoded(correlation))
            .body()
            .path("entries");
    return StreamSupport.stream(entries.spliterator(), false)
        .filter(entry -> entry.path("type").asText().equals("ROLE_GRANTED"))
        .filter(entry -> entry.path("phase").asText().equals(phase))
        .toList();
  }

  private static long posts(Installation installation) {
    return installation.gitlab().requests().stream()
        .filter(entry -> entry.method().equals("POST") && entry.path().endsWith("/members"))
        .count();
  }

  private static Path alone(Installation installation, Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("alone.yaml"),
        Files.readString(installation.config())
            + "kafka: { bootstrap.servers: \"%s\" }\n"
                .formatted(installation.all().kafka().connection().get("bootstrap.servers")));
  }
}
