package dev.rolecall.connectors.jenkins;

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
import dev.rolecall.sandbox.http.Fault;
import dev.rolecall.sandbox.http.FaultRule;
import dev.rolecall.sandbox.jenkins.Holder;
import dev.rolecall.sandbox.jenkins.Jenkins;
import dev.rolecall.sandbox.jenkins.JenkinsSeed;
import dev.rolecall.sandbox.jenkins.RoleType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A simulated Jenkins and a connector to it. */
final class OneJenkins implements AutoCloseable {
  static final String ITEM_READ = "hudson.model.Item.Read";
  private static final String TOKEN = "api-token";

  private final Sandbox sandbox;
  final Jenkins jenkins;
  final Connector connector;

  OneJenkins(JenkinsSeed seed, Map<String, String> options) {
    sandbox = Sandbox.start(List.of(SimulatorSpec.jenkins("jenkins", 0, seed)));
    jenkins = sandbox.tool("jenkins", Jenkins.class);
    connector = open("rolecall:" + TOKEN, options);
  }

  /** An administrator, the folder team-a with two roles, and a role with Overall/Read. */
  static JenkinsSeed seed() {
    return JenkinsSeed.withAdmin("rolecall", TOKEN)
        .role(RoleType.GLOBAL, "read", ".*", Set.of("hudson.model.Hudson.Read"))
        .folder("team-a")
        .folderRole("team-a-read", "team-a", ITEM_READ)
        .folderRole("team-a-build", "team-a", "hudson.model.Item.Build");
  }

  Connector open(String token, Map<String, String> options) {
    return new JenkinsConnectorType()
        .open(
            new ToolSettings(
                "jenkins", sandbox.url("jenkins"), () -> token, options, Duration.ofSeconds(5)));
  }

  Applied grant(String login, String scope, String role) {
    return connector.apply(person(login), new Change.Grant(scope, role, Optional.empty()));
  }

  Applied revoke(String login, String scope, String role) {
    return connector.apply(person(login), new Change.Revoke(scope, role));
  }

  Observation observe(String login, String... scopes) throws ToolException {
    return connector.observe(person(login), Set.of(scopes));
  }

  /** As {@code folder:team-a read DIRECT}. */
  List<String> roles(String login, String... scopes) throws ToolException {
    return observe(login, scopes).roles().stream().map(OneJenkins::text).sorted().toList();
  }

  List<Holder> holders(String itemRole) {
    return jenkins.holders(RoleType.ITEM, itemRole);
  }

  List<Holder> readers() {
    return jenkins.holders(RoleType.GLOBAL, "read");
  }

  void fail(String method, String path, Fault fault) {
    jenkins.faults().add(FaultRule.on(method, path, fault).once());
  }

  /** Methods of the calls that change something. */
  List<String> writes() {
    return jenkins.requests().stream()
        .filter(request -> !request.method().equals("GET"))
        .map(request -> request.path().replaceAll(".*/", ""))
        .toList();
  }

  static Holder user(String sid) {
    return new Holder(Holder.Kind.USER, sid);
  }

  static Whom person(String login) {
    return new Whom(
        Optional.empty(),
        List.of(new Whom.Lookup(Whom.By.LOGIN, login)),
        Optional.of(login),
        Optional.of(login + "@acme.example"),
        Optional.of("Ada Lovelace"));
  }

  private static String text(ObservedRole role) {
    return role.scope() + " " + role.role() + " " + role.holding();
  }

  @Override
  public void close() {
    connector.close();
    sandbox.close();
  }
}
