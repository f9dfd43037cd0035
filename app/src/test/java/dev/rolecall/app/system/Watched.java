package dev.rolecall.app.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An installation in which somebody joined and left, a removal is held and a stranger knocked. */
final class Watched implements AutoCloseable {

  /** What must never be in a log: in small letters. */
  static final List<String> PERSONAL =
      List.of("zorblax", "quuxington", "private.example", "token-of-", "gitlab-token", "stranger");

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final String GIVEN =
      """
      gitlab: { groups: [payments] }
      policy:
        rules.yaml: |
          version: 1
          policy: rules
          owner: platform@acme.example
          rules:
            - { id: payments-team, groups: team-payments, grant: { gitlab: { payments: developer } } }
            - { id: owners, groups: team-owners, grant: { gitlab: { payments: owner } } }
          control: { gitlab: { mode: enforce, manage: [payments], protect: [root] } }
          min-holders: { gitlab: { payments: { owner: 1 } } }
      """;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Installation installation;

  private Watched(Path folder, Installation installation) {
    this.folder = folder;
    this.installation = installation;
  }

  static Watched start(Path folder) throws IOException, InterruptedException {
    Watched watched = new Watched(folder, Installation.start(folder, Yaml.read(GIVEN)));
    try {
      watched.live();
      return watched;
    } catch (RuntimeException e) {
      watched.close();
      throw e;
    }
  }

  private void live() {
    Client scim = installation.scim(Installation.DIRECTORY);
    String joiner = user(scim, "zorblax");
    String owner = user(scim, "zorblax.owner");
    String team = group(scim, "team-payments");
    String owners = group(scim, "team-owners");
    add(scim, team, joiner);
    add(scim, owners, owner);
    await().atMost(PATIENCE).until(() -> state("zorblax").equals("converged"));
    await().atMost(PATIENCE).until(() -> state("zorblax.owner").equals("converged"));
    patch(scim, "/Users/" + joiner, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");
    patch(scim, "/Users/" + owner, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}");
    await().atMost(PATIENCE).until(() -> state("zorblax").equals("offboarded"));
    await()
        .atMost(PATIENCE)
        .until(() -> installation.operator().get("/holds").body().path("open").asInt() == 1);
    new Client(installation.all().scim(), "stranger-token").get("/Users");
  }

  private static String user(Client scim, String login) {
    return scim.send(
            "POST",
            "/Users",
            """
            {"userName":"%1$s@private.example","displayName":"Zorblax Quuxington","active":true,
             "name":{"givenName":"Zorblax","familyName":"Quuxington"},
             "emails":[{"value":"%1$s@private.example","primary":true}]}
            """
                .formatted(login))
        .body()
        .path("id")
        .asText();
  }

  private static String group(Client scim, String name) {
    return scim.send("POST", "/Groups", "{\"displayName\":\"%s\"}".formatted(name))
        .body()
        .path("id")
        .asText();
  }

  /** As Entra writes it: not quite as the RFC says. */
  private static void add(Client scim, String group, String person) {
    patch(
        scim,
        "/Groups/" + group,
        "{\"op\":\"Add\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}".formatted(person));
  }

  private static void patch(Client scim, String path, String operation) {
    scim.send(
        "PATCH",
        path,
        """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[%s]}
        """
            .formatted(operation));
  }

  private String state(String login) {
    String person = Installation.encoded(login + "@private.example");
    for (JsonNode each :
        installation.operator().get("/people/status?person=" + person).body().path("tools")) {
      if (each.path("tool").asText().equals("gitlab")) {
        return each.path("state").asText();
      }
    }
    return "";
  }

  /** What Prometheus gets. */
  Scraped scrape() {
    return Scraped.of(get(URI.create(scim().resolve("/metrics").toString())).body());
  }

  URI scim() {
    return installation.all().scim();
  }

  /** The console's address. */
  URI operators() {
    return installation.all().operator().url();
  }

  static HttpResponse<String> get(URI address) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("not JSON: " + text, e);
    }
  }

  /** A connector in a process of its own, with logs as JSON. */
  ServiceProcess connectorAlone() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("alone.yaml"),
            Files.readString(installation.config())
                + "kafka: { bootstrap.servers: \"%s\" }\n"
                    .formatted(installation.all().kafka().connection().get("bootstrap.servers")));
    return ServiceProcess.start(
        folder.resolve("connector.log"),
        Map.of("ROLECALL_LOG_FORMAT", "json", "ROLECALL_LOG", "INFO"),
        "connector",
        "gitlab",
        "--config",
        config.toString());
  }

  @Override
  public void close() {
    installation.close();
  }
}
