package dev.rolecall.sandbox.gitlab;

import dev.rolecall.sandbox.Http;
import dev.rolecall.sandbox.ManualClock;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SandboxConfig;
import dev.rolecall.sandbox.SimulatorSpec;
import java.util.ArrayList;
import java.util.List;

/** A running GitLab, its clock and clients of it. */
final class Fixture implements AutoCloseable {

  static final String TOKEN = "glpat-root";

  final ManualClock clock = new ManualClock("2026-11-22T10:00:00Z");
  final Sandbox sandbox;
  final Gitlab gitlab;
  final Http admin;
  private final List<Http> clients = new ArrayList<>();

  Fixture(GitlabSeed seed) {
    sandbox =
        Sandbox.start(
            new SandboxConfig(
                "127.0.0.1", List.of(SimulatorSpec.gitlab("gitlab", 0, seed)), clock, 1));
    gitlab = sandbox.gitlab("gitlab");
    admin = with(TOKEN);
  }

  /** root 1, ada 2, bob 3, olga 4 (Owner of payments); payments > payments/core > project. */
  static GitlabSeed company() {
    return GitlabSeed.selfManaged("root", TOKEN)
        .user("ada", "ada@acme.example")
        .user("bob", "bob@acme.example")
        .user("olga", "olga@acme.example")
        .group("payments")
        .group("payments/core")
        .project("payments/core/ledger")
        .member("payments", "olga", AccessLevel.OWNER);
  }

  Http with(String token) {
    Http client = Http.with(sandbox.url("gitlab"), "PRIVATE-TOKEN", token);
    clients.add(client);
    return client;
  }

  Http as(String username, String... scopes) {
    return with(gitlab.createToken(username, scopes.length == 0 ? new String[] {"api"} : scopes));
  }

  @Override
  public void close() {
    clients.forEach(Http::close);
    sandbox.close();
  }
}
