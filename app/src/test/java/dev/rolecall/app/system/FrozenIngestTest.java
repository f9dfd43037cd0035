package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.app.EmbeddedBroker;
import dev.rolecall.schemas.Topics;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.TopicSetup;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An ingest that is frozen (SIGSTOP) with a change in its hands, and wakes up when the change is
 * long out of date.
 */
@Tag("large")
class FrozenIngestTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** What a command is given: the producer's delivery timeout and a margin. */
  private static final Duration DEADLINE = KafkaSettings.DELIVERY_TIMEOUT.plusSeconds(2);

  private static final String GIVEN =
      """
      gitlab: { groups: [payments], users: { ada: ada@acme.example, bea: bea@acme.example } }
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
  void aChangeThatIsUnderWayWhenIngestFreezesComesTooLate(@TempDir Path folder) throws Exception {
    try (World world = new World(folder)) {
      world.lateAdd(BrokerDoor.PRODUCE);
      // It has reached the directory, and was refused there.
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(world.audit("late"))
                  .extracting(entry -> entry.path("type").asText())
                  .containsExactly("COMMAND_REJECTED"));
      world.checkAdaStaysOut();
    }
  }

  @Test
  void aChangeThatTheFrozenProducerHasNotSentIsNeverSent(@TempDir Path folder) throws Exception {
    try (World world = new World(folder)) {
      world.lateAdd(BrokerDoor.METADATA);
      world.checkAdaStaysOut();
      assertThat(world.audit("late")).isEmpty();
    }
  }

  /**
   * All of Rolecall in this JVM, and a second ingest in a process of its own that reaches the
   * broker through a door.
   */
  private static final class World implements AutoCloseable {

    private final InstantSource clock = InstantSource.system();
    private final BrokerDoor door = BrokerDoor.open();
    private final EmbeddedBroker broker;
    private final Installation installation;
    private final ServiceProcess second;
    private final Client one;
    private final Client other;
    private final String ada;
    private final String bea;
    private final String group;

    World(Path folder) throws Exception {
      List<Integer> ports = Ports.of(4);
      broker = EmbeddedBroker.start(folder.resolve("broker"), listeners(ports));
      door.leadTo(ports.get(2));
      String direct = "127.0.0.1:" + ports.get(0);
      createTopics(direct);
      installation =
          Installation.start(
              folder, Yaml.read(GIVEN), "kafka: { bootstrap.servers: \"%s\" }\n".formatted(direct));
      one = installation.scim(Installation.DIRECTORY);
      ada = join("ada");
      bea = join("bea");
      group =
          one.send("POST", "/Groups", "{\"displayName\":\"team-payments\"}")
              .body()
              .path("id")
              .asText();
      Path alone =
          Files.writeString(
              folder.resolve("alone.yaml"),
              Files.readString(installation.config())
                  .replace(direct, "127.0.0.1:" + door.port())
                  .replace("http: { port: 0 }", "http: { port: %d }".formatted(ports.get(3))));
      second =
          ServiceProcess.start(folder.resolve("ingest.log"), "ingest", "--config", alone.toString())
              .awaitSaid("is running");
      other =
          new Client(
              URI.create("http://127.0.0.1:" + ports.get(3) + "/scim/v2"),
              Installation.token(Installation.DIRECTORY));
      await().atMost(PATIENCE).until(() -> other.get("/Users/" + ada).status() == 200);
    }

    /**
     * The second ingest takes a change and freezes with it; the first takes the repetition and then
     * the opposite; the second wakes up when its change is out of date.
     *
     * @param held which request of the second ingest's producer does not get through before
     */
    void lateAdd(short held) throws Exception {
      if (held == BrokerDoor.PRODUCE) {
        // Its producer knows the topic already, so that only the change itself is held.
        assertThat(other.send("PATCH", "/Groups/" + group, change("Add", bea)).status())
            .isEqualTo(204);
      }
      door.hold(held);
      CompletableFuture<Integer> late = CompletableFuture.supplyAsync(this::late);
      door.awaitCaught();
      Instant outOfDate = clock.instant().plus(DEADLINE);
      second.freeze();
      assertThat(one.send("PATCH", "/Groups/" + group, change("Add", ada)).status()).isEqualTo(204);
      awaitRole(true);
      assertThat(one.send("PATCH", "/Groups/" + group, change("Remove", ada)).status())
          .isEqualTo(204);
      awaitRole(false);
      await().atMost(PATIENCE).until(() -> clock.instant().isAfter(outOfDate));
      second.thaw();
      door.release();
      assertThat(late.get()).as("the late answer").isEqualTo(503);
    }

    private int late() {
      return other
          .send("PATCH", "/Groups/" + group, Map.of("X-Request-Id", "late"), change("Add", ada))
          .status();
    }

    /** A change after the late one is applied, and Ada is still out. */
    void checkAdaStaysOut() {
      String marker =
          one.send("POST", "/Groups", "{\"displayName\":\"marker\"}").body().path("id").asText();
      await().atMost(PATIENCE).until(() -> other.get("/Groups/" + marker).status() == 200);
      for (Client client : List.of(one, other)) {
        assertThat(client.get("/Groups/" + group).body().path("members").toString())
            .doesNotContain(ada);
      }
      assertThat(installation.gitlab().member("payments", "ada")).isEmpty();
    }

    List<JsonNode> audit(String correlation) {
      return StreamSupport.stream(
              installation
                  .operator()
                  .get("/audit?correlation=" + correlation)
                  .body()
                  .path("entries")
                  .spliterator(),
              false)
          .toList();
    }

    private void awaitRole(boolean has) {
      await()
          .atMost(PATIENCE)
          .until(() -> installation.gitlab().member("payments", "ada").isPresent() == has);
    }

    private String join(String login) {
      return one.send(
              "POST",
              "/Users",
              "{\"userName\":\"%1$s@acme.example\",\"emails\":[{\"value\":\"%1$s@acme.example\"}]}"
                  .formatted(login))
          .body()
          .path("id")
          .asText();
    }

    private static String change(String operation, String person) {
      return """
      {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
       "Operations":[{"op":"%s","path":"members","value":[{"value":"%s"}]}]}
      """
          .formatted(operation, person);
    }

    private Map<String, String> listeners(List<Integer> ports) {
      return Map.of(
          "listeners",
          "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d,DOOR://127.0.0.1:%d"
              .formatted(ports.get(0), ports.get(1), ports.get(2)),
          "advertised.listeners",
          "PLAINTEXT://127.0.0.1:%d,DOOR://127.0.0.1:%d".formatted(ports.get(0), door.port()),
          "listener.security.protocol.map",
          "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,DOOR:PLAINTEXT",
          "controller.quorum.voters",
          "1@127.0.0.1:" + ports.get(1));
    }

    private static void createTopics(String direct) throws InterruptedException {
      KafkaSettings kafka = new KafkaSettings(Map.of("bootstrap.servers", direct));
      try (Admin admin = Admin.create(kafka.admin("topics"))) {
        TopicSetup.create(
            admin, Topics.all(Set.of("drone", "gitlab")), TopicSetup.Layout.ALL_IN_ONE);
      }
    }

    @Override
    public void close() {
      second.close();
      installation.close();
      broker.close();
      door.close();
    }
  }
}
