package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.app.AllInOne;
import dev.rolecall.app.cli.TokenCommand;
import dev.rolecall.app.directory.ConfigSource;
import dev.rolecall.app.policy.PolicyFolder;
import dev.rolecall.policy.PolicyFile;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.drone.Drone;
import dev.rolecall.sandbox.drone.DroneSeed;
import dev.rolecall.sandbox.gitlab.Gitlab;
import dev.rolecall.sandbox.gitlab.GitlabSeed;
import dev.rolecall.service.config.ConfigFile;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** All of Rolecall in this JVM, with its tools; it can be stopped and started again on its data. */
final class Installation implements AutoCloseable {

  static final String DIRECTORY = "acme";
  static final String CONTRACTORS = "contractors";

  private final Path folder;
  private final Sandbox sandbox;
  private final Path config;
  private AllInOne all;

  private Installation(Path folder, Sandbox sandbox, String more, boolean ready)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.sandbox = sandbox;
    this.config = folder.resolve("rolecall.yaml");
    Files.writeString(config, configuration(folder, sandbox) + more);
    this.all = started();
    if (ready) {
      confirmDirectories(operator());
    }
    publish();
  }

  /** Until an operator has confirmed a directory, nothing is taken away on its behalf. */
  static void confirmDirectories(Client operator) {
    for (String directory : List.of(DIRECTORY, CONTRACTORS)) {
      Client.Answer answer =
          operator.send("POST", "/directories/" + directory + "/ready", "{\"shown\": []}");
      assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }
  }

  /**
   * @param given tools and policy, as {@code given.yaml} has them
   */
  static Installation start(Path folder, JsonNode given) throws IOException, InterruptedException {
    return start(folder, given, "");
  }

  /**
   * @param more what else its configuration says
   */
  static Installation start(Path folder, JsonNode given, String more)
      throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("policies"));
    for (Map.Entry<String, JsonNode> file : given.path("policy").properties()) {
      Files.writeString(
          folder.resolve("policies").resolve(file.getKey()), file.getValue().asText());
    }
    Sandbox sandbox = Sandbox.start(simulators(given));
    try {
      return new Installation(folder, sandbox, more, given.path("ready").asBoolean(true));
    } catch (IOException | InterruptedException | RuntimeException e) {
      sandbox.close();
      throw e;
    }
  }

  static List<SimulatorSpec> simulators(JsonNode given) {
    return List.of(
        SimulatorSpec.drone("drone", 0, drone(given.path("drone"))),
        SimulatorSpec.gitlab("gitlab", 0, gitlab(given.path("gitlab"))));
  }

  private static DroneSeed drone(JsonNode given) {
    DroneSeed seed = DroneSeed.withAdmin("drone-admin", "drone-token");
    for (JsonNode login : given.path("users")) {
      seed = seed.user(login.asText());
    }
    return seed;
  }

  private static GitlabSeed gitlab(JsonNode given) {
    GitlabSeed seed = GitlabSeed.selfManaged("root", "gitlab-token");
    for (JsonNode group : given.path("groups")) {
      seed = seed.group(group.asText());
    }
    for (Map.Entry<String, JsonNode> user : given.path("users").properties()) {
      seed = seed.user(user.getKey(), user.getValue().asText());
    }
    for (Map.Entry<String, JsonNode> group : given.path("members").properties()) {
      for (Map.Entry<String, JsonNode> member : group.getValue().properties()) {
        seed = seed.member(group.getKey(), member.getKey(), Levels.of(member.getValue().asText()));
      }
    }
    return seed;
  }

  /** A configuration whose tools are simulators; ports are any free ones. */
  static String configuration(Path folder, Sandbox sandbox) {
    return """
    http: { port: 0 }
    operator: { port: 0 }
    data: "%s"
    policies: { path: "%s" }
    directories:
      acme: { requests-per-second: 10000, tokens: [ { name: acme-idp, sha256: "%s" } ] }
      contractors: { tokens: [ { name: contractors-idp, sha256: "%s", expires: 2099-12-31 } ] }
    tools:
      drone:
        url: "%s"
        token: drone-token
        account: { find: [userName|before-at], create-as: "{userName|before-at}" }
        pace: { call-deadline: PT4S, sweep: PT3S }
      gitlab:
        url: "%s"
        token: gitlab-token
        edition: self-managed
        removals-per-minute: 0
        account: { find: [email], create-as: "{userName|before-at}" }
        pace: { call-deadline: PT4S, sweep: PT3S }
    """
        .formatted(
            folder.resolve("data"),
            folder.resolve("policies"),
            TokenCommand.sha256(token(DIRECTORY)),
            TokenCommand.sha256(token(CONTRACTORS)),
            sandbox.url("drone"),
            sandbox.url("gitlab"));
  }

  static String token(String directory) {
    return "token-of-" + directory;
  }

  private AllInOne started() throws InterruptedException {
    return AllInOne.start(ConfigFile.read(config, Map.of()), new ConfigSource(config, Map.of()));
  }

  /** Stops everything and starts it on what it left. */
  void restart() throws InterruptedException {
    all.close();
    all = started();
  }

  /** Writes a file of the policies' folder and publishes the folder. */
  JsonNode writePolicy(String file, String content) throws IOException {
    Files.writeString(folder.resolve("policies").resolve(file), content);
    return publish();
  }

  private JsonNode publish() {
    return publish(folder.resolve("policies"), operator());
  }

  /** As 'rolecall policy apply' does; an empty folder is not published. */
  static JsonNode publish(Path policies, Client operator) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    for (PolicyFile file : PolicyFolder.read(policies).files()) {
      body.withArray("files").addObject().put("path", file.path()).put("content", file.content());
    }
    if (body.has("files")) {
      Client.Answer answer = operator.send("POST", "/policy", body.toString());
      // 202: it waits for a decision.
      assertThat(answer.status()).as("%s", answer.body()).isIn(200, 202);
      return answer.body();
    }
    return body;
  }

  AllInOne all() {
    return all;
  }

  Path config() {
    return config;
  }

  Client scim(String directory) {
    return new Client(all.scim(), token(directory));
  }

  Client operator() {
    return new Client(URI.create(all.operator().url() + "/api/v1"), all.operator().token());
  }

  Gitlab gitlab() {
    return sandbox.gitlab("gitlab");
  }

  Drone drone() {
    return sandbox.drone("drone");
  }

  Sandbox sandbox() {
    return sandbox;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    all.close();
    sandbox.close();
  }
}
