package dev.rolecall.app.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rolecall.app.cli.TokenCommand;
import dev.rolecall.app.system.Client;
import dev.rolecall.app.system.Ports;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.service.KafkaSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * Rolecall as in production: three brokers, two of each service and a console, each a process of
 * its own. The tools are simulators in this process, which is never killed.
 */
final class Cluster implements AutoCloseable {

  private static final int EACH = 2;
  private static final int HEAP = 256;

  /** Enough for two of each to share, and no more: each costs three replicas on this machine. */
  private static final String PARTITIONS = "4";

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String RUNNING = "is running";
  private static final String OPERATOR = "operator-of-guarantees";

  private final Path folder;
  private final Sandbox sandbox;
  private final Writes writes;
  private final Brokers brokers;
  private final Map<String, Child> services = new LinkedHashMap<>();
  private final List<Integer> ports = Ports.of(EACH + 1);

  /**
   * Starts all of it, with a policy in force.
   *
   * @param directories names of the directories that identity providers may write to
   */
  Cluster(Path folder, List<String> directories) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.sandbox = Sandbox.start(Company.simulators());
    this.writes = new Writes(sandbox);
    this.brokers = new Brokers(folder);
    Path config = config(directories, "one-off", 0);
    Child topics =
        service(
                "topics",
                "topics",
                "create",
                "--partitions",
                PARTITIONS,
                "--config",
                config.toString())
            .start();
    assertThat(topics.awaitEnd()).as("rolecall topics create, see topics.log").isZero();
    for (int number = 0; number < EACH; number++) {
      add("processor-" + number, directories, 0, "processor");
      add("connector-" + number, directories, 0, "connector", "--all");
      add("ingest-" + number, directories, ports.get(number), "ingest");
    }
    add("console-0", directories, ports.get(EACH), "console");
    services.values().forEach(Child::start);
    services.values().forEach(Child::awaitReady);
    awaitServing();
    publish();
  }

  private void add(String name, List<String> directories, int port, String... command)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--config", config(directories, name, port).toString()));
    services.put(name, service(name, arguments.toArray(String[]::new)));
  }

  private Child service(String name, String... arguments) {
    return new Child(
        name,
        folder,
        HEAP,
        RUNNING,
        Stream.concat(Stream.of("dev.rolecall.app.Main"), Stream.of(arguments)).toList());
  }

  private Path config(List<String> directories, String name, int port) throws IOException {
    String tokens =
        directories.stream()
            .map(each ->
                "  %s: { requests-per-second: 10000, tokens: [ { name: %s-idp, sha256: \"%s\" } ] }\n"
                    .formatted(each, each, TokenCommand.sha256(token(each))))
            .collect(Collectors.joining());
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        Company.configuration(sandbox)
            + """
            kafka: { bootstrap.servers: "%s" }
            http: { port: %d }
            watch: { port: 0 }
            operator: { port: %d, tokens: [ { name: tester, sha256: "%s", scopes: [read, policy, decide, admin] } ] }
            data: "%s"
            directories:
            """
                .formatted(
                    brokers.bootstrapServers(),
                    port,
                    port,
                    TokenCommand.sha256(OPERATOR),
                    folder.resolve("data-" + name))
            + tokens);
  }

  private void awaitServing() {
    for (int number = 0; number < EACH; number++) {
      Client plain = new Client(URI.create("http://127.0.0.1:" + ports.get(number)), "");
      await("ingest " + number)
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> plain.get("/health/ready").status() == 200);
    }
  }

  private void publish() {
    await("policy")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> {
          Client.Answer answer = operator().send("POST", "/policy", Company.policy().toString());
          assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        });
  }

  /** Until an operator has confirmed a directory, nothing is taken away on its behalf. */
  void confirm(String directory) {
    await(directory)
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> {
          Client.Answer answer =
              operator().send("POST", "/directories/" + directory + "/ready", "{\"shown\": []}");
          assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        });
  }

  private static String token(String directory) {
    return "token-of-" + directory;
  }

  /** SCIM of each ingest, as the identity provider of a directory speaks it. */
  List<Client> scim(String directory) {
    return IntStream.range(0, EACH)
        .mapToObj(number ->
            new Client(
                URI.create("http://127.0.0.1:" + ports.get(number) + "/scim/v2"), token(directory)))
        .toList();
  }

  Client operator() {
    return new Client(URI.create("http://127.0.0.1:" + ports.get(EACH) + "/api/v1"), OPERATOR);
  }

  Sandbox sandbox() {
    return sandbox;
  }

  Writes writes() {
    return writes;
  }

  Brokers brokers() {
    return brokers;
  }

  KafkaSettings kafka() {
    return brokers.kafka();
  }

  Admin admin() {
    return brokers.admin();
  }

  Path folder() {
    return folder;
  }

  Child child(String name) {
    return Stream.concat(brokers.nodes().stream(), services.values().stream())
        .filter(child -> child.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing is called " + name));
  }

  /** Starts whatever is away, and waits until all of it serves. */
  void makeWhole() {
    List<Child> all = Stream.concat(brokers.nodes().stream(), services.values().stream()).toList();
    all.stream().filter(child -> !child.isAlive()).forEach(Child::start);
    brokers.awaitWhole();
    services.values().forEach(Child::awaitReady);
    awaitServing();
  }

  @Override
  public void close() {
    services.values().forEach(Child::close);
    brokers.close();
    sandbox.close();
  }
}
