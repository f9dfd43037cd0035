package dev.rolecall.sandbox.circleci;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.circleci.CircleCiSeed.Kind;
import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A project by its slug, and the groups that have a role in it: an upsert and a change of role. To
 * take a group's role away is not served.
 */
final class ProjectsApi {
  private final Organization organization;
  private final Callers callers;

  ProjectsApi(Organization organization, Callers callers) {
    this.organization = organization;
    this.callers = callers;
  }

  void register(Routes routes) {
    routes
        .on("GET", "/api/v2/project/{slug}", bySlug(call -> call.variable("slug")))
        .on(
            "GET",
            "/api/v2/project/{vcs}/{org}/{name}",
            bySlug(call ->
                call.variable("vcs") + "/" + call.variable("org") + "/" + call.variable("name")));
    if (organization.has(Kind.CIRCLECI)) {
      String groups = "/api/v2/organizations/{org}/projects/{project}/groups";
      routes
          .on("GET", groups, admin((call, project) -> groups(project)))
          .on("POST", groups, admin((call, project) -> assign(organization, call, project)))
          .on("POST", groups + "/{group}/update-role", admin(this::updateRole));
    }
  }

  private interface Slug {
    String of(Call call);
  }

  private Routes.Handler bySlug(Slug slug) {
    return callers.member(
        (call, who) ->
            organization.projects.values().stream()
                .filter(project -> project.slug.equals(slug.of(call)))
                .findFirst()
                .map(project -> Answer.json(200, json(project)))
                .orElseGet(Answers::noProject),
        Answers.noProject());
  }

  private Map<String, @Nullable Object> json(Project project) {
    boolean own = organization.has(Kind.CIRCLECI);
    String provider = own ? "CircleCI" : organization.has(Kind.BITBUCKET) ? "Bitbucket" : "GitHub";
    return Json.object(
        "slug", project.slug,
        "name", project.name,
        "id", project.id,
        "organization_name", organization.seed.name(),
        "organization_slug", organization.slug(),
        "organization_id", organization.id(),
        "vcs_info",
            Json.object(
                "vcs_url",
                "//circleci.com/" + organization.id() + "/" + project.id,
                "provider",
                provider,
                "default_branch",
                "main"));
  }

  private Routes.Handler admin(BiFunction<Call, Project, Answer> handler) {
    return callers.admin(
        call -> {
          Project project = organization.projects.get(call.variable("project"));
          return project == null || !call.variable("org").equals(organization.id())
              ? Answers.noProject()
              : handler.apply(call, project);
        },
        Answers.noOrganization(),
        Answers.denied());
  }

  private Answer groups(Project project) {
    List<Map<String, @Nullable Object>> items = new ArrayList<>();
    project.groupRoles.forEach((id, role) -> {
      Group group = organization.groups.get(id);
      if (group != null) {
        items.add(Json.object("id", id, "name", group.name, "role", role));
      }
    });
    return Answer.json(200, Json.object("items", items));
  }

  /** Gives all these groups the role, whatever they had. */
  static Answer assign(Organization organization, Call call, Project project) {
    JsonNode body = Answers.body(call, Set.of("role", "group_ids"));
    String role = body.path("role").asText("");
    JsonNode ids = body.path("group_ids");
    if (!Organization.PROJECT_ROLES.contains(role) || !ids.isArray() || ids.isEmpty()) {
      return Answers.unexpectedBody();
    }
    for (JsonNode id : ids) {
      if (!organization.groups.containsKey(id.asText())) {
        return Answers.noGroup();
      }
    }
    ids.forEach(id -> project.groupRoles.put(id.asText(), role));
    return Answers.message(200, "Groups assigned.");
  }

  private Answer updateRole(Call call, Project project) {
    String role = Answers.body(call, Set.of("role")).path("role").asText("");
    if (!Organization.PROJECT_ROLES.contains(role)) {
      return Answers.unexpectedBody();
    }
    return project.groupRoles.replace(call.variable("group"), role) == null
        ? Answers.noGroup()
        : Answers.message(200, "Role updated.");
  }
}
