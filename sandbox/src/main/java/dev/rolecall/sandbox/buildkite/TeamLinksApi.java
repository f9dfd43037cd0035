package dev.rolecall.sandbox.buildkite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.buildkite.Resource.Kind;
import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What teams may do with pipelines and with test suites, and where a slug's uuid is found. Source:
 * docs "Team pipelines API", "Team suites API". A level is one word of a pipeline and a list of
 * words of a suite.
 */
final class TeamLinksApi {
  private static final List<String> PIPELINE_LEVELS =
      List.of("read_only", "build_and_read", "manage_build_and_read");

  private final Kind kind;

  private TeamLinksApi(Kind kind) {
    this.kind = kind;
  }

  static void register(Routes routes, Guard guard) {
    for (Kind kind : Kind.values()) {
      TeamLinksApi api = new TeamLinksApi(kind);
      String links = "/v2/organizations/{org}/teams/{team}/" + kind.word + "s";
      api.on(routes, guard, "GET", links, "read_teams", api::list);
      api.on(routes, guard, "POST", links, "write_teams", api::add);
      String one = links + "/{resource}";
      api.on(routes, guard, "GET", one, "read_teams", api::find);
      api.on(routes, guard, "PATCH", one, "write_teams", api::update);
      api.on(routes, guard, "DELETE", one, "write_teams", api::remove);
    }
    routes
        .on(
            "GET",
            "/v2/organizations/{org}/pipelines/{slug}",
            guard.organization("read_pipelines", request -> resource(request, Kind.PIPELINE)))
        .on(
            "GET",
            "/v2/analytics/organizations/{org}/suites/{slug}",
            guard.organization("read_suites", request -> resource(request, Kind.SUITE)));
  }

  private void on(
      Routes routes,
      Guard guard,
      String method,
      String path,
      String scope,
      Request.Endpoint endpoint) {
    routes.on(method, path, guard.organization(scope, TeamsApi.inPlan(endpoint)));
  }

  private static Answer resource(Request request, Kind kind) {
    return request.world().resources.stream()
        .filter(one -> one.kind() == kind && one.slug().equals(request.call().variable("slug")))
        .findFirst()
        .map(one ->
            Answer.json(
                200,
                Json.object(
                    "id", one.uuid(),
                    "slug", one.slug(),
                    "name", one.slug(),
                    "url", one.url(request.host(), request.world().seed.organization()))))
        .orElseThrow(Refusal::notFound);
  }

  private Answer list(Request request) {
    List<Map.Entry<Resource, Team.Link>> links =
        request.team().links.entrySet().stream()
            .filter(entry -> entry.getKey().kind() == kind)
            .toList();
    return Pages.numbered(request, links, entry -> json(request, entry.getKey(), entry.getValue()));
  }

  private Answer find(Request request) {
    return answer(request, 200, request.call().variable("resource"));
  }

  private Answer add(Request request) {
    Team team = request.team();
    request.mayChange(team);
    String id = request.body().path(kind.word + "_id").asText("");
    Resource resource =
        request.world().resources.stream()
            .filter(one -> one.kind() == kind && one.uuid().equals(id))
            .findFirst()
            .orElseThrow(() -> Refusal.invalid("The " + kind.word + " must exist"));
    if (team.links.containsKey(resource)) {
      throw Refusal.invalid("The " + kind.word + " has already been added to this team");
    }
    team.links.put(resource, new Team.Link(level(request), request.world().now()));
    return answer(request, 201, resource.uuid());
  }

  private Answer update(Request request) {
    Team team = request.team();
    request.mayChange(team);
    Resource resource = linked(team, request.call().variable("resource"));
    team.links.put(resource, new Team.Link(level(request), request.world().now()));
    return answer(request, 200, resource.uuid());
  }

  private Answer remove(Request request) {
    Team team = request.team();
    request.mayChange(team);
    team.links.remove(linked(team, request.call().variable("resource")));
    return Answer.noContent();
  }

  private Object level(Request request) {
    JsonNode level = request.body().path("access_level");
    return switch (kind) {
      case PIPELINE -> pipelineLevel(level);
      case SUITE -> suiteLevel(level);
    };
  }

  private static String pipelineLevel(JsonNode level) {
    if (!level.isTextual() || !PIPELINE_LEVELS.contains(level.asText())) {
      throw Refusal.invalid("Access level is not included in the list");
    }
    return level.asText();
  }

  private static List<String> suiteLevel(JsonNode level) {
    List<String> words = new ArrayList<>();
    level.forEach(word -> words.add(word.asText()));
    if (!level.isArray()
        || !words.contains("read")
        || !List.of("read", "edit").containsAll(words)) {
      throw Refusal.invalid("Access level is not included in the list");
    }
    return words;
  }

  private Resource linked(Team team, String uuid) {
    Optional<Resource> found =
        team.links.keySet().stream()
            .filter(one -> one.kind() == kind && one.uuid().equals(uuid))
            .findFirst();
    return found.orElseThrow(Refusal::notFound);
  }

  private Answer answer(Request request, int status, String uuid) {
    Team team = request.team();
    Resource resource = linked(team, uuid);
    Team.Link link = team.links.get(resource);
    if (link == null) {
      throw Refusal.notFound();
    }
    return Answer.json(status, json(request, resource, link));
  }

  private Map<String, @Nullable Object> json(Request request, Resource resource, Team.Link link) {
    return Json.object(
        "access_level",
        link.level(),
        "created_at",
        Ids.time(link.createdAt()),
        kind.word + "_id",
        resource.uuid(),
        kind.word + "_url",
        resource.url(request.host(), request.world().seed.organization()));
  }
}
