package dev.rolecall.connectors.buildkite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.ToolException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Teams, and who is in them. */
final class Teams {
  /** Buildkite allows 250 teams: three calls a minute at most, of the 50 that a user has. */
  private static final Duration AGE = Duration.ofMinutes(1);

  private static final String MEMBER = "/teams/{team}/members/{user}";

  private final Buildkite buildkite;
  private final Remembered<Map<String, Team>> known;

  Teams(Buildkite buildkite, InstantSource time) {
    this.buildkite = buildkite;
    this.known = new Remembered<>(time, AGE);
  }

  /** Every team that we may see, by its slug. */
  Map<String, Team> all() throws ToolException {
    Optional<Map<String, Team>> remembered = known.get();
    return remembered.isPresent() ? remembered.get() : known.put(read(buildkite.get("/teams")));
  }

  Optional<Team> find(String slug) throws ToolException {
    return Optional.ofNullable(all().get(slug));
  }

  void forget() {
    known.forget();
  }

  /** Whether somebody is in a team that they did not come to by joining alone. */
  boolean anyOf(String user) throws ToolException {
    return read(buildkite.get("/teams").with("user_id", user)).values().stream()
        .anyMatch(team -> !team.takesEverybody());
  }

  /**
   * Somebody's role in a team. A 404 is believed here: the team was in the list of a minute ago at
   * most, so that we may see it.
   */
  Optional<String> role(Team team, String user) throws ToolException {
    return buildkite
        .find(buildkite.get(MEMBER, team.id(), user))
        .map(seat -> seat.path("role").asText());
  }

  /** Everybody in a team: role by user. */
  Map<String, String> seats(Team team) throws ToolException {
    Map<String, String> roles = new HashMap<>();
    for (JsonNode row : buildkite.all(buildkite.get("/teams/{team}/members", team.id()))) {
      roles.put(row.path("user_id").asText(), row.path("role").asText());
    }
    return roles;
  }

  Reply add(Team team, String user, String role) {
    return buildkite.send(
        buildkite
            .post("/teams/{team}/members", team.id())
            .sending(HttpCaller.object().put("user_id", user).put("role", role)));
  }

  Reply change(Team team, String user, String role) {
    return buildkite.send(
        buildkite.patch(MEMBER, team.id(), user).sending(HttpCaller.object().put("role", role)));
  }

  Reply remove(Team team, String user) {
    return buildkite.send(buildkite.delete(MEMBER, team.id(), user));
  }

  /** A plan without teams has none. */
  private Map<String, Team> read(Request list) throws ToolException {
    Reply first = buildkite.send(list.with("per_page", "100"));
    if (Buildkite.invalid(first).filter(text -> text.contains("your plan doesn't")).isPresent()) {
      return Map.of();
    }
    Map<String, Team> teams = new LinkedHashMap<>();
    for (JsonNode row : buildkite.all(list, first)) {
      Team team = Team.of(row);
      teams.put(team.slug(), team);
    }
    return teams;
  }
}
