package dev.rolecall.connectors.buildkite;

import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.ToolException;
import java.util.Optional;

/** Roles in the organization. To be a member is to have an account there. */
final class Memberships {
  private static final String MEMBER = "/members/{user}";

  private final Buildkite buildkite;
  private final Members members;
  private final Teams teams;
  private final OwnToken token;

  Memberships(Buildkite buildkite, Members members, Teams teams, OwnToken token) {
    this.buildkite = buildkite;
    this.members = members;
    this.teams = teams;
    this.token = token;
  }

  /** Whoever is here is a member at least; what is granted never lowers. */
  Applied grant(Member member, String role) throws ToolException {
    if (member.role().equals(role)) {
      return new Applied.Already(Call.NONE);
    }
    return role.equals(Scope.ADMIN) ? set(member, role) : new Applied.Conflict(Call.NONE);
  }

  Applied change(Member member, String from, String to) throws ToolException {
    if (member.role().equals(to)) {
      return new Applied.Already(Call.NONE);
    }
    return member.role().equals(from) ? set(member, to) : new Applied.Conflict(Call.NONE);
  }

  /** Who is in a team stays a member: the teams, perhaps not ours, would go with it. */
  Applied revoke(Member member, String role) throws ToolException {
    if (!member.role().equals(role)) {
      return new Applied.Conflict(Call.NONE);
    }
    if (!teams.anyOf(member.id())) {
      return remove(member);
    }
    return role.equals(Scope.ADMIN) ? set(member, Scope.MEMBER) : new Applied.Conflict(Call.NONE);
  }

  /** Ends the tokens and sessions of the member in this organization as well. */
  Applied remove(Member member) throws ToolException {
    if (token.isOf(member.id())) {
      return OwnToken.own();
    }
    Reply reply = buildkite.send(buildkite.delete(MEMBER, member.id()));
    if (Buildkite.saysNotFound(reply)) {
      return members.byId(member.id()).isEmpty()
          ? new Applied.Already(reply.call())
          : new Applied.Conflict(reply.call());
    }
    return written(reply);
  }

  private Applied set(Member member, String role) throws ToolException {
    if (token.isOf(member.id())) {
      return OwnToken.own();
    }
    return written(
        buildkite.send(
            buildkite.patch(MEMBER, member.id()).sending(HttpCaller.object().put("role", role))));
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
