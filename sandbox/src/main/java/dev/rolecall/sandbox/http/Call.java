package dev.rolecall.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request as a simulator sees it.
 *
 * @param method upper case
 * @param path as sent, still percent-encoded, without the query
 * @param segments of the path, decoded one by one, so that an encoded slash stays inside one
 * @param query all values of each parameter, in the order sent
 * @param headers by lower-case name; the last value wins
 * @param body decoded as UTF-8
 * @param variables what the matching route found in the path
 */
public record Call(
    String method,
    String path,
    List<String> segments,
    Map<String, List<String>> query,
    Map<String, String> headers,
    String body,
    Map<String, String> variables) {

  /**
   * Takes a request apart.
   *
   * @throws IllegalArgumentException when the path or the query is not properly encoded
   */
  public static Call of(
      String method, String path, String query, Map<String, String> headers, String body) {
    List<String> segments =
        Arrays.stream(path.split("/", -1)).skip(1).map(Call::decodedSegment).toList();
    return new Call(method, path, segments, form(query), headers, body, Map.of());
  }

  /** Parses {@code a=1&b=2} as a query or an HTML form is written. */
  public static Map<String, List<String>> form(String text) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        values.computeIfAbsent(decoded(name), key -> new ArrayList<>()).add(decoded(value));
      }
    }
    return values;
  }

  Call with(Map<String, String> found) {
    return new Call(method, path, segments, query, headers, body, found);
  }

  /** The part of the path that the route calls {@code name}. */
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The route has no variable " + name);
    }
    return value;
  }

  /** The last value of a query parameter. */
  public @Nullable String parameter(String name) {
    List<String> values = query.get(name);
    return values == null ? null : values.getLast();
  }

  public @Nullable String header(String lowerCaseName) {
    return headers.get(lowerCaseName);
  }

  /** The token of {@code Authorization: Bearer …}. */
  public @Nullable String bearer() {
    String value = header("authorization");
    return value != null && value.regionMatches(true, 0, "Bearer ", 0, 7)
        ? value.substring(7).strip()
        : null;
  }

  /** Says nothing of headers, query and body: they hold credentials and personal data. */
  @Override
  public String toString() {
    return "Call[" + method + " " + path + "]";
  }

  private static String decodedSegment(String segment) {
    return decoded(segment.replace("+", "%2B"));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
