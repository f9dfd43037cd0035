package dev.rolecall.sandbox.buildkite;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.http.Routes;
import java.util.LinkedHashMap;
import java.util.Map;

/** The operators' side of a simulated Buildkite, for use with curl; parameters in the query. */
final class BuildkiteOperations {
  private final Buildkite buildkite;

  BuildkiteOperations(Buildkite buildkite) {
    this.buildkite = buildkite;
  }

  Routes routes() {
    return new Routes()
        .on("POST", "/_sandbox/members/{email}", this::setMember)
        .on("DELETE", "/_sandbox/members/{email}", this::removeMember)
        .on("POST", "/_sandbox/members/{email}/session", this::signIn)
        .on("POST", "/_sandbox/members/{email}/saml", this::saml)
        .on("POST", "/_sandbox/teams/{team}/members/{email}", this::setTeamRole)
        .on("DELETE", "/_sandbox/teams/{team}/members/{email}", this::leaveTeam)
        .on("POST", "/_sandbox/invitations/{email}/accept", this::accept)
        .on("POST", "/_sandbox/invitations/{email}/expire", this::expire);
  }

  private Answer setMember(Call call) {
    buildkite.setMemberByHand(call.variable("email"), role(call, "admin"));
    return Answer.noContent();
  }

  private Answer removeMember(Call call) {
    buildkite.removeMemberByHand(call.variable("email"));
    return Answer.noContent();
  }

  private Answer signIn(Call call) {
    return Answer.json(201, Json.object("cookie", buildkite.signIn(call.variable("email"))));
  }

  /** {@code ?admin=true&web=maintainer&ops=member}: a role for each team. */
  private Answer saml(Call call) {
    Map<String, String> teams = new LinkedHashMap<>();
    call.query().forEach((name, values) -> teams.put(name, values.getLast()));
    boolean admin = "true".equals(teams.remove("admin"));
    return Answer.json(
        201, Json.object("cookie", buildkite.signInWithSaml(call.variable("email"), admin, teams)));
  }

  private Answer setTeamRole(Call call) {
    buildkite.setTeamRoleByHand(
        call.variable("team"), call.variable("email"), role(call, "maintainer"));
    return Answer.noContent();
  }

  private Answer leaveTeam(Call call) {
    buildkite.removeFromTeamByHand(call.variable("team"), call.variable("email"));
    return Answer.noContent();
  }

  private Answer accept(Call call) {
    String primary = call.parameter("as");
    String email = call.variable("email");
    buildkite.acceptInvitation(email, primary == null ? email : primary);
    return Answer.noContent();
  }

  private Answer expire(Call call) {
    buildkite.expireInvitation(call.variable("email"));
    return Answer.noContent();
  }

  private static String role(Call call, String higher) {
    String role = call.parameter("role");
    if (role == null) {
      return "member";
    }
    if (!role.equals("member") && !role.equals(higher)) {
      throw new IllegalArgumentException("\"role\" is member or " + higher);
    }
    return role;
  }
}
