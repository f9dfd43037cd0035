package dev.rolecall.sandbox.circleci;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.http.Routes;
import java.util.List;

/** The operators' side of a simulated CircleCI, for use with curl; parameters in the query. */
final class CircleCiOperations {
  private final CircleCi circleci;

  CircleCiOperations(CircleCi circleci) {
    this.circleci = circleci;
  }

  Routes routes() {
    return new Routes()
        .on("POST", "/_sandbox/people/{login}", this::join)
        .on("DELETE", "/_sandbox/people/{login}", this::leave)
        .on("POST", "/_sandbox/people/{login}/sso-login", this::ssoLogin)
        .on("POST", "/_sandbox/people/{login}/projects/{project}", this::projectRole)
        .on("DELETE", "/_sandbox/people/{login}/projects/{project}", this::noProjectRole)
        .on("POST", "/_sandbox/groups/{group}/members/{login}", this::addToGroup)
        .on("DELETE", "/_sandbox/groups/{group}/members/{login}", this::removeFromGroup);
  }

  private Answer join(Call call) {
    String email = call.parameter("email");
    CircleCiPerson joined =
        circleci.joinByHand(
            call.variable("login"),
            email == null ? call.variable("login") + "@acme.example" : email,
            required(call, "role"));
    return Answer.json(201, Json.object("id", joined.id(), "login", joined.login()));
  }

  private Answer leave(Call call) {
    circleci.removeByHand(call.variable("login"));
    return Answer.noContent();
  }

  private Answer ssoLogin(Call call) {
    List<String> groups =
        List.of(required(call, "groups").split(",", -1)).stream()
            .filter(name -> !name.isEmpty())
            .toList();
    circleci.ssoLogin(call.variable("login"), groups);
    return Answer.noContent();
  }

  private Answer projectRole(Call call) {
    circleci.setProjectRoleByHand(
        call.variable("project"), call.variable("login"), required(call, "role"));
    return Answer.noContent();
  }

  private Answer noProjectRole(Call call) {
    circleci.removeProjectRoleByHand(call.variable("project"), call.variable("login"));
    return Answer.noContent();
  }

  private Answer addToGroup(Call call) {
    circleci.addToGroupByHand(call.variable("group"), call.variable("login"));
    return Answer.noContent();
  }

  private Answer removeFromGroup(Call call) {
    circleci.removeFromGroupByHand(call.variable("group"), call.variable("login"));
    return Answer.noContent();
  }

  private static String required(Call call, String name) {
    String value = call.parameter(name);
    if (value == null) {
      throw new IllegalArgumentException("\"" + name + "\" is missing in the query");
    }
    return value;
  }
}
