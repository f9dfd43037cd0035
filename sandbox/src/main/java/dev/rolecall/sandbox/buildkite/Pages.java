package dev.rolecall.sandbox.buildkite;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Buildkite's two kinds of pages: by number, and by cursor. Both tell the next by a link. */
final class Pages {
  private static final int DEFAULT = 30;
  private static final int MOST = 100;

  private Pages() {}

  /** A plain list, with {@code page} and {@code per_page}. */
  static <T> Answer numbered(Request request, List<T> all, Function<T, Object> json) {
    int size = Math.min(MOST, number(request.call().parameter("per_page"), DEFAULT));
    int page = number(request.call().parameter("page"), 1);
    List<Object> rows = all.stream().skip((page - 1L) * size).limit(size).map(json).toList();
    Map<String, String> links = new LinkedHashMap<>();
    String address = request.host() + request.call().path();
    if ((long) page * size < all.size()) {
      links.put("next", numberedLink(request, address, page + 1, size));
      links.put("last", numberedLink(request, address, (all.size() + size - 1) / size, size));
    }
    if (page > 1) {
      links.put("prev", numberedLink(request, address, page - 1, size));
      links.put("first", numberedLink(request, address, 1, size));
    }
    return linked(Answer.json(200, rows), links);
  }

  /** A list of {@code items} and {@code links}; newest first, by a number that falls. */
  static <T> Answer byCursor(
      Request request, List<T> newestFirst, ToLongFunction<T> number, Function<T, Object> json) {
    String after = request.call().parameter("after");
    String before = request.call().parameter("before");
    if (after != null && before != null) {
      throw Refusal.of(400, "Only one of after and before can be given");
    }
    int size = cursorSize(request.call().parameter("per_page"));
    List<T> rest = new ArrayList<>(newestFirst);
    rest.removeIf(row ->
        (after != null && number.applyAsLong(row) >= position(after))
            || (before != null && number.applyAsLong(row) <= position(before)));
    List<T> rows =
        before != null ? lastOf(rest, size) : rest.subList(0, Math.min(size, rest.size()));
    Map<String, String> links = new LinkedHashMap<>();
    String address = request.host() + request.call().path() + "?per_page=" + size;
    links.put("self", address + (after == null ? "" : "&after=" + after));
    if (before == null && rest.size() > size) {
      links.put("next", address + "&after=" + cursor(number.applyAsLong(rows.getLast())));
    }
    if (after != null && !rows.isEmpty()) {
      links.put("prev", address + "&before=" + cursor(number.applyAsLong(rows.getFirst())));
    }
    Object body = Json.object("items", rows.stream().map(json).toList(), "links", links);
    return linked(Answer.json(200, body), links);
  }

  private static <T> List<T> lastOf(List<T> rows, int size) {
    return rows.subList(Math.max(0, rows.size() - size), rows.size());
  }

  private static Answer linked(Answer answer, Map<String, String> links) {
    if (links.isEmpty()) {
      return answer;
    }
    List<String> parts = new ArrayList<>();
    links.forEach((relation, url) -> parts.add("<" + url + ">; rel=\"" + relation + "\""));
    return answer.with("Link", String.join(", ", parts));
  }

  private static String numberedLink(Request request, String address, int page, int size) {
    String user = request.call().parameter("user_id");
    return address
        + "?page="
        + page
        + "&per_page="
        + size
        + (user == null ? "" : "&user_id=" + user);
  }

  private static int number(@Nullable String text, int otherwise) {
    return text != null && text.matches("[1-9][0-9]{0,6}") ? Integer.parseInt(text) : otherwise;
  }

  private static int cursorSize(@Nullable String text) {
    if (text == null) {
      return DEFAULT;
    }
    if (!text.matches("[1-9][0-9]?|100")) {
      throw Refusal.of(400, "per_page must be from 1 to 100");
    }
    return Integer.parseInt(text);
  }

  private static String cursor(long number) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Long.toString(number).getBytes(StandardCharsets.UTF_8));
  }

  private static long position(String cursor) {
    try {
      return Long.parseLong(
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notOurs) {
      throw Refusal.of(400, "The cursor is not valid");
    }
  }
}
