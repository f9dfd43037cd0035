package dev.rolecall.connectors.circleci;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Remembered;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One organization of CircleCI by the public API: its names, and their ids. */
final class Organization {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Ids of names hardly change. A name that is not there is always looked up anew. */
  private static final Duration AGE = Duration.ofMinutes(5);

  private static final int MOST_NAMES = 10_000;

  /** With 20 rows each, ten times more contexts than an organization may have. */
  private static final int MOST_PAGES = 500;

  private final HttpCaller api;
  private final String configured;
  private final Remembered<String> ids;
  private final Remembered<Map<String, String>> lists;

  Organization(HttpCaller api, String configured, InstantSource time) {
    this.api = api;
    this.configured = configured;
    this.ids = new Remembered<>(time, AGE, MOST_NAMES);
    this.lists = new Remembered<>(time, AGE, MOST_NAMES);
  }

  HttpCaller api() {
    return api;
  }

  static boolean isId(String text) {
    return UUID.matcher(text).matches();
  }

  /** Whether this is how CircleCI calls our organization. */
  boolean isMeant(JsonNode collaboration) {
    return collaboration.path("id").asText().equals(configured)
        || collaboration.path("slug").asText().equals(configured)
        || configured.endsWith("/" + collaboration.path("id").asText("-"));
  }

  String id() throws ToolException {
    String last = configured.substring(configured.lastIndexOf('/') + 1);
    return isId(last) ? last : ids.get("organization", this::idOfSlug);
  }

  /** Who the token belongs to. */
  String self() throws ToolException {
    return ids.get("self", () -> text(api.read(Request.get("/api/v2/me")), "id"));
  }

  JsonNode collaborations() throws ToolException {
    JsonNode all = api.read(Request.get("/api/v2/me/collaborations"));
    if (!all.isArray()) {
      throw new ToolException(Kind.UNEXPECTED, "GET /api/v2/me/collaborations: not a list");
    }
    return all;
  }

  /** The id of a group; never that of all members, which is the organization itself. */
  Optional<String> group(String name) throws ToolException {
    String organization = id();
    return named("groups", name, groups()).filter(id -> !id.equals(organization));
  }

  Optional<String> context(String name) throws ToolException {
    return named("contexts", name, contexts());
  }

  /**
   * The id of a project, by what stands last in its slug; where CircleCI has its own people that is
   * its id.
   */
  Optional<String> project(String lastOfSlug) throws ToolException {
    Optional<String> remembered = ids.get(Words.PROJECT + lastOfSlug);
    if (remembered.isPresent()) {
      return remembered;
    }
    String organization = configured.contains("/") ? configured : "circleci/" + configured;
    Reply reply =
        api.send(Request.get("/api/v2/project/{project-slug}", organization + "/" + lastOfSlug));
    if (notFound(reply)) {
      // What is forbidden is not found either: a list of the organization tells them apart.
      rows(api, groups());
      return Optional.empty();
    }
    String id = text(Meaning.read(reply), "id");
    ids.put(Words.PROJECT + lastOfSlug, id);
    return Optional.of(id);
  }

  /** Creates a group; another with this name, made meanwhile, will do. */
  Applied createGroup(String name) throws ToolException {
    Request create = Request.post("/api/v2/organizations/{org}/groups", id());
    Reply reply = api.send(create.sending(HttpCaller.object().put("name", name)));
    lists.forget("groups");
    if (reply instanceof Answer answer && answer.status() == 409) {
      return group(name).isPresent()
          ? new Applied.Already(reply.call())
          : new Applied.Refused(reply.call(), "CircleCI allows 100 groups in an organization");
    }
    return written(reply);
  }

  Request groups() throws ToolException {
    return Request.get("/api/v2/organizations/{org}/groups", id());
  }

  Request contexts() throws ToolException {
    return Request.get("/api/v2/context").with("owner-id", id());
  }

  /** All rows of a list, over all its pages. */
  List<JsonNode> rows(HttpCaller caller, Request first) throws ToolException {
    List<JsonNode> rows = new ArrayList<>();
    Request page = first;
    for (int number = 0; number < MOST_PAGES; number++) {
      JsonNode body = caller.read(page);
      if (!body.path("items").isArray()) {
        throw new ToolException(Kind.UNEXPECTED, first + ": not a list");
      }
      body.path("items").forEach(rows::add);
      String next = body.path("next_page_token").asText("");
      if (body.path("next_page_token").isNull() || next.isEmpty()) {
        return rows;
      }
      page = first.with("page-token", next);
    }
    throw new ToolException(Kind.UNEXPECTED, first + ": more pages than there can be");
  }

  static String text(JsonNode json, String field) throws ToolException {
    if (!json.path(field).isTextual() || json.path(field).asText().isEmpty()) {
      throw new ToolException(Kind.UNEXPECTED, "an answer of CircleCI without " + field);
    }
    return json.path(field).asText();
  }

  static boolean notFound(Reply reply) {
    return reply instanceof Answer answer && answer.status() == 404 && !answer.message().isEmpty();
  }

  /** 403: the account of the token is no administrator. */
  static Applied written(Reply reply) {
    return reply instanceof Answer answer && answer.status() == 403
        ? new Applied.Unauthorised(
            reply.call(), "the token's account is no administrator of the organization")
        : Meaning.written(reply);
  }

  /** Ids by name; a name that is not remembered is looked for anew. */
  private Optional<String> named(String key, String name, Request list) throws ToolException {
    String id = lists.get(key, () -> byName(list)).get(name);
    if (id == null) {
      lists.forget(key);
      id = lists.get(key, () -> byName(list)).get(name);
    }
    return Optional.ofNullable(id);
  }

  Map<String, String> byName(Request list) throws ToolException {
    Map<String, String> ids = new HashMap<>();
    for (JsonNode row : rows(api, list)) {
      ids.put(text(row, "name"), text(row, "id"));
    }
    return ids;
  }

  private String idOfSlug() throws ToolException {
    for (JsonNode collaboration : collaborations()) {
      if (isMeant(collaboration)) {
        return text(collaboration, "id");
      }
    }
    throw new ToolException(
        Kind.UNAUTHORISED, "the token's account does not see the configured organization");
  }
}
