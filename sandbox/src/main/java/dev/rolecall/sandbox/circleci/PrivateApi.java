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
 * The routes of CircleCI's web pages, as clients were seen to use them. Writes answer 200 without a
 * body. Members have addresses here, and nowhere else; nobody can be invited or removed.
 */
final class PrivateApi {
  private static final String ORG = "/private/ciam/orgs/{org}";

  /** A larger page is a server error. */
  private static final int LARGEST_PAGE = 50;

  private final Organization organization;
  private final Callers callers;

  PrivateApi(Organization organization, Callers callers) {
    this.organization = organization;
    this.callers = callers;
  }

  void register(Routes routes) {
    if (!organization.seed.unofficial() || !organization.has(Kind.CIRCLECI)) {
      return;
    }
    routes
        .on("GET", ORG + "/role-grants", admin(call -> grants()))
        .on("PUT", ORG + "/role-grants/user/{user}", admin(this::setRole))
        .on("GET", ORG + "/groups", admin(call -> items(organization.groupsJson())))
        .on("GET", ORG + "/groups/{group}/users", group((call, group) -> users(group)))
        .on("POST", ORG + "/groups/{group}/add-users", group((c, g) -> change(c, g, true)))
        .on("POST", ORG + "/groups/{group}/delete-users", group((c, g) -> change(c, g, false)))
        .on("GET", ORG + "/sso/enforced", admin(call -> ssoEnforced()))
        .on("GET", ORG + "/sso/connection", admin(call -> ssoConnection()))
        .on("GET", "/api/private/project", callers.member((c, who) -> projects(c), hidden()));
    String project = ORG + "/projects/{project}";
    routes
        .on("GET", project + "/role-grants", project((call, one) -> grants(one)))
        .on("PUT", project + "/role-grants/user/{user}", project(this::setRole))
        .on("GET", project + "/groups", project((call, one) -> groups(one)))
        .on("POST", project + "/groups", project((c, p) -> ProjectsApi.assign(organization, c, p)));
  }

  private static Answer hidden() {
    return Answers.noRoute();
  }

  private Routes.Handler admin(Routes.Handler handler) {
    return callers.admin(
        call -> call.variable("org").equals(organization.id()) ? handler.answer(call) : hidden(),
        hidden(),
        hidden());
  }

  private Routes.Handler group(BiFunction<Call, Group, Answer> handler) {
    return admin(call -> {
      String id = call.variable("group");
      Group group = id.equals(organization.id()) ? allMembers() : organization.groups.get(id);
      return group == null ? hidden() : handler.apply(call, group);
    });
  }

  private Routes.Handler project(BiFunction<Call, Project, Answer> handler) {
    return admin(call -> {
      Project project = organization.projects.get(call.variable("project"));
      return project == null ? hidden() : handler.apply(call, project);
    });
  }

  private Group allMembers() {
    Group all = new Group(organization.id(), "All members", "");
    organization.members().forEach(person -> all.members.add(person.id));
    return all;
  }

  private static Answer items(List<Map<String, @Nullable Object>> items) {
    return Answer.json(200, Json.object("items", items));
  }

  private Answer grants() {
    return items(
        organization.members().stream()
            .map(person -> person.grant(String.valueOf(person.role)))
            .toList());
  }

  private Answer grants(Project project) {
    List<Map<String, @Nullable Object>> held = new ArrayList<>();
    project.personRoles.forEach((id, role) -> {
      Person person = organization.people.get(id);
      if (person != null) {
        held.add(person.grant(role));
      }
    });
    return items(held);
  }

  private Answer setRole(Call call) {
    Person person = organization.people.get(call.variable("user"));
    String role = Answers.body(call, Set.of("role")).path("role").asText("");
    if (person == null || person.role == null) {
      return hidden();
    }
    if (!Organization.ROLES.contains(role)) {
      return Answers.unexpectedBody();
    }
    if (organization.isLastAdmin(person) && !role.equals("org-admin")) {
      return Answers.message(400, "An organization needs at least one admin.");
    }
    person.role = role;
    return Answers.silent();
  }

  private Answer setRole(Call call, Project project) {
    Person person = organization.people.get(call.variable("user"));
    String role = Answers.body(call, Set.of("role")).path("role").asText("");
    if (person == null || person.role == null) {
      return hidden();
    }
    if (!Organization.PROJECT_ROLES.contains(role)) {
      return Answers.unexpectedBody();
    }
    project.personRoles.put(person.id, role);
    return Answers.silent();
  }

  /** Not paged. */
  private Answer users(Group group) {
    List<Map<String, @Nullable Object>> items =
        organization.everybody().stream()
            .filter(person -> group.members.contains(person.id))
            .map(person -> json(person, group))
            .toList();
    return Answer.json(200, Json.object("items", items, "count", items.size()));
  }

  private Map<String, @Nullable Object> json(Person person, Group group) {
    return Json.object(
        "user_id", person.id,
        "username", person.login,
        "avatar_url", "",
        "email", person.email,
        "group_id", group.id,
        "created_at", organization.now().toString());
  }

  /** Idempotent; nobody at all, or somebody who is no member, is a bad request. */
  private Answer change(Call call, Group group, boolean add) {
    JsonNode ids = Answers.body(call, Set.of("user_ids")).path("user_ids");
    if (!ids.isArray() || ids.isEmpty() || group.id.equals(organization.id())) {
      return Answers.unexpectedBody();
    }
    for (JsonNode id : ids) {
      Person person = organization.people.get(id.asText());
      if (add && (person == null || person.role == null)) {
        return Answers.unexpectedBody();
      }
    }
    for (JsonNode id : ids) {
      if (add) {
        group.members.add(id.asText());
      } else {
        group.members.remove(id.asText());
      }
    }
    return Answers.silent();
  }

  private Answer groups(Project project) {
    return items(
        project.groupRoles.entrySet().stream()
            .map(entry -> Json.object("group_id", entry.getKey(), "role", entry.getValue()))
            .toList());
  }

  private Answer ssoEnforced() {
    return Answer.json(
        200,
        Json.object(
            "id", organization.id(),
            "vcs_type", organization.seed.kind().vcsType,
            "name", organization.seed.name(),
            "display_name", organization.seed.name(),
            "enforced", organization.seed.sso().enforced()));
  }

  private Answer ssoConnection() {
    return organization.seed.sso().connection()
        ? Answer.json(200, Json.object("realm", organization.seed.name()))
        : hidden();
  }

  private Answer projects(Call call) {
    String asked = call.parameter("page-size");
    int size = asked != null && asked.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(asked) : 10;
    if (size > LARGEST_PAGE) {
      return Answers.message(500, "Internal server error.");
    }
    if (!organization.id().equals(call.parameter("organization-id"))) {
      return hidden();
    }
    List<Map<String, @Nullable Object>> all =
        organization.projects.values().stream()
            .map(one -> Json.object("id", one.id, "name", one.name, "slug", one.slug))
            .toList();
    return Answers.page(all, Answers.from(call, all.size()), size);
  }
}
