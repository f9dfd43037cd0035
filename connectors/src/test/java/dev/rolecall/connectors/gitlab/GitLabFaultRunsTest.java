package dev.rolecall.connectors.gitlab;

import dev.rolecall.connectors.runtime.FaultRuns;
import dev.rolecall.connectors.tool.ConnectorType;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.gitlab.Gitlab;
import dev.rolecall.sandbox.gitlab.GitlabMember;
import dev.rolecall.sandbox.gitlab.GitlabSeed;
import dev.rolecall.sandbox.http.Simulated;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

class GitLabFaultRunsTest extends FaultRuns {
  private static final String TOKEN = "glpat-of-the-administrator";
  private static final List<String> PLACES =
      List.of("acme/platform", "acme/web", "acme/docs", "acme/secret");
  private static final List<String> STRANGERS = List.of("root", "walter", "grace");

  @Override
  protected ConnectorType type() {
    return new GitLabConnectorType();
  }

  @Override
  protected SimulatorSpec simulator(String name) {
    return SimulatorSpec.gitlab(
        name,
        0,
        GitlabSeed.selfManaged("root", TOKEN)
            .group("acme")
            .group("acme/platform")
            .project("acme/web")
            .group("acme/docs")
            .group("acme/secret"));
  }

  @Override
  protected String token() {
    return TOKEN;
  }

  @Override
  protected Map<String, String> options() {
    return Map.of("edition", "self-managed");
  }

  @Override
  protected List<String> scopes() {
    return List.of("acme/platform", "acme/web");
  }

  @Override
  protected List<String> silent() {
    return List.of("acme/docs");
  }

  @Override
  protected List<String> unmanaged() {
    return List.of("acme/secret");
  }

  @Override
  protected List<String> roles(String scope) {
    return List.of("reporter", "developer", "maintainer");
  }

  @Override
  protected boolean invites() {
    return true;
  }

  @Override
  protected void strangers(Simulated tool) {
    account(tool, "walter");
    account(tool, "grace");
    give(tool, "walter", "acme/platform", "maintainer");
    give(tool, "walter", "acme/web", "developer");
    give(tool, "grace", "acme/secret", "reporter");
  }

  @Override
  protected Set<String> untouchable(Simulated tool) {
    Gitlab gitlab = (Gitlab) tool;
    long walter = gitlab.user("walter").orElseThrow().id();
    long grace = gitlab.user("grace").orElseThrow().id();
    return Set.of(
        "/users/" + walter + "/", "/members/" + walter, "/members/" + grace, "acme/secret");
  }

  @Override
  protected String untouched(Simulated tool) {
    Gitlab gitlab = (Gitlab) tool;
    StringBuilder all = new StringBuilder();
    for (String login : STRANGERS) {
      all.append(gitlab.user(login)).append(held(tool, login)).append('\n');
    }
    return all.toString();
  }

  @Override
  protected void account(Simulated tool, String login) {
    ((Gitlab) tool).addUserByHand(login, login + "@acme.example");
  }

  @Override
  protected void give(Simulated tool, String login, String scope, String role) {
    ((Gitlab) tool)
        .setMemberByHand(
            scope,
            login,
            dev.rolecall.sandbox.gitlab.AccessLevel.valueOf(role.toUpperCase(Locale.ROOT)));
  }

  @Override
  protected void take(Simulated tool, String login, String scope) {
    ((Gitlab) tool).removeMemberByHand(scope, login);
  }

  @Override
  protected SortedMap<String, Set<String>> held(Simulated tool, String login) {
    TreeMap<String, Set<String>> held = new TreeMap<>();
    for (String place : PLACES) {
      Optional<GitlabMember> member = ((Gitlab) tool).member(place, login);
      member.ifPresent(it -> held.put(place, Set.of(AccessLevel.roleOf(it.accessLevel()))));
    }
    return held;
  }

  @Override
  protected long accounts(Simulated tool, String login) {
    return ((Gitlab) tool)
        .users().stream().filter(user -> user.username().equalsIgnoreCase(login)).count();
  }

  @Override
  protected boolean couldGetIn(Simulated tool, String login) {
    Gitlab gitlab = (Gitlab) tool;
    return gitlab.user(login).isPresent()
        && (gitlab.user(login).orElseThrow().state().equals("active")
            || gitlab.activeTokens(login) > 0
            || gitlab.keys(login) > 0);
  }

  @Override
  protected void uses(Simulated tool, String login) {
    if (((Gitlab) tool).user(login).orElseThrow().state().equals("active")) {
      ((Gitlab) tool).createToken(login, "api");
      ((Gitlab) tool).addKey(login, "laptop");
    }
  }

  @Override
  protected void accept(Simulated tool, String email, String login) {
    boolean isInvited =
        PLACES.stream()
            .anyMatch(place ->
                ((Gitlab) tool).invitations(place).stream().anyMatch(it -> it.email().equals(email)));
    if (isInvited) {
      ((Gitlab) tool).acceptInvitations(email, login);
    }
  }
}
