package dev.rolecall.connectors.buildkite;

import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.ToolException;
import java.util.Optional;

/** Roles in teams. */
final class TeamMemberships {
  private final Teams teams;
  private final OwnToken token;

  TeamMemberships(Teams teams, OwnToken token) {
    this.teams = teams;
    this.token = token;
  }

  /** A role that came with a default team is raised; any other was given by somebody. */
  Applied grant(Team team, String user, String role) throws ToolException {
    Optional<String> held = teams.role(team, user);
    if (held.isEmpty()) {
      return added(team, user, role);
    }
    if (held.get().equals(role)) {
      return new Applied.Already(Call.NONE);
    }
    return team.takesEverybody() && role.equals(Scope.MAINTAINER)
        ? written(teams.change(team, user, role))
        : new Applied.Conflict(Call.NONE);
  }

  Applied change(Team team, String user, String from, String to) throws ToolException {
    Optional<String> held = teams.role(team, user);
    if (held.isPresent() && held.get().equals(to)) {
      return new Applied.Already(Call.NONE);
    }
    if (held.isEmpty() || !held.get().equals(from)) {
      return new Applied.Conflict(Call.NONE);
    }
    return to.equals(Scope.MEMBER) && token.isOf(user)
        ? OwnToken.own()
        : written(teams.change(team, user, to));
  }

  Applied revoke(Team team, String user, String role) throws ToolException {
    Optional<String> held = teams.role(team, user);
    if (held.isEmpty()) {
      return new Applied.Already(Call.NONE);
    }
    if (!held.get().equals(role)) {
      return new Applied.Conflict(Call.NONE);
    }
    if (team.takesEverybody()) {
      return new Applied.Refused(Call.NONE, "Buildkite puts everybody into this default team");
    }
    if (token.isOf(user)) {
      return OwnToken.own();
    }
    Reply reply = teams.remove(team, user);
    return Buildkite.saysNotFound(reply) ? new Applied.Already(reply.call()) : written(reply);
  }

  /** The reasons of a 422 are not documented: what is there now tells. */
  private Applied added(Team team, String user, String role) throws ToolException {
    Reply reply = teams.add(team, user, role);
    if (Buildkite.invalid(reply).isEmpty()) {
      return written(reply);
    }
    Optional<String> held = teams.role(team, user);
    if (held.isEmpty()) {
      return new Applied.Refused(reply.call(), "Buildkite does not take this member into the team");
    }
    return held.get().equals(role)
        ? new Applied.Already(reply.call())
        : new Applied.Conflict(reply.call());
  }

  private Applied written(Reply reply) throws ToolException {
    if (Buildkite.saysNotFound(reply)) {
      teams.forget();
      return new Applied.Conflict(reply.call());
    }
    return Buildkite.invalid(reply).isPresent()
        ? new Applied.Refused(reply.call(), "Buildkite does not let this team be changed")
        : token.written(reply);
  }
}
