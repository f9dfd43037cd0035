package dev.rolecall.sandbox.buildkite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;

/**
 * A request whose token may make it.
 *
 * @param viewer the member whose token it is
 */
record Request(Call call, World world, Token token, Membership viewer) {

  /** What answers it. */
  @FunctionalInterface
  interface Endpoint {
    Answer answer(Request request);
  }

  String host() {
    String host = call.header("host");
    return "http://" + (host == null ? "localhost" : host);
  }

  /** Of the organization's routes. */
  String root() {
    return host() + "/v2/organizations/" + world.seed.organization();
  }

  JsonNode body() {
    try {
      JsonNode body = Json.read(call.body());
      if (body.isObject()) {
        return body;
      }
    } catch (JsonProcessingException notJson) {
      throw Refusal.of(400, "The request body is not JSON");
    }
    throw Refusal.of(400, "The request body is not a JSON object");
  }

  void needsAdmin() {
    if (!viewer.isAdmin()) {
      throw Refusal.forbidden();
    }
  }

  Membership member(String name) {
    Membership member = world.members.get(call.variable(name));
    if (member == null) {
      throw Refusal.notFound();
    }
    return member;
  }

  /** Teams that are secret are for their members and for administrators. */
  Team team() {
    return world.teams.stream()
        .filter(team -> team.uuid.equals(call.variable("team")))
        .filter(this::sees)
        .findFirst()
        .orElseThrow(Refusal::notFound);
  }

  boolean sees(Team team) {
    return viewer.isAdmin()
        || team.privacy.equals("visible")
        || team.members.containsKey(viewer.user);
  }

  /** Administrators change every team; maintainers change theirs. */
  void mayChange(Team team) {
    Team.Seat seat = team.members.get(viewer.user);
    if (!viewer.isAdmin() && (seat == null || !seat.role().equals("maintainer"))) {
      throw Refusal.forbidden();
    }
  }
}
