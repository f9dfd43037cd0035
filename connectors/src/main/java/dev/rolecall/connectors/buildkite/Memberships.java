package dev.rolecall.connectors.buildkite;

import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.ToolException;
import java.util.Optional;

/** Roles in the organization. To be a member is to have an account there. */
record Memberships(Buildkite buildkite, Members members, Teams teams, OwnToken token)
    implements Place {
  private static final String MEMBER = "/members/{user}";

  @Override
  public Optional<String> role(String user) throws ToolException {
    return members.byId(user).map(Member::role);
  }

  /** Who is not here can only be invited. */
  @Override
  public Applied give(String user, String role) {
    return new Applied.Conflict(Call.NONE);
  }

  /** Whoever is here is a member at least. */
  @Override
  public boolean raises(String to) {
    return to.equals(Scope.ADMIN);
  }

  @Override
  public Applied set(String user, String role) throws ToolException {
    return written(
        buildkite.send(
            buildkite.patch(MEMBER, user).sending(HttpCaller.object().put("role", role))));
  }

  /** Who is in a team stays a member: the teams, perhaps not ours, would go with it. */
  @Override
  public Applied take(String user, String role) throws ToolException {
    if (!teams.anyOf(user)) {
      return remove(user);
    }
    return role.equals(Scope.ADMIN) ? set(user, Scope.MEMBER) : new Applied.Conflict(Call.NONE);
  }

  /** Ends the tokens and sessions of the member in this organization as well. */
  Applied remove(String user) throws ToolException {
    Reply reply = buildkite.send(buildkite.delete(MEMBER, user));
    if (Buildkite.saysNotFound(reply)) {
      return members.byId(user).isEmpty()
          ? new Applied.Already(reply.call())
          : new Applied.Conflict(reply.call());
    }
    return written(reply);
  }

  /** The one documented reason of a 422 is the last administrator; its text is not. */
  private Applied written(Reply reply) throws ToolException {
    Optional<String> invalid = Buildkite.invalid(reply);
    if (invalid.isPresent()) {
      return invalid.get().contains("admin")
          ? new Applied.LastHolder(reply.call())
          : new Applied.Refused(reply.call(), "Buildkite does not let this member be changed");
    }
    return token.written(reply);
  }
}
