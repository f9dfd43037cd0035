package dev.rolecall.sandbox.buildkite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Routes;
import java.util.List;
import java.util.Locale;

/** Teams. Source: docs "Teams API". */
final class TeamsApi {
  private static final String NOT_IN_PLAN =
      "Your plan doesn't include team permissions. Upgrade your plan to enable teams.";

  private TeamsApi() {}

  static void register(Routes routes, Guard guard) {
    String teams = "/v2/organizations/{org}/teams";
    routes
        .on("GET", teams, guard.organization("read_teams", inPlan(TeamsApi::list)))
        .on("POST", teams, guard.organization("write_teams", inPlan(TeamsApi::create)))
        .on("POST", teams + "/enable", guard.organization("write_teams", inPlan(TeamsApi::enable)))
        .on("GET", teams + "/{team}", guard.organization("read_teams", inPlan(TeamsApi::find)))
        .on("PATCH", teams + "/{team}", guard.organization("write_teams", inPlan(TeamsApi::update)))
        .on(
            "DELETE",
            teams + "/{team}",
            guard.organization("write_teams", inPlan(TeamsApi::delete)));
  }

  /** The status is not documented; the text is. */
  static Request.Endpoint inPlan(Request.Endpoint endpoint) {
    return request -> {
      if (!request.world().seed.teamsInPlan()) {
        throw Refusal.of(422, NOT_IN_PLAN);
      }
      return endpoint.answer(request);
    };
  }

  private static Answer list(Request request) {
    String user = request.call().parameter("user_id");
    List<Team> teams =
        request.world().teams.stream()
            .filter(request::sees)
            .filter(team ->
                user == null
                    || team.members.keySet().stream().anyMatch(member -> member.uuid.equals(user)))
            .toList();
    return Pages.numbered(request, teams, Team::json);
  }

  private static Answer find(Request request) {
    return Answer.json(200, request.team().json());
  }

  private static Answer enable(Request request) {
    request.needsAdmin();
    return Answer.noContent();
  }

  private static Answer create(Request request) {
    request.needsAdmin();
    JsonNode body = request.body();
    String name = body.path("name").asText("");
    String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    if (name.isBlank() || request.world().teamOf(slug).isPresent()) {
      throw Refusal.invalid("Name can't be blank or taken");
    }
    Team team = request.world().addTeam(slug, name);
    set(team, body);
    return Answer.json(201, team.json());
  }

  private static Answer update(Request request) {
    Team team = request.team();
    request.mayChange(team);
    set(team, request.body());
    return Answer.json(200, team.json());
  }

  private static Answer delete(Request request) {
    request.needsAdmin();
    request.world().teams.remove(request.team());
    return Answer.noContent();
  }

  private static void set(Team team, JsonNode body) {
    team.name = body.path("name").asText(team.name);
    team.description = body.path("description").asText(team.description);
    team.privacy = body.path("privacy").asText(team.privacy);
    team.isDefault = body.path("is_default_team").asBoolean(team.isDefault);
    team.defaultMemberRole = body.path("default_member_role").asText(team.defaultMemberRole);
    team.membersCanCreatePipelines =
        body.path("members_can_create_pipelines").asBoolean(team.membersCanCreatePipelines);
  }
}
