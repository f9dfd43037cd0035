package dev.rolecall.connectors.buildkite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.Bindings;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What teams may do with pipelines and test suites. */
final class TeamBindings implements Bindings {
  static final List<String> PIPELINE_ROLES =
      List.of("read_only", "build_and_read", "manage_build_and_read");
  static final List<String> SUITE_ROLES = List.of("read", "edit");

  private final Buildkite buildkite;
  private final Teams teams;
  private final OwnToken token;

  private enum Resource {
    PIPELINE("pipeline"),
    SUITE("suite");

    private final String word;

    Resource(String word) {
      this.word = word;
    }

    List<String> roles() {
      return switch (this) {
        case PIPELINE -> PIPELINE_ROLES;
        case SUITE -> SUITE_ROLES;
      };
    }

    String list() {
      return "/teams/{team}/" + word + "s";
    }

    /** The link in the answer ends in the slug. */
    String name(JsonNode row) {
      String url = row.path(word + "_url").asText("");
      return word + ":" + url.substring(url.lastIndexOf('/') + 1);
    }

    /** A word of a pipeline; of a suite a list, in which edit comes on top of read. */
    String role(JsonNode level) {
      if (level.isTextual()) {
        return level.asText();
      }
      String highest = "";
      for (JsonNode one : level) {
        highest = one.asText().equals("edit") || highest.isEmpty() ? one.asText() : highest;
      }
      return highest;
    }

    ObjectNode level(String role) {
      ObjectNode body = HttpCaller.object();
      return switch (this) {
        case PIPELINE -> body.put("access_level", role);
        case SUITE -> {
          body.putArray("access_level").add("read");
          if (role.equals("edit")) {
            body.withArray("access_level").add(role);
          }
          yield body;
        }
      };
    }
  }

  /** One link of a team, as the tool has it. */
  private record Link(String id, String role) {}

  TeamBindings(Buildkite buildkite, Teams teams, OwnToken token) {
    this.buildkite = buildkite;
    this.teams = teams;
    this.token = token;
  }

  @Override
  public Map<String, String> read(String holder) throws ToolException {
    Team team =
        team(holder)
            .orElseThrow(() -> new ToolException(Kind.UNEXPECTED, "no such team that we may see"));
    Map<String, String> roles = new TreeMap<>();
    for (Resource resource : Resource.values()) {
      links(team, resource).forEach((name, link) -> roles.put(name, link.role()));
    }
    return roles;
  }

  @Override
  public Applied bind(String holder, String resource, String role) {
    try {
      Optional<Team> team = team(holder);
      Optional<Resource> kind = kind(resource).filter(it -> it.roles().contains(role));
      return team.isEmpty() || kind.isEmpty()
          ? unknown()
          : bind(team.get(), kind.get(), resource, role);
    } catch (ToolException unread) {
      return Meaning.notWritten(unread);
    }
  }

  @Override
  public Applied unbind(String holder, String resource) {
    try {
      Optional<Team> team = team(holder);
      Optional<Resource> kind = kind(resource);
      return team.isEmpty() || kind.isEmpty()
          ? unknown()
          : unbind(team.get(), kind.get(), resource);
    } catch (ToolException unread) {
      return Meaning.notWritten(unread);
    }
  }

  private Applied bind(Team team, Resource kind, String name, String role) throws ToolException {
    Optional<Link> held = Optional.ofNullable(links(team, kind).get(name));
    if (held.isPresent()) {
      return held.get().role().equals(role)
          ? new Applied.Already(Call.NONE)
          : written(
              buildkite.send(
                  buildkite
                      .patch(kind.list() + "/{resource}", team.id(), held.get().id())
                      .sending(kind.level(role))));
    }
    Reply found = buildkite.send(resource(kind, name.substring(kind.word.length() + 1)));
    if (Buildkite.saysNotFound(found)) {
      return unknown();
    }
    if (found instanceof Answer answer && answer.status() == 403) {
      return new Applied.Refused(
          found.call(), "the token needs the scope read_" + kind.word + "s to find it by its name");
    }
    ObjectNode body = kind.level(role);
    body.put(kind.word + "_id", Meaning.read(found).path("id").asText());
    return written(buildkite.send(buildkite.post(kind.list(), team.id()).sending(body)));
  }

  private Applied unbind(Team team, Resource kind, String name) throws ToolException {
    Optional<Link> held = Optional.ofNullable(links(team, kind).get(name));
    if (held.isEmpty()) {
      return new Applied.Already(Call.NONE);
    }
    Reply reply =
        buildkite.send(buildkite.delete(kind.list() + "/{resource}", team.id(), held.get().id()));
    return Buildkite.saysNotFound(reply) ? new Applied.Already(reply.call()) : written(reply);
  }

  /** The reasons of a 422 are not documented: read again. */
  private Applied written(Reply reply) throws ToolException {
    return Buildkite.invalid(reply).isPresent()
        ? new Applied.Conflict(reply.call())
        : token.written(reply);
  }

  private Map<String, Link> links(Team team, Resource kind) throws ToolException {
    Map<String, Link> links = new TreeMap<>();
    for (JsonNode row : buildkite.all(buildkite.get(kind.list(), team.id()))) {
      links.put(
          kind.name(row),
          new Link(row.path(kind.word + "_id").asText(), kind.role(row.path("access_level"))));
    }
    return links;
  }

  private Request resource(Resource kind, String slug) {
    return switch (kind) {
      case PIPELINE -> buildkite.get("/pipelines/{pipeline}", slug);
      case SUITE -> buildkite.getSuite(slug);
    };
  }

  private Optional<Team> team(String holder) throws ToolException {
    return holder.startsWith(Scope.TEAM)
        ? teams.find(holder.substring(Scope.TEAM.length()))
        : Optional.empty();
  }

  private static Optional<Resource> kind(String resource) {
    for (Resource kind : Resource.values()) {
      if (resource.startsWith(kind.word + ":")
          && Request.safeInPath(resource.substring(kind.word.length() + 1))) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private static Applied unknown() {
    return new Applied.Invalid(
        Call.NONE, "no such team, pipeline or suite that we may see, or no such role");
  }
}
