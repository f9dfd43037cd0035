package dev.rolecall.sandbox.circleci;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.circleci.Context.Restriction;
import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Contexts, and what restricts who may use them. */
final class ContextsApi {
  /** Small, so that clients have to follow the pages. */
  private static final int PAGE = 20;

  private static final Set<String> TYPES = Set.of("project", "expression", "group");

  private final Organization organization;
  private final Callers callers;

  ContextsApi(Organization organization, Callers callers) {
    this.organization = organization;
    this.callers = callers;
  }

  void register(Routes routes) {
    String restrictions = "/api/v2/context/{context}/restrictions";
    routes
        .on("GET", "/api/v2/context", callers.member((call, who) -> list(call), noOwner()))
        .on("GET", "/api/v2/context/{context}", admin((call, context) -> show(context)))
        .on("GET", restrictions, admin((call, context) -> restrictions(context)))
        .on("POST", restrictions, admin(this::restrict))
        .on("DELETE", restrictions + "/{restriction}", admin(this::lift));
  }

  private static Answer noOwner() {
    return Answers.noOrganization();
  }

  private Routes.Handler admin(BiFunction<Call, Context, Answer> handler) {
    return callers.admin(
        call -> {
          Context context = organization.contexts.get(call.variable("context"));
          return context == null ? Answers.noContext() : handler.apply(call, context);
        },
        Answers.noContext(),
        Answers.noContext());
  }

  private Answer list(Call call) {
    String id = call.parameter("owner-id");
    String slug = call.parameter("owner-slug");
    if (!organization.id().equals(id) && !organization.slug().equals(slug)) {
      return noOwner();
    }
    List<Map<String, @Nullable Object>> all =
        organization.contexts.values().stream().map(Context::json).toList();
    return Answers.page(all, Answers.from(call, all.size()), PAGE);
  }

  private static Answer show(Context context) {
    return Answer.json(200, context.json());
  }

  private Answer restrictions(Context context) {
    List<Map<String, @Nullable Object>> items =
        context.restrictions.values().stream()
            .map(one -> {
              Map<String, @Nullable Object> json = json(one);
              json.put("context_id", context.id);
              return json;
            })
            .toList();
    return Answer.json(200, Json.object("items", items, "next_page_token", null));
  }

  private Map<String, @Nullable Object> json(Restriction one) {
    Map<String, @Nullable Object> json =
        Json.object(
            "id", one.id(),
            "name", nameOf(one),
            "restriction_type", one.type(),
            "restriction_value", one.value());
    if (one.type().equals("project")) {
      json.put("project_id", one.value());
    }
    return json;
  }

  private String nameOf(Restriction one) {
    Project project = organization.projects.get(one.value());
    return project == null ? organization.nameOfGroup(one.value()) : project.name;
  }

  private Answer restrict(Call call, Context context) {
    JsonNode body = Answers.body(call, Set.of("restriction_type", "restriction_value"));
    String type = body.path("restriction_type").asText("");
    String value = body.path("restriction_value").asText("");
    if (!TYPES.contains(type) || value.isEmpty()) {
      return Answers.unexpectedBody();
    }
    if (type.equals("group")
        && !value.equals(organization.id())
        && !organization.groups.containsKey(value)) {
      return Answers.noGroup();
    }
    if (type.equals("project") && !organization.projects.containsKey(value)) {
      return Answers.noProject();
    }
    if (context.restrictions.values().stream()
        .anyMatch(one -> one.type().equals(type) && one.value().equals(value))) {
      return Answers.message(409, "The restriction you're trying to add already exists.");
    }
    Restriction restriction = new Restriction(organization.newId(), type, value);
    context.restrictions.put(restriction.id(), restriction);
    return Answer.json(201, json(restriction));
  }

  private Answer lift(Call call, Context context) {
    return context.restrictions.remove(call.variable("restriction")) == null
        ? Answers.message(404, "Context restriction not found.")
        : Answers.message(200, "Context restriction deleted.");
  }
}
