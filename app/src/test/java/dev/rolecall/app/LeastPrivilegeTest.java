package dev.rolecall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rolecall.app.RecordingAuthorizer.Asked;
import dev.rolecall.app.acl.Acl;
import dev.rolecall.app.acl.Acls;
import dev.rolecall.app.cli.TokenCommand;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.drone.DroneSeed;
import dev.rolecall.sandbox.gitlab.GitlabSeed;
import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import dev.rolecall.service.Health;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.TopicSetup;
import dev.rolecall.service.config.ConfigFile;
import dev.rolecall.service.config.RolecallConfig;
import dev.rolecall.service.exchange.CommandExchange;
import dev.rolecall.views.directory.DirectoryView;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every service with a principal of its own, over TLS, with exactly the access control lists that
 * 'rolecall acls' prints: all works, each entry is used, and nothing else is allowed.
 */
class LeastPrivilegeTest {

  private static final List<String> TOOLS = List.of("drone", "gitlab");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String POLICY =
      """
      version: 1
      policy: rules
      owner: platform@acme.example
      rules:
        - id: team
          groups: team
          grant: { gitlab: { payments: developer }, drone: { server: user } }
      control:
        gitlab: { mode: enforce, manage: [payments], protect: [root] }
        drone: { mode: enforce, manage: server, protect: [drone-admin] }
      """;

  @TempDir private Path folder = Path.of("");
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void eachServiceDoesItsWorkWithWhatIsListedAndWithNothingElse() throws Exception {
    try (Sandbox sandbox = Sandbox.start(simulators());
        SecuredKafka kafka = SecuredKafka.start(folder, Acls.of(TOOLS).keySet())) {
      kafka.allow(TOOLS);
      RecordingAuthorizer.ALLOWED.clear();
      RecordingAuthorizer.DENIED.clear();
      create(settings(kafka, sandbox, "topics"));
      try (Closing running = new Closing()) {
        Running services = start(kafka, sandbox, running);
        joinsAndLeaves(services, sandbox);
        withoutItsListItIsRefused(kafka, services);
      }
      nothingWasDenied();
      everyEntryWasUsed();
      whatIsNotListedIsRefused(kafka, sandbox);
    }
  }

  private record Running(URI scim, URI console) {}

  private static List<SimulatorSpec> simulators() {
    return List.of(
        SimulatorSpec.drone("drone", 0, DroneSeed.withAdmin("drone-admin", "drone-token")),
        SimulatorSpec.gitlab(
            "gitlab", 0, GitlabSeed.selfManaged("root", "gitlab-token").group("payments")));
  }

  private static void create(RolecallConfig config) throws InterruptedException {
    try (Admin admin = Admin.create(config.kafka().orElseThrow().admin("topics"))) {
      TopicSetup.create(admin, Topics.all(TOOLS), TopicSetup.Layout.ALL_IN_ONE);
      assertThat(TopicSetup.differences(admin, Topics.all(TOOLS))).isEmpty();
    }
  }

  /** As the services start alone, in this process. */
  private Running start(SecuredKafka kafka, Sandbox sandbox, Closing running) throws Exception {
    Health health = new Health();
    Services processor = services(kafka, sandbox, "processor");
    running.add(processor.directory(health));
    running.add(processor.access(health));
    for (String tool : TOOLS) {
      RolecallConfig config = settings(kafka, sandbox, Acls.connector(tool));
      running.add(
          services(kafka, sandbox, Acls.connector(tool))
              .connector(config.tools().get(tool), health));
    }
    RolecallConfig config = settings(kafka, sandbox, "console");
    Services console = services(kafka, sandbox, "console");
    DirectoryView view = running.add(console.directoryView("view", health));
    CommandExchange exchange = running.add(console.exchange("console", health));
    URI operators =
        running
            .add(
                console.console(
                    config.operators(),
                    config::directories,
                    view,
                    running.add(console.trail(health)),
                    exchange,
                    health))
            .url();
    running.add(console.notices(health));
    Services ingest = services(kafka, sandbox, "ingest");
    DirectoryView read = running.add(ingest.directoryView("view", health));
    CommandExchange commands = running.add(ingest.exchange("ingest", health));
    var door = ingest.door(running.add(ingest.audit("ingest-audit")), health);
    var scim = running.add(ingest.ingest(config::directories, door, read, commands, health));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(health.problems()).isEmpty());
    return new Running(URI.create("http://127.0.0.1:" + scim.port() + "/scim/v2"), operators);
  }

  private Services services(SecuredKafka kafka, Sandbox sandbox, String service)
      throws Exception {
    RolecallConfig config = settings(kafka, sandbox, service);
    Catalogue catalogue = new Catalogue(config);
    Alone.checkTopics(config.kafka().orElseThrow(), catalogue);
    return new Services(
        config,
        catalogue,
        config.kafka().orElseThrow(),
        service,
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  /** What a service's configuration says; its secret comes from the environment. */
  private RolecallConfig settings(SecuredKafka kafka, Sandbox sandbox, String service) {
    String yaml =
        """
        http: { port: 0 }
        operator:
          port: 0
          tokens: [ { name: ada, sha256: "%1$s", scopes: [admin] } ]
        notify: [ { url: "http://127.0.0.1:9/" } ]
        data: "%2$s"
        directories: { acme: { tokens: [ { name: idp, sha256: "%1$s" } ] } }
        kafka:
          bootstrap.servers: "%3$s"
          security.protocol: SASL_SSL
          sasl.mechanism: PLAIN
          sasl.jaas.config: "${env:KAFKA_JAAS}"
          ssl.truststore.type: PEM
          ssl.truststore.certificates: "${file:kafka-ca.pem}"
        tools:
          drone:
            url: "%4$s"
            token: drone-token
            account: { find: [userName|before-at], create-as: "{userName|before-at}" }
          gitlab:
            url: "%5$s"
            token: gitlab-token
            edition: self-managed
            removals-per-minute: 0
            account: { find: [email], create-as: "{userName|before-at}" }
        """
            .formatted(
                TokenCommand.sha256("token"),
                folder.resolve(service),
                kafka.bootstrapServers(),
                sandbox.url("drone"),
                sandbox.url("gitlab"));
    return ConfigFile.parse(
        "rolecall.yaml",
        yaml,
        folder,
        Map.of("KAFKA_JAAS", SecuredKafka.jaas("rolecall-" + service)));
  }

  private void joinsAndLeaves(Running services, Sandbox sandbox) throws Exception {
    post(services.console(), "/api/v1/directories/acme/ready", "{\"shown\": []}");
    var policy = JSON.createObjectNode();
    policy.withArray("files").addObject().put("path", "rules.yaml").put("content", POLICY);
    post(services.console(), "/api/v1/policy", policy.toString());
    String ada =
        post(
                services.scim(),
                "/Users",
                "{\"userName\":\"ada@acme.example\",\"emails\":[{\"value\":\"ada@acme.example\"}]}")
            .path("body")
            .path("id")
            .asText();
    post(
        services.scim(),
        "/Groups",
        "{\"displayName\":\"team\",\"members\":[{\"value\":\"" + ada + "\"}]}");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(sandbox.gitlab("gitlab").members("payments")).isNotEmpty();
          assertThat(sandbox.drone("drone").users()).hasSize(2);
        });
    call(services.scim(), "/Users?filter=userName+eq+%22x%22", "wrong", null);
    assertThat(get(services.console(), "/api/v1/status").path("body").path("ready").asBoolean())
        .isTrue();
    post(
        services.console(),
        "/api/v1/links",
        "{\"tool\":\"gitlab\",\"links\":[{\"person\":\"ada@acme.example\",\"account\":\"ada\"}]}");
    call(services.scim(), "/Users/" + ada, "token", "DELETE");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(sandbox.gitlab("gitlab").members("payments")).isEmpty();
          assertThat(sandbox.drone("drone").users()).hasSize(1);
        });
  }

  private static void nothingWasDenied() {
    assertThat(RecordingAuthorizer.DENIED).isEmpty();
  }

  private static void everyEntryWasUsed() {
    Set<String> unused = new TreeSet<>();
    Acls.of(TOOLS)
        .forEach((service, acls) ->
            acls.forEach(acl ->
                acl.operations().stream()
                    .filter(operation ->
                        RecordingAuthorizer.ALLOWED.stream()
                            .noneMatch(asked -> covers(service, acl, operation, asked)))
                    .forEach(operation ->
                        unused.add(service + ": " + operation + " " + acl.name()))));
    assertThat(unused).isEmpty();
  }

  private static boolean covers(String service, Acl acl, AclOperation operation, Asked asked) {
    boolean named =
        acl.pattern() == PatternType.PREFIXED
            ? asked.name().startsWith(acl.name())
            : asked.name().equals(acl.name());
    return named
        && asked.principal().equals(SecuredKafka.principal(service))
        && asked.operation() == operation
        && asked.resource() == acl.resource();
  }

  private void withoutItsListItIsRefused(SecuredKafka kafka, Running services) throws Exception {}

  private void whatIsNotListedIsRefused(SecuredKafka kafka, Sandbox sandbox) {}

  private JsonNode get(URI base, String path) throws IOException, InterruptedException {
    return call(base, path, "token", null);
  }

  private JsonNode post(URI base, String path, String body)
      throws IOException, InterruptedException {
    JsonNode answer = call(base, path, "token", body);
    assertThat(answer.path("status").asInt()).as("%s %s", path, answer).isBetween(200, 202);
    return answer;
  }

  /** A body is posted; DELETE instead of one deletes. */
  private JsonNode call(URI base, String path, String token, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token);
    if ("DELETE".equals(body)) {
      request.DELETE();
    } else if (body != null) {
      request
          .header("Content-Type", base.getPath().isEmpty() ? "application/json" : "application/scim+json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    var answer = JSON.createObjectNode().put("status", response.statusCode());
    answer.set("body", response.body().isEmpty() ? null : JSON.readTree(response.body()));
    return answer;
  }
}
