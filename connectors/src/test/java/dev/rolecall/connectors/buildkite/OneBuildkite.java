package dev.rolecall.connectors.buildkite;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.CallPermit;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolSettings;
import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SandboxConfig;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.buildkite.Buildkite;
import dev.rolecall.sandbox.buildkite.BuildkiteInvitation;
import dev.rolecall.sandbox.buildkite.BuildkiteSeed;
import dev.rolecall.sandbox.http.Fault;
import dev.rolecall.sandbox.http.FaultRule;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** A simulated Buildkite, a connector to it, and a clock that both go by. */
final class OneBuildkite implements AutoCloseable {
  static final String TOKEN = "bkua_of_rolecall";
  static final String ROOT = "rolecall@acme.example";
  static final String ADA = "ada@acme.example";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T10:00:18Z"));
  private final Sandbox sandbox;
  private final Connector connector;

  OneBuildkite(BuildkiteSeed seed, Map<String, String> options) {
    this.sandbox =
        Sandbox.start(
            new SandboxConfig(
                "127.0.0.1", List.of(SimulatorSpec.buildkite("buildkite", 0, seed)), now::get, 1));
    Map<String, String> all = new HashMap<>(options);
    all.put("organization", "acme");
    this.connector =
        new BuildkiteConnectorType()
            .open(
                new ToolSettings(
                    "buildkite",
                    sandbox.url("buildkite"),
                    () -> TOKEN,
                    all,
                    Duration.ofSeconds(5),
                    CallPermit.UNLIMITED,
                    now::get));
  }

  OneBuildkite(BuildkiteSeed seed) {
    this(seed, Map.of());
  }

  /** Teams web, ops and everyone, which is a default; a pipeline and a suite. */
  static BuildkiteSeed seed() {
    return BuildkiteSeed.withAdmin("acme", ROOT, TOKEN)
        .team("web")
        .team("ops")
        .defaultTeam("everyone")
        .pipeline("deploy")
        .suite("unit");
  }

  /** The token may use GraphQL as well. */
  static BuildkiteSeed graphqlSeed() {
    List<String> scopes = new java.util.ArrayList<>(BuildkiteSeed.REST_SCOPES);
    scopes.add("graphql");
    return seed().token(new BuildkiteSeed.Token(ROOT, TOKEN, null, scopes));
  }

  static OneBuildkite withGraphql() {
    return new OneBuildkite(graphqlSeed(), Map.of("graphql", "true"));
  }

  Buildkite tool() {
    return sandbox.tool("buildkite", Buildkite.class);
  }

  Connector connector() {
    return connector;
  }

  static Whom whom(String email) {
    return new Whom(
        Optional.empty(),
        List.of(new Whom.Lookup(Whom.By.EMAIL, email)),
        Optional.empty(),
        Optional.of(email),
        Optional.of("Ada Lovelace"));
  }

  Applied apply(Change change) {
    return connector.apply(whom(ADA), change);
  }

  Applied invite(String scope, String role) {
    return apply(new Change.Invite(scope, role, Optional.empty()));
  }

  Applied grant(String scope, String role) {
    return apply(new Change.Grant(scope, role, Optional.empty()));
  }

  Observation observe(String... scopes) throws ToolException {
    return connector.observe(whom(ADA), Set.of(scopes));
  }

  List<ObservedRole> roles(String... scopes) throws ToolException {
    return observe(scopes).roles();
  }

  List<BuildkiteInvitation> pending() {
    return tool().invitations().stream()
        .filter(invitation -> invitation.state().equals("pending"))
        .toList();
  }

  /** Each invitation that was ever made is one e-mail. */
  int mails() {
    return tool().invitations().size();
  }

  long requests(String method, String path) {
    return tool().requests().stream()
        .filter(request -> request.method().equals(method) && request.path().matches(path))
        .count();
  }

  void fail(String method, String path, Fault fault) {
    tool().faults().add(FaultRule.on(method, path, fault).once());
  }

  void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  @Override
  public void close() {
    connector.close();
    sandbox.close();
  }
}
