package dev.rolecall.sandbox.buildkite;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Routes;
import java.util.List;
import java.util.Map;

/** Who is in a team. Source: docs "Team members API"; the reasons in its 422 are not documented. */
final class TeamMembersApi {
  private static final List<String> ROLES = List.of("member", "maintainer");

  private TeamMembersApi() {}

  static void register(Routes routes, Guard guard) {
    String members = "/v2/organizations/{org}/teams/{team}/members";
    on(routes, guard, "GET", members, "read_teams", TeamMembersApi::list);
    on(routes, guard, "POST", members, "write_teams", TeamMembersApi::add);
    on(routes, guard, "GET", members + "/{user}", "read_teams", TeamMembersApi::find);
    on(routes, guard, "PATCH", members + "/{user}", "write_teams", TeamMembersApi::update);
    on(routes, guard, "DELETE", members + "/{user}", "write_teams", TeamMembersApi::remove);
  }

  private static void on(
      Routes routes,
      Guard guard,
      String method,
      String path,
      String scope,
      Request.Endpoint endpoint) {
    routes.on(method, path, guard.organization(scope, TeamsApi.inPlan(endpoint)));
  }

  private static Answer list(Request request) {
    return Pages.numbered(
        request,
        List.copyOf(request.team().members.entrySet()),
        (Map.Entry<User, Team.Seat> entry) -> Team.json(entry.getKey(), entry.getValue()));
  }

  private static Answer find(Request request) {
    Team team = request.team();
    return seat(team, user(request, team), 200);
  }

  private static Answer add(Request request) {
    Team team = request.team();
    request.mayChange(team);
    String id = request.body().path("user_id").asText("");
    String role = role(request, team.defaultMemberRole);
    Membership member = request.world().members.get(id);
    if (member == null) {
      throw Refusal.invalid("User must be a member of the organization");
    }
    if (team.members.containsKey(member.user)) {
      throw Refusal.invalid("User has already been added to this team");
    }
    request.world().seat(team, member.user, role);
    return seat(team, member.user, 201);
  }

  private static Answer update(Request request) {
    Team team = request.team();
    request.mayChange(team);
    User user = user(request, team);
    request.world().seat(team, user, role(request, ""));
    return seat(team, user, 200);
  }

  private static Answer remove(Request request) {
    Team team = request.team();
    request.mayChange(team);
    team.members.remove(user(request, team));
    return Answer.noContent();
  }

  private static String role(Request request, String otherwise) {
    String role = request.body().path("role").asText(otherwise);
    if (!ROLES.contains(role)) {
      throw Refusal.invalid("Role is not included in the list");
    }
    return role;
  }

  private static User user(Request request, Team team) {
    return team.members.keySet().stream()
        .filter(user -> user.uuid.equals(request.call().variable("user")))
        .findFirst()
        .orElseThrow(Refusal::notFound);
  }

  private static Answer seat(Team team, User user, int status) {
    Team.Seat seat = team.members.get(user);
    if (seat == null) {
      throw Refusal.notFound();
    }
    return Answer.json(status, Team.json(user, seat));
  }
}
