package dev.rolecall.connectors.buildkite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The REST API of one organization, and its two kinds of pages. */
final class Buildkite {
  /** Buildkite's largest. */
  private static final int PAGE_SIZE = 100;

  /** More members than any organization we know of; a list must end. */
  private static final int MOST_PAGES = 500;

  private static final String ROOT = "/v2/organizations/{org}";
  private static final Pattern NEXT =
      Pattern.compile("<[^<>?]*\\?([^<>]*)>\\s*;[^,<]*rel=\"?next\"?");
  private static final Pattern PARAMETER = Pattern.compile("([^&=]+)=([^&]*)");

  private final HttpCaller http;
  private final String organization;

  Buildkite(HttpCaller http, String organization) {
    this.http = http;
    this.organization = organization;
  }

  /** A path below the organization. */
  Request get(String template, String... values) {
    return Request.get(ROOT + template, all(values));
  }

  Request post(String template, String... values) {
    return Request.post(ROOT + template, all(values));
  }

  Request patch(String template, String... values) {
    return Request.patch(ROOT + template, all(values));
  }

  Request delete(String template, String... values) {
    return Request.delete(ROOT + template, all(values));
  }

  /** Suites are below another root. */
  Request getSuite(String slug) {
    return Request.get("/v2/analytics/organizations/{org}/suites/{suite}", organization, slug);
  }

  Reply send(Request request) {
    return http.send(request);
  }

  JsonNode read(Request request) throws ToolException {
    return http.read(request);
  }

  /**
   * All rows of a list, from page to page as its {@code Link} says.
   *
   * @throws ToolException when it could not be read to its end
   */
  List<JsonNode> all(Request list) throws ToolException {
    return all(list, send(list.with("per_page", Integer.toString(PAGE_SIZE))));
  }

  /** As {@link #all(Request)}, with the first page already read. */
  List<JsonNode> all(Request list, Reply first) throws ToolException {
    List<JsonNode> rows = new ArrayList<>();
    Reply reply = first;
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode body = Meaning.read(reply);
      JsonNode items = body.isArray() ? body : body.path("items");
      if (!items.isArray()) {
        throw new ToolException(Kind.UNEXPECTED, list + ": not a list");
      }
      items.forEach(rows::add);
      Optional<Request> next = next(list, (Answer) reply);
      if (next.isEmpty()) {
        return rows;
      }
      reply = send(next.get());
    }
    throw new ToolException(Kind.UNEXPECTED, list + ": longer than " + MOST_PAGES + " pages");
  }

  /** One object; empty when the tool itself says that there is none, or none that we may see. */
  Optional<JsonNode> find(Request request) throws ToolException {
    Reply reply = send(request);
    return saysNotFound(reply) ? Optional.empty() : Optional.of(Meaning.read(reply));
  }

  /** A 404 of Buildkite itself; one of a proxy says nothing. */
  static boolean saysNotFound(Reply reply) {
    return reply instanceof Answer answer && answer.status() == 404 && !answer.message().isEmpty();
  }

  /** A 422, with what it says in lower case; its texts are not documented. */
  static Optional<String> invalid(Reply reply) {
    return reply instanceof Answer answer && answer.status() == 422
        ? Optional.of(answer.message().toLowerCase(java.util.Locale.ROOT))
        : Optional.empty();
  }

  /** Only the query of the link is used: it never leads to another host. */
  private static Optional<Request> next(Request list, Answer answer) {
    Matcher link = NEXT.matcher(String.join(",", answer.headers().allValues("Link")));
    if (!link.find()) {
      return Optional.empty();
    }
    Request next =
        new Request(
            list.method(),
            list.template(),
            list.pathValues(),
            List.of(),
            list.content(),
            list.callClass());
    Matcher parameter = PARAMETER.matcher(link.group(1));
    while (parameter.find()) {
      next = next.with(decoded(parameter.group(1)), decoded(parameter.group(2)));
    }
    return Optional.of(next);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private String[] all(String... values) {
    List<String> all = new ArrayList<>(List.of(organization));
    all.addAll(List.of(values));
    return all.toArray(String[]::new);
  }
}
