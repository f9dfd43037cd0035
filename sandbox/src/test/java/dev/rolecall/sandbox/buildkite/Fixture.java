package dev.rolecall.sandbox.buildkite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.Http;
import dev.rolecall.sandbox.ManualClock;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SandboxConfig;
import dev.rolecall.sandbox.SimulatorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** A running Buildkite, its clock and clients of it. */
final class Fixture implements AutoCloseable {
  static final String TOKEN = "bkua_of_root";
  static final String ORG = "/v2/organizations/acme";

  final ManualClock clock = new ManualClock("2026-11-22T10:00:00Z");
  final Sandbox sandbox;
  final Buildkite buildkite;
  final Http root;
  private final List<Http> clients = new ArrayList<>();

  Fixture(BuildkiteSeed seed) {
    sandbox =
        Sandbox.start(
            new SandboxConfig(
                "127.0.0.1", List.of(SimulatorSpec.buildkite("buildkite", 0, seed)), clock, 1));
    buildkite = sandbox.tool("buildkite", Buildkite.class);
    root = with(TOKEN);
  }

  /** root is an administrator, bob a member; teams web, and everyone, which is a default. */
  static BuildkiteSeed acme() {
    return BuildkiteSeed.withAdmin("acme", "root@acme.example", TOKEN)
        .member("bob@acme.example", "Bob")
        .team("web")
        .pipeline("deploy")
        .suite("unit")
        .defaultTeam("everyone");
  }

  Http with(String token) {
    Http client = Http.bearer(sandbox.url("buildkite"), token);
    clients.add(client);
    return client;
  }

  Http as(String email, String... scopes) {
    return with(
        buildkite.createToken(
            email,
            null,
            scopes.length == 0 ? BuildkiteSeed.REST_SCOPES.toArray(String[]::new) : scopes));
  }

  /** Where one object of a list has this value, its id. */
  String id(String list, String field, String value) {
    JsonNode body = root.get(ORG + list).json();
    JsonNode rows = body.isArray() ? body : body.path("items");
    return StreamSupport.stream(rows.spliterator(), false)
        .filter(row -> row.path(field).asText().equals(value))
        .map(row -> row.path("id").asText())
        .findFirst()
        .orElseThrow();
  }

  String team(String slug) {
    return ORG + "/teams/" + id("/teams", "slug", slug);
  }

  String member(String email) {
    return ORG + "/members/" + id("/members", "email", email);
  }

  Http.Reply invite(String email) {
    return root.post(ORG + "/invitations", "{\"emails\":[\"" + email + "\"]}");
  }

  @Override
  public void close() {
    clients.forEach(Http::close);
    sandbox.close();
  }
}
