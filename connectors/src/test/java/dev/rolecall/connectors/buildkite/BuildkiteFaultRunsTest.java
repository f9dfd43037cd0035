package dev.rolecall.connectors.buildkite;

import dev.rolecall.connectors.runtime.FaultRuns;
import dev.rolecall.connectors.tool.ConnectorType;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.buildkite.Buildkite;
import dev.rolecall.sandbox.buildkite.BuildkiteSeed;
import dev.rolecall.sandbox.http.Simulated;
import dev.rolecall.schemas.avro.Lookup;
import dev.rolecall.schemas.avro.LookupBy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

class BuildkiteFaultRunsTest extends FaultRuns {
  private static final String TOKEN = "bkua_of_rolecall";
  private static final List<String> TEAMS = List.of("web", "ops", "docs", "secret");

  @Override
  protected ConnectorType type() {
    return new BuildkiteConnectorType();
  }

  @Override
  protected SimulatorSpec simulator(String name) {
    BuildkiteSeed seed = BuildkiteSeed.withAdmin("acme", "rolecall@acme.example", TOKEN);
    for (String team : TEAMS) {
      seed = seed.team(team);
    }
    return SimulatorSpec.buildkite(name, 0, seed);
  }

  @Override
  protected String token() {
    return TOKEN;
  }

  @Override
  protected Map<String, String> options() {
    return Map.of("organization", "acme");
  }

  @Override
  protected List<String> scopes() {
    return List.of("team:web", "team:ops");
  }

  @Override
  protected List<String> silent() {
    return List.of("team:docs");
  }

  @Override
  protected List<String> unmanaged() {
    return List.of("team:secret");
  }

  @Override
  protected List<String> roles(String scope) {
    return List.of("member", "maintainer");
  }

  @Override
  protected boolean invites() {
    return true;
  }

  @Override
  protected boolean creates() {
    return false;
  }

  @Override
  protected Lookup lookup(String login) {
    return new Lookup(LookupBy.EMAIL, mail(login));
  }

  @Override
  protected String shown(String login) {
    return mail(login);
  }

  @Override
  protected void strangers(Simulated tool) {
    account(tool, "walter");
    give(tool, "walter", "team:web", "maintainer");
    give(tool, "walter", "team:secret", "member");
  }

  @Override
  protected Set<String> untouchable(Simulated tool) {
    return Set.of();
  }

  @Override
  protected String untouched(Simulated tool) {
    return ((Buildkite) tool).member(mail("walter")) + " " + held(tool, "walter");
  }

  @Override
  protected void account(Simulated tool, String login) {
    ((Buildkite) tool).setMemberByHand(mail(login), "member");
  }

  @Override
  protected void give(Simulated tool, String login, String scope, String role) {
    ((Buildkite) tool).setTeamRoleByHand(team(scope), mail(login), role);
  }

  @Override
  protected void take(Simulated tool, String login, String scope) {
    if (((Buildkite) tool).teamRole(team(scope), mail(login)).isPresent()) {
      ((Buildkite) tool).removeFromTeamByHand(team(scope), mail(login));
    }
  }

  @Override
  protected SortedMap<String, Set<String>> held(Simulated tool, String login) {
    TreeMap<String, Set<String>> held = new TreeMap<>();
    for (String team : TEAMS) {
      ((Buildkite) tool)
          .teamRole(team, mail(login))
          .ifPresent(role -> held.put("team:" + team, Set.of(role)));
    }
    return held;
  }

  @Override
  protected long accounts(Simulated tool, String login) {
    return ((Buildkite) tool)
        .members().stream().filter(it -> it.email().equalsIgnoreCase(mail(login))).count();
  }

  @Override
  protected boolean couldGetIn(Simulated tool, String login) {
    return ((Buildkite) tool).member(mail(login)).isPresent();
  }

  @Override
  protected void uses(Simulated tool, String login) {
    ((Buildkite) tool).signIn(mail(login));
  }

  @Override
  protected void accept(Simulated tool, String email, String login) {
    boolean isInvited =
        ((Buildkite) tool)
            .invitations().stream()
                .anyMatch(it -> it.email().equals(email) && it.state().equals("pending"));
    if (isInvited) {
      ((Buildkite) tool).acceptInvitation(email);
    }
  }

  private static String mail(String login) {
    return login + "@acme.example";
  }

  private static String team(String scope) {
    return scope.substring("team:".length());
  }
}
