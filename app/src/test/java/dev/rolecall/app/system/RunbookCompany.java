package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.app.AllInOne;
import dev.rolecall.app.cli.TokenCommand;
import dev.rolecall.app.directory.ConfigSource;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.gitlab.AccessLevel;
import dev.rolecall.sandbox.gitlab.Gitlab;
import dev.rolecall.sandbox.gitlab.GitlabSeed;
import dev.rolecall.sandbox.http.JournalEntry;
import dev.rolecall.service.config.ConfigFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A company with all of Rolecall on one machine, whose files lie as the runbooks say: {@code
 * rolecall.yaml}, {@code policies}, {@code data}, {@code secrets}.
 */
final class RunbookCompany implements AutoCloseable {

  static final String TOKEN = "token-of-acme";
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final String POLICY =
      """
      version: 1
      policy: rules
      owner: platform@acme.example
      rules:
        - { id: payments-team, groups: team-payments, grant: { gitlab: { payments: developer } } }
        - { id: web-team, groups: team-web, grant: { gitlab: { web: developer } } }
        - { id: ops-team, groups: team-ops, grant: { gitlab: { ops: maintainer } } }
      control: { gitlab: { mode: enforce, manage: [payments, web, ops], protect: [root] } }
      """;

  private final Path folder;
  private final Sandbox sandbox;
  private Optional<AllInOne> all = Optional.empty();
  private String token = TOKEN;
  private long lastRequest;

  private RunbookCompany(Path folder, Sandbox sandbox) {
    this.folder = folder;
    this.sandbox = sandbox;
  }

  /** With a policy in force, and a directory that is complete. */
  static RunbookCompany start(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("policies"));
    Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(folder.resolve("secrets/gitlab.token"), "gitlab-token");
    Files.writeString(folder.resolve("policies/rules.yaml"), POLICY);
    GitlabSeed seed =
        GitlabSeed.selfManaged("root", "gitlab-token").group("payments").group("web").group("ops");
    Sandbox sandbox = Sandbox.start(List.of(SimulatorSpec.gitlab("gitlab", 0, seed)));
    RunbookCompany company = new RunbookCompany(folder, sandbox);
    try {
      Files.writeString(company.config(), company.configuration());
      company.start();
      Installation.publish(folder.resolve("policies"), company.operator());
      company.operator().send("POST", "/directories/acme/ready", "{\"shown\": []}");
      return company;
    } catch (IOException | InterruptedException | RuntimeException e) {
      company.close();
      throw e;
    }
  }

  private String configuration() {
    return """
    http: { port: 0 }
    operator: { port: 0 }
    data: "%s"
    policies: { path: "%s", release-own: true }
    directories:
      acme:
        requests-per-second: 10000
        tokens:
          - { name: okta-2026, sha256: "%s" }
    tools:
      gitlab:
        url: "%s"
        token: "${file:%s}"
        edition: self-managed
        removals-per-minute: 0
        account: { find: [email], create-as: "{userName|before-at}" }
        pace: { call-deadline: PT4S, sweep: PT3S }
    """
        .formatted(
            folder.resolve("data"),
            folder.resolve("policies"),
            TokenCommand.sha256(TOKEN),
            sandbox.url("gitlab"),
            folder.resolve("secrets/gitlab.token"));
  }

  void start() throws InterruptedException {
    AllInOne started =
        AllInOne.start(ConfigFile.read(config(), Map.of()), new ConfigSource(config(), Map.of()));
    all = Optional.of(started);
    started.announce();
  }

  void stop() {
    all.ifPresent(AllInOne::close);
    all = Optional.empty();
  }

  Path folder() {
    return folder;
  }

  Path config() {
    return folder.resolve("rolecall.yaml");
  }

  Client scim() {
    return scim(token);
  }

  /** What the identity provider signs in with from now on. */
  void use(String another) {
    token = another;
  }

  Client scim(String token) {
    return new Client(all.orElseThrow().scim(), token);
  }

  Client operator() {
    var console = all.orElseThrow().operator();
    return new Client(URI.create(console.url() + "/api/v1"), console.token());
  }

  Gitlab gitlab() {
    return sandbox.gitlab("gitlab");
  }

  /** Somebody joins; the id that we gave. */
  String joins(String name) {
    return created(
        scim(),
        "/Users",
        """
        {"userName": "%1$s@acme.example", "externalId": "x-%1$s", "active": true,
          "emails": [{"value": "%1$s@acme.example", "primary": true}]}
        """
            .formatted(name));
  }

  /** A group with these members; its id. */
  String group(String name, String... members) {
    return created(
        scim(),
        "/Groups",
        "{\"displayName\": \"%s\", \"members\": %s}".formatted(name, of(members)));
  }

  static String of(String... members) {
    return Stream.of(members)
        .map(id -> "{\"value\": \"" + id + "\"}")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String created(Client scim, String path, String body) {
    Client.Answer answer = scim.send("POST", path, body);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer.body().path("id").asText();
  }

  /** One PATCH operation. */
  void patch(String path, String operation) {
    Client.Answer answer =
        scim()
            .send(
                "PATCH",
                path,
                """
                {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [%s]}
                """
                    .formatted(operation));
    assertThat(answer.status()).as("%s", answer.body()).isIn(200, 204);
  }

  void active(String person, boolean active) {
    patch(
        "/Users/" + person,
        "{\"op\": \"replace\", \"path\": \"active\", \"value\": %s}".formatted(active));
  }

  void members(String group, String... people) {
    patch(
        "/Groups/" + group,
        "{\"op\": \"replace\", \"path\": \"members\", \"value\": %s}".formatted(of(people)));
  }

  void adds(String group, String person) {
    patch(
        "/Groups/" + group,
        "{\"op\": \"add\", \"path\": \"members\", \"value\": %s}".formatted(of(person)));
  }

  /** Until the tool has this member at this level; null: not at all. */
  void awaitMember(String group, String username, Optional<AccessLevel> level) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() ->
            assertThat(gitlab().member(group, username).map(member -> member.accessLevel()))
                .as("%s in %s", username, group)
                .isEqualTo(level.map(AccessLevel::value)));
  }

  void awaitMaintainer(String username) {
    awaitMember("ops", username, Optional.of(AccessLevel.MAINTAINER));
  }

  void deletes(String person) {
    assertThat(scim().send("DELETE", "/Users/" + person, "").status()).isEqualTo(204);
  }

  /** The id of a group, which is made when there is none. */
  String groupCalled(String name) {
    JsonNode found =
        scim()
            .get("/Groups?filter=" + Installation.encoded("displayName eq \"" + name + "\""))
            .body()
            .path("Resources");
    return found.isEmpty() ? group(name) : found.path(0).path("id").asText();
  }

  /** As after "restart provisioning": each user and group is looked for, and written in full. */
  void pushAgain() {
    for (String path : List.of("/Users", "/Groups")) {
      for (JsonNode each : scim().get(path + "?count=500").body().path("Resources")) {
        Client.Answer again = scim().send("POST", path, each.toString());
        assertThat(again.status()).as("%s", again.body()).isIn(201, 409);
        Client.Answer answer =
            scim().send("PUT", path + "/" + each.path("id").asText(), each.toString());
        assertThat(answer.status()).as("%s", answer.body()).isIn(200, 204);
      }
    }
  }

  /** What was decided about access so far. */
  List<String> decisions() {
    List<String> decisions = new ArrayList<>();
    for (JsonNode entry : operator().get("/audit?limit=500").body().path("entries")) {
      if (entry.path("type").asText().startsWith("ACCESS_")) {
        decisions.add(entry.path("id").asText() + entry.path("correlation").asText());
      }
    }
    return decisions;
  }

  /** Until nobody waits for the tool. */
  void awaitQuiet() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() ->
            operator().get("/status").body().path("tools").path(0).path("waiting").asInt(1) == 0);
  }

  /** Until a look at everything has ended that began after now. */
  void awaitSweep() {
    String before = lastSweep();
    await().atMost(PATIENCE).until(() -> !lastSweep().equals(before));
    String first = lastSweep();
    await().atMost(PATIENCE).until(() -> !lastSweep().equals(first));
  }

  private String lastSweep() {
    return operator().get("/tools/gitlab").body().path("sweptAt").asText();
  }

  void awaitDeveloper(String group, String username) {
    awaitMember(group, username, Optional.of(AccessLevel.DEVELOPER));
  }

  /** Until this person is so in the tool, as operators see it. */
  void awaitState(String name, String state) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertThat(states(name)).contains("\"" + state + "\""));
  }

  private String states(String name) {
    JsonNode tools =
        operator()
            .get("/people/status?person=" + Installation.encoded(name + "@acme.example"))
            .body()
            .path("tools");
    return tools.findValues("state").toString();
  }

  /** What is asked of the tool until now does not count any more. */
  void fromNowOn() {
    List<JournalEntry> entries = gitlab().requests();
    lastRequest = entries.isEmpty() ? 0 : entries.getLast().number();
  }

  /** Everything since then that changed something in the tool. */
  List<String> changes() {
    return gitlab().requests().stream()
        .filter(entry -> entry.number() > lastRequest)
        .filter(entry -> !entry.method().equals("GET"))
        .map(entry -> entry.method() + " " + entry.path())
        .toList();
  }

  @Override
  public void close() {
    stop();
    sandbox.close();
  }
}
