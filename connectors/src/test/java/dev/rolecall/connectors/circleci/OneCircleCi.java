package dev.rolecall.connectors.circleci;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Bindings;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolSettings;
import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.circleci.CircleCi;
import dev.rolecall.sandbox.circleci.CircleCiSeed;
import dev.rolecall.sandbox.http.Fault;
import dev.rolecall.sandbox.http.FaultRule;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A simulated CircleCI and a connector to it. */
final class OneCircleCi implements AutoCloseable {
  static final String TOKEN = "CCIPAT_of_rolecall";
  static final String ORG = "b9291e0d-a11e-41fb-8517-c545388b5953";
  static final String ADA_MAIL = "ada@acme.example";

  private final Sandbox sandbox;
  private final Connector connector;

  OneCircleCi(CircleCiSeed seed, Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.putIfAbsent("organization", ORG);
    this.sandbox = Sandbox.start(List.of(SimulatorSpec.circleci("circleci", 0, seed)));
    CircleCiConformance.PUBLISHED.watch(tool());
    this.connector =
        new CircleCiConnectorType()
            .open(
                new ToolSettings(
                    "circleci", sandbox.url("circleci"), () -> TOKEN, all, Duration.ofSeconds(5)));
  }

  static CircleCiSeed seed() {
    return CircleCiSeed.withAdmin(ORG, "rolecall", TOKEN)
        .member("ada", ADA_MAIL, "org-contributor")
        .group("platform")
        .project("web")
        .context("deploy")
        .withUnofficial();
  }

  static OneCircleCi unofficially() {
    return new OneCircleCi(seed(), Map.of("unofficial", "true"));
  }

  /** Its simulator would answer the web pages' routes: to call them is up to the connector. */
  static OneCircleCi publicly() {
    return new OneCircleCi(seed(), Map.of());
  }

  CircleCi tool() {
    return sandbox.tool("circleci", CircleCi.class);
  }

  URI url() {
    return sandbox.url("circleci");
  }

  Connector connector() {
    return connector;
  }

  Bindings bindings() {
    return connector.bindings().orElseThrow();
  }

  static Whom ada() {
    return new Whom(
        Optional.empty(),
        List.of(new Whom.Lookup(Whom.By.EMAIL, ADA_MAIL)),
        Optional.empty(),
        Optional.of(ADA_MAIL),
        Optional.of("Ada Lovelace"));
  }

  Whom linked(String login) {
    return new Whom(
        Optional.of(tool().person(login).orElseThrow().id()),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  Applied apply(Change change) {
    return connector.apply(ada(), change);
  }

  Applied grant(String scope, String role) {
    return apply(new Change.Grant(scope, role, Optional.empty()));
  }

  Applied change(String scope, String from, String to) {
    return apply(new Change.ChangeRole(scope, from, to, Optional.empty()));
  }

  Applied revoke(String scope, String role) {
    return apply(new Change.Revoke(scope, role));
  }

  Observation observe(String... scopes) throws ToolException {
    return connector.observe(ada(), Set.of(scopes));
  }

  List<String> roles(String scope) throws ToolException {
    return observe(scope).roles().stream().map(ObservedRole::role).toList();
  }

  void fail(String method, String path, Fault fault) {
    tool().faults().add(FaultRule.on(method, path, fault).once());
  }

  @Override
  public void close() {
    connector.close();
    sandbox.close();
    CircleCiConformance.PUBLISHED.check();
  }
}
