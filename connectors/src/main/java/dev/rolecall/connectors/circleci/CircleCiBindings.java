package dev.rolecall.connectors.circleci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.connectors.circleci.Words.Place;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Remembered;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.Bindings;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Groups: their roles in projects, and the contexts that they may use. Public API only. */
final class CircleCiBindings implements Bindings {
  static final String UNBIND_PROJECT =
      "take the group's role away by hand: Project Settings > People (CircleCI serves no call for"
          + " it)";

  private static final String GROUPS = "/api/v2/organizations/{org}/projects/{project}/groups";
  private static final String RESTRICTIONS = "/api/v2/context/{context}/restrictions";

  /** The groups of a sweep share one reading of each project and context. */
  private static final Duration AGE = Duration.ofSeconds(30);

  private static final int MOST = 5_000;

  private final Organization organization;
  private final Places places;
  private final Remembered<Map<String, String>> held;

  CircleCiBindings(Organization organization, Places places, InstantSource time) {
    this.organization = organization;
    this.places = places;
    this.held = new Remembered<>(time, AGE, MOST);
  }

  @Override
  public Map<String, String> read(String holder) throws ToolException {
    Place.Group group =
        group(holder)
            .orElseThrow(
                () -> new ToolException(Kind.UNEXPECTED, "CircleCI binds group:NAME only"));
    Optional<String> id = places.group(group.name());
    Map<String, String> roles = new TreeMap<>();
    if (id.isEmpty()) {
      if (places.maybe(group).isEmpty()) {
        throw new ToolException(Kind.UNEXPECTED, "no such group in the organization");
      }
      return roles;
    }
    for (Map.Entry<String, String> project : places.projects().entrySet()) {
      String role = inProject(project.getValue()).get(id.get());
      if (role != null) {
        roles.put(Words.PROJECT + project.getKey(), role);
      }
    }
    for (Map.Entry<String, String> context :
        organization.byName(organization.contexts()).entrySet()) {
      if (ofContext(context.getValue()).containsKey(id.get())) {
        roles.put(Words.CONTEXT + context.getKey(), Words.USE);
      }
    }
    return roles;
  }

  @Override
  public Applied bind(String holder, String resource, String role) {
    try {
      Optional<Place.Group> group = group(holder);
      if (group.isEmpty()) {
        return unknown();
      }
      Applied there = places.ensure(group.get());
      Optional<String> id = places.group(group.get().name());
      if (id.isEmpty()) {
        return there;
      }
      return switch (Words.place(resource)) {
        case Place.Project project -> bindProject(id.get(), project.name(), role);
        case Place.Context context -> bindContext(id.get(), context.name(), role);
        case Place.Org org -> unknown();
        case Place.Group other -> unknown();
        case Place.Unknown other -> unknown();
      };
    } catch (ToolException unread) {
      return Meaning.notWritten(unread);
    }
  }

  @Override
  public Applied unbind(String holder, String resource) {
    try {
      Optional<Place.Group> group = group(holder);
      Optional<String> id = group.isPresent() ? places.group(group.get().name()) : Optional.empty();
      if (id.isEmpty()) {
        return group.isPresent() ? new Applied.Already(Call.NONE) : unknown();
      }
      return switch (Words.place(resource)) {
        case Place.Project project -> unbindProject(id.get(), project.name());
        case Place.Context context -> unbindContext(id.get(), context.name());
        case Place.Org org -> unknown();
        case Place.Group other -> unknown();
        case Place.Unknown other -> unknown();
      };
    } catch (ToolException unread) {
      return Meaning.notWritten(unread);
    }
  }

  private Applied bindProject(String group, String name, String role) throws ToolException {
    boolean unread = !places.projects().containsKey(name);
    Optional<String> project = places.bound(name);
    if (project.isEmpty() || !Words.LADDER.contains(role)) {
      return project.isEmpty() ? noProject() : unknown();
    }
    held.forget(project.get());
    String now = inProject(project.get()).get(group);
    if (role.equals(now)) {
      return new Applied.Already(Call.NONE);
    }
    if (now != null && unread && Words.lowers(now, role)) {
      // Whoever decided this has not seen it: from now on it is read.
      return new Applied.Conflict(Call.NONE);
    }
    held.forget(project.get());
    ObjectNode body = HttpCaller.object().put("role", Words.projectRole(role));
    if (now != null) {
      // That the upsert also lowers a role is not documented; this call is made for it.
      return Organization.written(
          organization
              .api()
              .send(
                  Request.post(
                          GROUPS + "/{group}/update-role", organization.id(), project.get(), group)
                      .sending(body)));
    }
    body.putArray("group_ids").add(group);
    return Organization.written(
        organization
            .api()
            .send(Request.post(GROUPS, organization.id(), project.get()).sending(body)));
  }

  private Applied unbindProject(String group, String name) throws ToolException {
    Optional<String> project = places.bound(name);
    if (project.isEmpty()) {
      return noProject();
    }
    held.forget(project.get());
    return inProject(project.get()).containsKey(group)
        ? new Applied.Manual(Call.NONE, UNBIND_PROJECT)
        : new Applied.Already(Call.NONE);
  }

  private Applied bindContext(String group, String name, String role) throws ToolException {
    Optional<String> context = places.context(name);
    if (context.isEmpty() || !role.equals(Words.USE)) {
      return unknown();
    }
    held.forget(context.get());
    Reply reply =
        organization
            .api()
            .send(
                Request.post(RESTRICTIONS, context.get())
                    .sending(
                        HttpCaller.object()
                            .put("restriction_type", "group")
                            .put("restriction_value", group)));
    return reply instanceof Answer answer && answer.status() == 409
        ? new Applied.Already(reply.call())
        : Organization.written(reply);
  }

  private Applied unbindContext(String group, String name) throws ToolException {
    Optional<String> context = places.context(name);
    if (context.isEmpty()) {
      return new Applied.Already(Call.NONE);
    }
    held.forget(context.get());
    String restriction = ofContext(context.get()).get(group);
    held.forget(context.get());
    return restriction == null
        ? new Applied.Already(Call.NONE)
        : Organization.written(
            organization
                .api()
                .send(Request.delete(RESTRICTIONS + "/{restriction}", context.get(), restriction)));
  }

  /** Roles by the group's id. */
  private Map<String, String> inProject(String project) throws ToolException {
    return held.get(
        project,
        () -> {
          Map<String, String> roles = new TreeMap<>();
          for (JsonNode row : rows(Request.get(GROUPS, organization.id(), project))) {
            roles.put(Organization.text(row, "id"), Words.wordOf(Organization.text(row, "role")));
          }
          return roles;
        });
  }

  /** Ids of restrictions by the group's id. */
  private Map<String, String> ofContext(String context) throws ToolException {
    return held.get(
        context,
        () -> {
          Map<String, String> restrictions = new TreeMap<>();
          for (JsonNode row : rows(Request.get(RESTRICTIONS, context))) {
            if (row.path("restriction_type").asText().equals("group")) {
              restrictions.put(
                  Organization.text(row, "restriction_value"), Organization.text(row, "id"));
            }
          }
          return restrictions;
        });
  }

  private List<JsonNode> rows(Request list) throws ToolException {
    return organization.rows(organization.api(), list);
  }

  private static Optional<Place.Group> group(String holder) {
    return Words.place(holder) instanceof Place.Group group ? Optional.of(group) : Optional.empty();
  }

  private static Applied noProject() {
    return new Applied.Invalid(
        Call.NONE,
        "the organization shows no such project: name it by its id (Project Settings > Overview)");
  }

  private static Applied unknown() {
    return new Applied.Invalid(
        Call.NONE,
        "groups hold viewer, contributor or admin on project:NAME, and use on context:NAME");
  }
}
