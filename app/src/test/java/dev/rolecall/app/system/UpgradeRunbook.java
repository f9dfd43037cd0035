package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.rolecall.app.EmbeddedBroker;
import dev.rolecall.app.cli.Instance;
import dev.rolecall.app.cli.TokenCommand;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.gitlab.GitlabMember;
import dev.rolecall.sandbox.gitlab.GitlabSeed;
import dev.rolecall.schemas.Topics;
import dev.rolecall.service.TopicSetup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * An older build is replaced under load, service by service, each in a process of its own. Which
 * one: {@code -Drolecall.previous=/path/rolecall-app.jar}; {@code .ci/previous} makes one.
 */
final class UpgradeRunbook {

  static final String TITLE = "Upgrade";

  private static final String PREVIOUS = System.getProperty("rolecall.previous", "");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Written with the older build alone, and with the new one alone. */
  private static final int PEOPLE_EACH = 5;

  private static final List<String> SERVICES =
      List.of("ingest", "processor", "processor-2", "connectors", "console");

  private static final String POLICY =
      """
      version: 1
      policy: rules
      owner: platform@acme.example
      rules: [ { id: all, groups: everybody, grant: { gitlab: { all: developer } } } ]
      control: { gitlab: { mode: enforce, manage: [all], protect: [root] } }
      """;

  private final Path folder;
  private final Map<String, ServiceProcess> running = new LinkedHashMap<>();
  private final List<Path> logs = new ArrayList<>();
  private final int scimPort = Ports.one();
  private final int consolePort = Ports.one();

  UpgradeRunbook(Path folder) {
    this.folder = folder.resolve("upgrade");
  }

  void play(RunbookPage.Section section) throws Exception {
    assumeThat(PREVIOUS)
        .as("no older build: .ci/previous makes one; then -Drolecall.previous=JAR")
        .isNotEmpty();
    Files.createDirectories(folder.resolve("data"));
    GitlabSeed seed = GitlabSeed.selfManaged("root", "gitlab-token").group("all");
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"));
        Sandbox sandbox = Sandbox.start(List.of(SimulatorSpec.gitlab("gitlab", 0, seed)))) {
      upgrade(section, broker, sandbox);
    } finally {
      running.values().forEach(ServiceProcess::close);
    }
  }

  private void upgrade(RunbookPage.Section section, EmbeddedBroker broker, Sandbox sandbox)
      throws Exception {
    Path config =
        Files.writeString(folder.resolve("rolecall.yaml"), configuration(broker, sandbox));
    topics(broker);
    SERVICES.forEach(each -> start(each, PREVIOUS, config));
    new Instance(
            URI.create("http://127.0.0.1:" + consolePort),
            "operator",
            Optional.empty(),
            Optional.empty())
        .announce(folder.resolve("data"));
    awaitOperator();
    Path policies = Files.createDirectories(folder.resolve("policies"));
    Files.writeString(policies.resolve("rules.yaml"), POLICY);
    Installation.publish(policies, operator());
    try (UpgradeLoad load = new UpgradeLoad(scim())) {
      load.awaitMore(PEOPLE_EACH);
      new RunbookPlay(
              config,
              Map.of(
                  "every ingest, processor, connector and console is replaced, one after the other",
                  () -> replace(config)))
          .play(section);
      load.awaitMore(PEOPLE_EACH);
      load.stop();
      Set<String> written = load.written();
      load.assertNothingIsLost();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(
                      sandbox.gitlab("gitlab").members("all").stream()
                          .map(GitlabMember::username)
                          .collect(Collectors.toSet()))
                  .containsAll(written));
    }
    assertNothingWasUnreadable();
  }

  /** Whether the older build learns what newer ones write with; if not, all have to be stopped. */
  private static boolean rolling() throws IOException {
    try (JarFile jar = new JarFile(PREVIOUS)) {
      for (Path each : libraries(jar)) {
        try (JarFile library = new JarFile(each.toFile())) {
          if (library.getEntry("dev/rolecall/service/SchemaTopic.class") != null) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static List<Path> libraries(JarFile jar) throws IOException {
    List<Path> all = new ArrayList<>(List.of(Path.of(PREVIOUS)));
    String classPath = jar.getManifest().getMainAttributes().getValue("Class-Path");
    for (String each : classPath == null ? new String[0] : classPath.split(" ")) {
      if (each.contains("rolecall-service")) {
        all.add(Path.of(PREVIOUS).resolveSibling(each));
      }
    }
    return all;
  }

  private void replace(Path config) throws Exception {
    if (!rolling()) {
      for (String each : SERVICES.reversed()) {
        Objects.requireNonNull(running.get(each)).stop();
      }
    }
    for (String each : SERVICES.reversed()) {
      Objects.requireNonNull(running.get(each)).stop();
      start(each, ServiceProcess.classPath(), config);
    }
  }

  private void start(String service, String classPath, Path config) {
    Path log = folder.resolve(service + (classPath.equals(PREVIOUS) ? "-old.log" : "-new.log"));
    logs.add(log);
    List<String> arguments = new ArrayList<>();
    arguments.add(
        service.startsWith("processor")
            ? "processor"
            : service.equals("connectors") ? "connector" : service);
    if (service.equals("connectors")) {
      arguments.add("--all");
    }
    arguments.addAll(List.of("--config", config.toString()));
    arguments.addAll(List.of("--data", folder.resolve("data").resolve("of-" + service).toString()));
    running.put(
        service,
        ServiceProcess.startFrom(classPath, log, arguments.toArray(String[]::new))
            .awaitSaid("is running"));
  }

  /** As the older build has made them. */
  private void topics(EmbeddedBroker broker) throws IOException, InterruptedException {
    boolean tells = rolling();
    try (Admin admin = Admin.create(broker.settings().admin("test"))) {
      TopicSetup.create(
          admin,
          Topics.all(List.of("gitlab")).stream()
              .filter(topic -> tells || !topic.equals(Topics.SCHEMAS))
              .collect(Collectors.toList()),
          TopicSetup.Layout.ALL_IN_ONE);
    }
  }

  private Client scim() {
    return new Client(
        URI.create("http://127.0.0.1:" + scimPort + "/scim/v2"), RunbookCompany.TOKEN);
  }

  private Client operator() {
    return new Client(URI.create("http://127.0.0.1:" + consolePort + "/api/v1"), "operator");
  }

  private void awaitOperator() {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> operator().get("/status").body().path("ready").asBoolean());
  }

  private void assertNothingWasUnreadable() throws IOException {
    for (Path log : logs) {
      assertThat(Files.readString(log))
          .as(log.getFileName().toString())
          .doesNotContain("Undecodable", "does not know; upgrade", "cannot go on");
    }
  }

  private String configuration(EmbeddedBroker broker, Sandbox sandbox) {
    return """
    http: { port: %d }
    operator:
      port: %d
      tokens: [ { name: oncall, sha256: "%s", scopes: [read, policy, decide, admin] } ]
    data: "%s"
    kafka: { bootstrap.servers: "%s" }
    directories: { acme: { tokens: [ { name: okta-2026, sha256: "%s" } ] } }
    tools:
      gitlab:
        url: "%s"
        token: gitlab-token
        edition: self-managed
        account: { find: [email], create-as: "{userName|before-at}" }
        pace: { call-deadline: PT4S, sweep: PT5S }
    """
        .formatted(
            scimPort,
            consolePort,
            TokenCommand.sha256("operator"),
            folder.resolve("data"),
            broker.bootstrapServers(),
            TokenCommand.sha256(RunbookCompany.TOKEN),
            sandbox.url("gitlab"));
  }
}
