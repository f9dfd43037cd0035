package dev.rolecall.connectors.circleci;

import dev.rolecall.connectors.runtime.FaultRuns;
import dev.rolecall.connectors.tool.ConnectorType;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.circleci.CircleCi;
import dev.rolecall.sandbox.circleci.CircleCiPerson;
import dev.rolecall.sandbox.circleci.CircleCiSeed;
import dev.rolecall.sandbox.http.Simulated;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Groups, the one thing that CircleCI's public API can give and take. */
class CircleCiFaultRunsTest extends FaultRuns {
  private static final String TOKEN = "circleci-token-of-rolecall";
  private static final List<String> GROUPS = List.of("platform", "ops", "docs", "secret");

  @Override
  protected ConnectorType type() {
    return new CircleCiConnectorType();
  }

  @Override
  protected SimulatorSpec simulator(String name) {
    CircleCiSeed seed = CircleCiSeed.withAdmin("acme", "rolecall", TOKEN).withUnofficial();
    for (String group : GROUPS) {
      seed = seed.group(group);
    }
    return SimulatorSpec.circleci(name, 0, seed);
  }

  @Override
  protected String token() {
    return TOKEN;
  }

  @Override
  protected Map<String, String> options() {
    return Map.of("organization", "circleci/acme", "unofficial", "true");
  }

  @Override
  protected List<String> scopes() {
    return List.of("group:platform", "group:ops");
  }

  @Override
  protected List<String> silent() {
    return List.of("group:docs");
  }

  @Override
  protected List<String> unmanaged() {
    return List.of("group:secret");
  }

  @Override
  protected List<String> roles(String scope) {
    return List.of("member");
  }

  @Override
  protected boolean creates() {
    return false;
  }

  @Override
  protected void strangers(Simulated tool) {
    account(tool, "walter");
    give(tool, "walter", "group:platform", "member");
  }

  @Override
  protected Set<String> untouchable(Simulated tool) {
    return Set.of();
  }

  @Override
  protected String untouched(Simulated tool) {
    return String.valueOf(((CircleCi) tool).person("walter"));
  }

  @Override
  protected void account(Simulated tool, String login) {
    ((CircleCi) tool).joinByHand(login, login + "@acme.example", "org-viewer");
  }

  @Override
  protected void give(Simulated tool, String login, String scope, String role) {
    ((CircleCi) tool).addToGroupByHand(group(scope), login);
  }

  @Override
  protected void take(Simulated tool, String login, String scope) {
    if (held(tool, login).containsKey(scope)) {
      ((CircleCi) tool).removeFromGroupByHand(group(scope), login);
    }
  }

  @Override
  protected SortedMap<String, Set<String>> held(Simulated tool, String login) {
    TreeMap<String, Set<String>> held = new TreeMap<>();
    Optional<CircleCiPerson> person = ((CircleCi) tool).person(login);
    for (String group : GROUPS) {
      if (person.isPresent() && person.get().groups().contains(group)) {
        held.put("group:" + group, Set.of("member"));
      }
    }
    return held;
  }

  @Override
  protected long accounts(Simulated tool, String login) {
    return ((CircleCi) tool)
        .people().stream().filter(it -> it.login().equalsIgnoreCase(login)).count();
  }

  @Override
  protected boolean couldGetIn(Simulated tool, String login) {
    return ((CircleCi) tool).person(login).flatMap(CircleCiPerson::role).isPresent();
  }

  @Override
  protected void uses(Simulated tool, String login) {}

  private static String group(String scope) {
    return scope.substring("group:".length());
  }
}
