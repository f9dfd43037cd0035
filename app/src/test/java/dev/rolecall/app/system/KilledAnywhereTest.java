package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.drone.DroneUser;
import dev.rolecall.sandbox.gitlab.GitlabMember;
import dev.rolecall.sandbox.gitlab.GitlabUser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything in one process, killed at any moment while an identity provider writes. */
@Tag("large")
class KilledAnywhereTest {

  private static final int KILLS = 3;
  private static final long SEED = 20_260_301;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String GIVEN =
      """
      gitlab: { groups: [payments, web] }
      policy:
        rules.yaml: |
          version: 1
          policy: rules
          owner: platform@acme.example
          rules:
            - { id: payments, groups: payments, grant: { gitlab: { payments: developer }, drone: { server: user } } }
            - { id: web, groups: web, grant: { gitlab: { web: reporter } } }
          control:
            gitlab: { mode: enforce, manage: [payments, web], protect: [root] }
            drone: { mode: enforce, manage: server, protect: [drone-admin] }
          # A storm of changes is what this is about; nothing of it is to wait for an operator.
          limits:
            revokes: { percent: 100, max: 100000 }
            disables: { percent: 100, max: 100000 }
            leavers: { burst: 100000 }
      """;

  @Test
  void whatWasAnsweredIsAppliedOnceHoweverOftenTheProcessIsKilled(@TempDir Path folder)
      throws Exception {
    JsonNode given = Yaml.read(GIVEN);
    Files.createDirectories(folder.resolve("policies"));
    Files.writeString(
        folder.resolve("policies/rules.yaml"), given.path("policy").path("rules.yaml").asText());
    try (Sandbox sandbox = Sandbox.start(Installation.simulators(given))) {
      int port = Ports.one();
      Path config =
          Files.writeString(
              folder.resolve("rolecall.yaml"),
              Installation.configuration(folder, sandbox)
                  .replace("http: { port: 0 }", "http: { port: %d }".formatted(port)));
      Client scim =
          new Client(
              URI.create("http://127.0.0.1:" + port + "/scim/v2"),
              Installation.token(Installation.DIRECTORY));
      WritingProvider provider = new WritingProvider(scim, new Random(SEED));
      AtomicBoolean enough = new AtomicBoolean();
      CompletableFuture<Void> writing = new CompletableFuture<>();
      ServiceProcess last = up(folder, config, 0);
      Installation.confirmDirectories(operator(folder));
      Installation.publish(folder.resolve("policies"), operator(folder));
      Thread writer =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  provider.write(enough::get);
                  writing.complete(null);
                } catch (Throwable e) {
                  writing.completeExceptionally(e);
                }
              });
      Random moments = new Random(SEED);
      for (int kill = 1; kill <= KILLS; kill++) {
        int written = provider.answered() + moments.nextInt(3, 40);
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> provider.answered() >= written);
        last.kill();
        last = up(folder, config, kill);
      }
      try (ServiceProcess running = last) {
        int written = provider.answered();
        await().atMost(PATIENCE).until(() -> provider.answered() > written);
        enough.set(true);
        writing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        writer.join();
        check(provider, sandbox, operator(folder));
        assertThat(running.isAlive()).isTrue();
      }
    }
  }

  private static void check(WritingProvider provider, Sandbox sandbox, Client operator) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(members(sandbox, "payments"))
              .isEqualTo(provider.holders("payments", "developer"));
          assertThat(members(sandbox, "web")).isEqualTo(provider.holders("web", "reporter"));
          assertThat(droneLogins(sandbox)).isEqualTo(provider.holders("payments", "user"));
        });
    provider.checkVisible();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(waiting(operator)).isZero());
    Map<String, Long> accounts =
        sandbox.gitlab("gitlab").users().stream()
            .filter(user -> !user.admin())
            .collect(Collectors.groupingBy(GitlabUser::email, Collectors.counting()));
    assertThat(accounts.values()).containsOnly(1L);
    for (String person : provider.people()) {
      assertThat(decisions(operator, person, "PERSON_CREATED")).as("creations").isEqualTo(1);
      assertThat(decisions(operator, person, "PERSON_DEACTIVATED"))
          .as("deactivations")
          .isEqualTo(provider.deactivations(person));
    }
  }

  private static Map<String, String> members(Sandbox sandbox, String group) {
    return sandbox.gitlab("gitlab").members(group).stream()
        .collect(
            Collectors.toMap(
                GitlabMember::username,
                member -> Levels.word(member.accessLevel()),
                (one, other) -> one + " and " + other,
                TreeMap::new));
  }

  private static Map<String, String> droneLogins(Sandbox sandbox) {
    return sandbox.drone("drone").users().stream()
        .filter(user -> !user.machine())
        .map(DroneUser::login)
        .collect(
            Collectors.toMap(Function.identity(), login -> "user", (a, b) -> a + b, TreeMap::new));
  }

  private static long waiting(Client operator) {
    long waiting = 0;
    for (JsonNode tool : operator.get("/status").body().path("tools")) {
      waiting +=
          tool.path("waiting").asLong()
              + tool.path("retrying").asLong()
              + tool.path("applying").asLong();
    }
    return waiting;
  }

  private static long decisions(Client operator, String person, String type) {
    JsonNode entries =
        operator
            .get("/audit?limit=1000&person=" + Installation.encoded(person))
            .body()
            .path("entries");
    return StreamSupport.stream(entries.spliterator(), false)
        .filter(entry -> entry.path("type").asText().equals(type))
        .filter(entry -> entry.path("phase").asText().equals("DECIDED"))
        .count();
  }

  private static ServiceProcess up(Path folder, Path config, int number) {
    return ServiceProcess.start(
            folder.resolve("up-%d.log".formatted(number)), "up", "--config", config.toString())
        .awaitSaid("\nready");
  }

  /** The address and token that the process leaves for operators on its machine. */
  private static Client operator(Path folder) throws IOException {
    JsonNode left =
        new ObjectMapper().readTree(Files.readString(folder.resolve("data/operator.json")));
    return new Client(
        URI.create(left.path("url").asText() + "/api/v1"), left.path("token").asText());
  }
}
