package dev.rolecall.sandbox.gitlab;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.http.Routes;

/** The operators' side of a simulated GitLab, for use with curl; parameters in the query. */
final class GitlabOperations {

  private final Gitlab gitlab;

  GitlabOperations(Gitlab gitlab) {
    this.gitlab = gitlab;
  }

  Routes routes() {
    return new Routes()
        .on("POST", "/_sandbox/users/{username}", this::addUser)
        .on("POST", "/_sandbox/users/{username}/state/{state}", this::setState)
        .on("POST", "/_sandbox/places/{path}/members/{username}", this::setMember)
        .on("DELETE", "/_sandbox/places/{path}/members/{username}", this::removeMember)
        .on("POST", "/_sandbox/invitations/{email}/accept", this::accept);
  }

  private Answer addUser(Call call) {
    gitlab.addUserByHand(call.variable("username"), parameter(call, "email"));
    return Answer.noContent();
  }

  private Answer setState(Call call) {
    gitlab.setStateByHand(call.variable("username"), call.variable("state"));
    return Answer.noContent();
  }

  private Answer setMember(Call call) {
    String asked = parameter(call, "access_level");
    AccessLevel level =
        asked.matches("[0-9]{1,3}") ? AccessLevel.of(Integer.parseInt(asked)).orElse(null) : null;
    if (level == null) {
      throw new IllegalArgumentException("\"access_level\" is none of GitLab's");
    }
    gitlab.setMemberByHand(call.variable("path"), call.variable("username"), level);
    return Answer.noContent();
  }

  private Answer removeMember(Call call) {
    gitlab.removeMemberByHand(call.variable("path"), call.variable("username"));
    return Answer.noContent();
  }

  private Answer accept(Call call) {
    return Answer.json(
        200,
        Json.object(
            "joined",
            gitlab.acceptInvitations(call.variable("email"), parameter(call, "username"))));
  }

  private static String parameter(Call call, String name) {
    String value = call.parameter(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("\"" + name + "\" is missing in the query");
    }
    return value;
  }
}
