package dev.rolecall.app;

import static org.assertj.core.api.Assertions.assertThat;
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
import dev.rolecall.schemas.Topics;
import dev.rolecall.service.Health;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.SchemaTopic;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every service with a principal of its own, over TLS, with exactly the access control lists that
 * 'rolecall acls' prints: all works, each entry is used, and nothing else is allowed.
 */
class LeastPrivilegeTest {

  private static final List<String> TOOLS = List.of("drone", "gitlab");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration A_WHILE = Duration.ofMillis(500);
  private static final int MOST_POLLS = 40;
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
        - id: linked
          groups: linked
          grant: { gitlab: { web: guest }, drone: { server: user } }
      control:
        gitlab: { mode: enforce, manage: [payments, web], protect: [root] }
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
        assertThat(RecordingAuthorizer.DENIED).isEmpty();
        // Whom ingest refused is told in the audit some seconds later.
        await().atMost(PATIENCE).untilAsserted(LeastPrivilegeTest::everyEntryWasUsed);
        ingestMayNotSendWithoutItsEntry(kafka, services);
      }
      whatIsNotListedIsRefused(kafka, sandbox);
      whatIsTakenIsRefused(kafka, sandbox);
    }
  }

  private record Running(URI scim, URI console) {}

  private static List<SimulatorSpec> simulators() {
    return List.of(
        SimulatorSpec.drone("drone", 0, DroneSeed.withAdmin("drone-admin", "drone-token")),
        SimulatorSpec.gitlab(
            "gitlab",
            0,
            GitlabSeed.selfManaged("root", "gitlab-token").group("payments").group("web")));
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
              .connector(Objects.requireNonNull(config.tools().get(tool)), health));
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
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(health.problems()).isEmpty());
    return new Running(URI.create("http://127.0.0.1:" + scim.port() + "/scim/v2"), operators);
  }

  private Services services(SecuredKafka kafka, Sandbox sandbox, String service) throws Exception {
    RolecallConfig config = settings(kafka, sandbox, service);
    Catalogue catalogue = new Catalogue(config);
    Alone.checkTopics(config.kafka().orElseThrow(), catalogue);
    SchemaTopic.use(config.kafka().orElseThrow());
    return new Services(config, catalogue, config.kafka().orElseThrow(), service, new Scrape());
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
          repartition.purge.interval.ms: 1000
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
    String ada = joins(services, "ada@acme.example", "team");
    joins(services, "bo@acme.example", "linked");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(sandbox.gitlab("gitlab").members("payments")).isNotEmpty();
          assertThat(sandbox.gitlab("gitlab").members("web")).isNotEmpty();
          assertThat(sandbox.drone("drone").users()).hasSize(3);
        });
    call(services.scim(), "/Users?filter=userName+eq+%22x%22", "wrong", null);
    assertThat(get(services.console(), "/api/v1/status").path("body").path("ready").asBoolean())
        .isTrue();
    for (String tool : TOOLS) {
      post(
          services.console(),
          "/api/v1/links",
          "{\"tool\":\"%s\",\"person\":\"bo@acme.example\",\"account\":\"4711\"}".formatted(tool));
    }
    call(services.scim(), "/Users/" + ada, "token", "DELETE");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(sandbox.gitlab("gitlab").members("payments")).isEmpty();
          assertThat(sandbox.drone("drone").users()).noneMatch(each -> each.login().equals("ada"));
        });
  }

  private String joins(Running services, String mail, String group) throws Exception {
    String user = "{\"userName\":\"%1$s\",\"emails\":[{\"value\":\"%1$s\"}]}".formatted(mail);
    String id = post(services.scim(), "/Users", user).path("body").path("id").asText();
    post(
        services.scim(),
        "/Groups",
        "{\"displayName\":\"%s\",\"members\":[{\"value\":\"%s\"}]}".formatted(group, id));
    return id;
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
                    .forEach(
                        operation -> unused.add(service + ": " + operation + " " + acl.name()))));
    // State is read back only when a process has lost it.
    unused.remove("processor: READ rolecall-directory-");
    // Only what this version does not know is read.
    Acls.of(TOOLS).keySet().forEach(it -> unused.remove(it + ": READ rolecall.schemas"));
    // Nothing is held in this run.
    unused.remove("processor: WRITE rolecall.holds");
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

  /** What a client of a service tries. */
  private sealed interface Attempt {
    record Write(String topic) implements Attempt {}

    record Read(String topic) implements Attempt {}

    record Transact(String id) implements Attempt {}

    record Share(String group) implements Attempt {}
  }

  private void ingestMayNotSendWithoutItsEntry(SecuredKafka kafka, Running services)
      throws Exception {
    Acl commands = entry("ingest", AclOperation.WRITE, Topics.COMMANDS.name());
    kafka.take("ingest", commands);
    String di = "{\"userName\":\"di@acme.example\"}";
    await()
        .atMost(PATIENCE)
        .until(() -> call(services.scim(), "/Users", "token", di).path("status").asInt() == 503);
    kafka.give("ingest", commands);
    await()
        .atMost(PATIENCE)
        .until(() ->
            List.of(201, 409)
                .contains(call(services.scim(), "/Users", "token", di).path("status").asInt()));
  }

  private void whatIsNotListedIsRefused(SecuredKafka kafka, Sandbox sandbox) {
    Map<String, List<Attempt>> foreign =
        Map.of(
            "ingest",
            List.of(
                new Attempt.Read(Topics.access("gitlab").name()),
                new Attempt.Write(Topics.OUTCOMES.name())),
            "processor",
            List.of(
                new Attempt.Write(Topics.COMMANDS.name()),
                new Attempt.Write(Topics.status("gitlab").name())),
            Acls.connector("gitlab"),
            List.of(
                new Attempt.Write(Topics.PEOPLE.name()),
                new Attempt.Write(Topics.access("gitlab").name()),
                new Attempt.Write(Topics.status("drone").name()),
                new Attempt.Transact("rolecall.connector.drone.1")),
            "console",
            List.of(
                new Attempt.Write(Topics.DIRECTORY.name()),
                new Attempt.Share("rolecall.connector.gitlab")),
            "topics",
            List.of(new Attempt.Read(Topics.PEOPLE.name())));
    foreign.forEach((service, attempts) -> {
      KafkaSettings settings = settings(kafka, sandbox, service).kafka().orElseThrow();
      attempts.forEach(attempt ->
          assertThat(isRefused(settings, attempt)).as("%s: %s", service, attempt).isTrue());
    });
  }

  private void whatIsTakenIsRefused(SecuredKafka kafka, Sandbox sandbox) throws Exception {
    Map<String, Attempt> own =
        Map.of(
            "processor",
            new Attempt.Transact("rolecall-directory-1"),
            Acls.connector("gitlab"),
            new Attempt.Read(Topics.access("gitlab").name()),
            "console",
            new Attempt.Share("rolecall-notices-1"),
            "ingest",
            new Attempt.Write(Topics.AUDIT_ENTRIES.name()));
    for (var each : own.entrySet()) {
      String service = each.getKey();
      KafkaSettings settings = settings(kafka, sandbox, service).kafka().orElseThrow();
      assertThat(isRefused(settings, each.getValue())).as("%s", each).isFalse();
      Acl needed =
          switch (each.getValue()) {
            case Attempt.Write(String topic) -> entry(service, AclOperation.WRITE, topic);
            case Attempt.Read(String topic) -> entry(service, AclOperation.READ, topic);
            case Attempt.Transact(String id) -> entry(service, AclOperation.WRITE, id);
            case Attempt.Share(String group) -> entry(service, AclOperation.READ, group);
          };
      kafka.take(service, needed);
      assertThat(isRefused(settings, each.getValue())).as("%s", each).isTrue();
    }
  }

  /** The entry of a service's list that allows this; of several the most particular. */
  private static Acl entry(String service, AclOperation operation, String name) {
    return Objects.requireNonNull(Acls.of(TOOLS).get(service)).stream()
        .filter(acl -> acl.operations().contains(operation))
        .filter(acl ->
            acl.pattern() == PatternType.PREFIXED
                ? name.startsWith(acl.name()) && acl.resource() != ResourceType.TOPIC
                : name.equals(acl.name()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isRefused(KafkaSettings settings, Attempt attempt) {
    try {
      switch (attempt) {
        case Attempt.Write(String topic) -> write(settings.producer("probe"), topic);
        case Attempt.Read(String topic) -> read(settings.consumer("probe"), topic);
        case Attempt.Transact(String id) -> {
          try (var producer = producer(settings.transactionalProducer("probe", id))) {
            producer.initTransactions();
          }
        }
        case Attempt.Share(String group) -> share(settings.groupConsumer("probe", group));
      }
      return false;
    } catch (AuthorizationException refused) {
      return true;
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
    // Longer than a service waits: on a busy machine the first transaction takes its time.
    settings.put("max.block.ms", (int) PATIENCE.toMillis());
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** An empty batch of transactions would not be seen by services; this one is after them. */
  private static void write(Map<String, Object> settings, String topic) {
    try (var producer = producer(settings)) {
      producer.send(new ProducerRecord<>(topic, 0, new byte[1], new byte[1])).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException refused) {
        throw refused;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void read(Map<String, Object> settings, String topic) {
    try (var consumer = consumer(settings)) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      for (int polls = 0; polls < MOST_POLLS && consumer.poll(A_WHILE).isEmpty(); polls++) {
        // Either there are records, or a refusal comes.
      }
    }
  }

  /** Asks the group for its offsets: that needs the same right as to join it. */
  private static void share(Map<String, Object> settings) {
    try (var consumer = consumer(settings)) {
      consumer.committed(Set.of(new TopicPartition(Topics.HOLDS.name(), 0)), PATIENCE);
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

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
  private JsonNode call(URI base, String path, String token, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token);
    if ("DELETE".equals(body)) {
      request.DELETE();
    } else if (body != null) {
      request
          .header(
              "Content-Type",
              base.getPath().isEmpty() ? "application/json" : "application/scim+json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    var answer = JSON.createObjectNode().put("status", response.statusCode());
    if (!response.body().isEmpty()) {
      answer.set("body", JSON.readTree(response.body()));
    }
    return answer;
  }
}
