package dev.rolecall.connectors.gitlab;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolSettings;
import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.gitlab.Gitlab;
import dev.rolecall.sandbox.gitlab.GitlabSeed;
import dev.rolecall.sandbox.http.Fault;
import dev.rolecall.sandbox.http.FaultRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A simulated GitLab and a connector to it. */
final class OneGitLab implements AutoCloseable {
  static final String TOKEN = "glpat-of-rolecall";
  static final String ADA_MAIL = "ada@acme.example";

  private final Sandbox sandbox;
  private final Connector connector;

  OneGitLab(GitlabSeed seed, Map<String, String> options) {
    this.sandbox = Sandbox.start(List.of(SimulatorSpec.gitlab("gitlab", 0, seed)));
    GitLabConformance.PUBLISHED.watch(tool());
    this.connector =
        new GitLabConnectorType()
            .open(
                new ToolSettings(
                    "gitlab", sandbox.url("gitlab"), () -> TOKEN, options, Duration.ofSeconds(5)));
  }

  /** Self-managed, with the group acme, a project in it, and Ada, who is in neither. */
  static OneGitLab withAda() {
    return new OneGitLab(seed().user("ada", ADA_MAIL), Map.of());
  }

  static GitlabSeed seed() {
    return GitlabSeed.selfManaged("root", TOKEN).group("acme").project("acme/web");
  }

  Gitlab tool() {
    return sandbox.gitlab("gitlab");
  }

  Connector connector() {
    return connector;
  }

  static Whom ada() {
    return new Whom(
        Optional.empty(),
        List.of(new Whom.Lookup(Whom.By.EMAIL, ADA_MAIL)),
        Optional.of("ada"),
        Optional.of(ADA_MAIL),
        Optional.of("Ada Lovelace"));
  }

  Applied apply(Change change) {
    return connector.apply(ada(), change);
  }

  Applied grant(String scope, String role) {
    return apply(new Change.Grant(scope, role, Optional.empty()));
  }

  Observation observe(String... scopes) throws ToolException {
    return connector.observe(ada(), Set.of(scopes));
  }

  List<ObservedRole> roles(String scope) throws ToolException {
    return observe(scope).roles();
  }

  void fail(String method, String path, Fault fault) {
    tool().faults().add(FaultRule.on(method, path, fault).once());
  }

  @Override
  public void close() {
    connector.close();
    sandbox.close();
    GitLabConformance.PUBLISHED.check();
  }
}
