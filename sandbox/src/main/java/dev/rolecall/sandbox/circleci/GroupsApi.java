package dev.rolecall.sandbox.circleci;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.circleci.CircleCiSeed.Kind;
import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.http.Routes;
import java.util.Set;
import java.util.function.Function;

/**
 * Groups: no change, no members. Where the live API deviates from its published description (200
 * for a created group, 204 for a deleted one), this does as the live one.
 */
final class GroupsApi {
  private final Organization organization;
  private final Callers callers;

  GroupsApi(Organization organization, Callers callers) {
    this.organization = organization;
    this.callers = callers;
  }

  void register(Routes routes) {
    String groups = "/api/v2/organizations/{org}/groups";
    if (organization.has(Kind.CIRCLECI) || organization.has(Kind.SERVER)) {
      routes.on("GET", groups, admin(call -> list()));
    }
    if (organization.has(Kind.CIRCLECI)) {
      routes
          .on("POST", groups, admin(this::create))
          .on("GET", groups + "/{group}", admin(call -> found(call, this::show)))
          .on("DELETE", groups + "/{group}", admin(this::delete));
    }
  }

  private Routes.Handler admin(Routes.Handler handler) {
    return callers.admin(
        call ->
            call.variable("org").equals(organization.id())
                ? handler.answer(call)
                : Answers.noOrganization(),
        Answers.noOrganization(),
        Answers.denied());
  }

  /** Pages are advertised; there is only one. */
  private Answer list() {
    return Answer.json(
        200, Json.object("items", organization.groupsJson(), "next_page_token", null));
  }

  private Answer create(Call call) {
    JsonNode body = Answers.body(call, Set.of("name", "description"));
    String name = body.path("name").asText("");
    if (name.isBlank()) {
      return Answers.unexpectedBody();
    }
    if (name.equals("All members") || organization.groupNamed(name).isPresent()) {
      return Answers.message(409, "Failed to create group, group " + name + " already exists.");
    }
    if (organization.groups.size() >= Organization.MAX_GROUPS) {
      return Answers.message(
          409, "Exceeded max number of groups in org: " + Organization.MAX_GROUPS + ".");
    }
    return show(organization.addGroup(name, body.path("description").asText("")));
  }

  private Answer show(Group group) {
    return Answer.json(200, group.json());
  }

  private Answer delete(Call call) {
    if (call.variable("group").equals(organization.id())) {
      return Answers.denied();
    }
    return found(
        call,
        group -> {
          organization.removeGroup(group);
          return Answer.noContent();
        });
  }

  private Answer found(Call call, Function<Group, Answer> action) {
    Group group = organization.groups.get(call.variable("group"));
    return group == null ? Answers.noGroup() : action.apply(group);
  }
}
