package dev.rolecall.sandbox.jenkins;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.http.Routes;

/** What people do to the simulated Jenkins by hand, under {@code /_sandbox}, for use with curl. */
final class JenkinsOperations {
  private final Routes routes = new Routes();

  JenkinsOperations(Jenkins jenkins) {
    routes
        .on(
            "POST",
            "/_sandbox/users/{id}",
            call -> done(() -> jenkins.addUserByHand(id(call), id(call))))
        .on(
            "DELETE",
            "/_sandbox/users/{id}",
            call -> done(() -> jenkins.removeUserByHand(id(call))))
        .on(
            "POST",
            "/_sandbox/users/{id}/token",
            call -> Answer.json(201, Json.object("token", jenkins.makeToken(id(call)))))
        .on(
            "POST",
            "/_sandbox/users/{id}/session",
            call -> Answer.json(201, Json.object("cookie", jenkins.signIn(id(call), false))))
        .on(
            "POST",
            "/_sandbox/{type}/{role}/{id}",
            call ->
                done(() -> jenkins.assignByHand(type(call), call.variable("role"), holder(call))))
        .on(
            "DELETE",
            "/_sandbox/{type}/{role}/{id}",
            call ->
                done(() -> jenkins.unassignByHand(type(call), call.variable("role"), holder(call))))
        .on("POST", "/_sandbox/starting", call -> done(() -> jenkins.starting(true)))
        .on("DELETE", "/_sandbox/starting", call -> done(() -> jenkins.starting(false)));
  }

  Routes routes() {
    return routes;
  }

  private static Answer done(Runnable action) {
    action.run();
    return Answer.noContent();
  }

  private static String id(Call call) {
    return call.variable("id");
  }

  private static Holder holder(Call call) {
    return new Holder(Holder.Kind.USER, id(call));
  }

  private static RoleType type(Call call) {
    return RoleType.of(call.variable("type"))
        .orElseThrow(() ->
            new IllegalArgumentException("The type is globalRoles, projectRoles or slaveRoles"));
  }
}
