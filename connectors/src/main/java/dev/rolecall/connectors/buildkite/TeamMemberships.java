package dev.rolecall.connectors.buildkite;

import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.ToolException;
import java.util.Optional;

/** Roles in one team. */
record TeamMemberships(Team team, Teams teams, OwnToken token) implements Place {

  @Override
  public Optional<String> role(String user) throws ToolException {
    return teams.role(team, user);
  }

  /** The reasons of a 422 are not documented: what is there now tells. */
  @Override
  public Applied give(String user, String role) throws ToolException {
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

  @Override
  public boolean raises(String to) {
    return team.takesEverybody() && to.equals(Scope.MAINTAINER);
  }

  @Override
  public Applied set(String user, String role) throws ToolException {
    return written(teams.change(team, user, role));
  }

  @Override
  public Applied take(String user, String role) throws ToolException {
    if (team.takesEverybody()) {
      return new Applied.Refused(Call.NONE, "Buildkite puts everybody into this default team");
    }
    Reply reply = teams.remove(team, user);
    return Buildkite.saysNotFound(reply) ? new Applied.Already(reply.call()) : written(reply);
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
