package dev.rolecall.sandbox.gitlab;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Json;
import java.util.List;
import java.util.function.BiConsumer;

/** Groups, projects, custom roles and the version. */
final class PlacesApi {

  private static final String VERSION = "18.11.0-ee";

  void register(BiConsumer<String, Request.Endpoint> routes) {
    routes.accept("GET /api/v4/version", r -> version());
    routes.accept("GET /api/v4/metadata", r -> version());
    routes.accept("GET /api/v4/groups", r -> list(r, Place.Kind.GROUP));
    routes.accept("GET /api/v4/projects", r -> list(r, Place.Kind.PROJECT));
    routes.accept("GET /api/v4/groups/{id}", r -> one(r, Place.Kind.GROUP));
    routes.accept("GET /api/v4/projects/{id}", r -> one(r, Place.Kind.PROJECT));
    routes.accept("GET /api/v4/groups/{id}/subgroups", r -> children(r, Place.Kind.GROUP));
    routes.accept("GET /api/v4/groups/{id}/projects", r -> children(r, Place.Kind.PROJECT));
    routes.accept("GET /api/v4/groups/{id}/saml_group_links", this::samlLinks);
    routes.accept("GET /api/v4/member_roles", this::instanceRoles);
    routes.accept("GET /api/v4/groups/{id}/member_roles", this::groupRoles);
  }

  private static Answer version() {
    return Answer.json(200, Json.object("version", VERSION, "revision", "sandbox"));
  }

  private static Answer one(Request request, Place.Kind kind) {
    return Answer.json(200, Entities.single(request.place(kind)));
  }

  private static Answer list(Request request, Place.Kind kind) {
    String search = request.params().text("search");
    List<Place> places =
        request.world().places.stream()
            .filter(place -> place.kind == kind)
            .filter(place -> request.byAdmin() || request.levelIn(place) > 0)
            .filter(place -> search == null || place.path.contains(search))
            .toList();
    return Pages.of(request, places, Entities::place);
  }

  private static Answer children(Request request, Place.Kind kind) {
    Place parent = request.place(Place.Kind.GROUP);
    List<Place> places =
        request.world().places.stream()
            .filter(place -> place.kind == kind && place.parent == parent)
            .toList();
    return Pages.of(request, places, Entities::place);
  }

  private Answer samlLinks(Request request) {
    Place group = request.place(Place.Kind.GROUP);
    if (!request.owns(group)) {
      throw Refusal.forbidden();
    }
    return Answer.json(
        200,
        group.samlLinked
            ? List.of(Json.object("name", "okta-" + group.name(), "access_level", 30))
            : List.of());
  }

  private Answer instanceRoles(Request request) {
    if (request.world().edition == Edition.GITLAB_COM) {
      throw Refusal.message(400, "400 Bad request - Not available on GitLab.com");
    }
    request.adminOnly();
    return roles(request, request.world().roles.values().stream().toList());
  }

  private Answer groupRoles(Request request) {
    Place group = request.place(Place.Kind.GROUP);
    if (!request.owns(group)) {
      throw Refusal.forbidden();
    }
    return roles(
        request,
        request.world().roles.values().stream().filter(role -> role.group() == group).toList());
  }

  private static Answer roles(Request request, List<MemberRole> roles) {
    return Pages.of(request, roles, Entities::role);
  }
}
