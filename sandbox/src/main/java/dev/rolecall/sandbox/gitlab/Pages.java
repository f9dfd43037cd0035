package dev.rolecall.sandbox.gitlab;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Offset and keyset paging with GitLab's headers. */
final class Pages {

  private static final int DEFAULT_SIZE = 20;
  private static final int MAX_SIZE = 100;

  /** Above it GitLab does not count any more. */
  private static final int MAX_COUNTED = 10_000;

  private static final int MAX_OFFSET = 50_000;

  private Pages() {}

  static <T> Answer of(Request request, List<T> rows, Function<T, ?> entity) {
    int size = size(request);
    int page = Math.clamp(request.params().number("page", 1), 1, Integer.MAX_VALUE);
    long offset = (page - 1L) * size;
    if (offset > MAX_OFFSET) {
      throw new Refusal(
          Answer.json(
              405,
              Json.object(
                  "error",
                  "Offset pagination has a maximum allowed offset of 50000 for requests that"
                      + " return objects of this type. Remaining records can be retrieved using"
                      + " keyset pagination.")));
    }
    List<?> entities = rows.stream().skip(offset).limit(size).map(entity).toList();
    return Answer.json(200, entities).with(headers(request.call(), rows.size(), page, size));
  }

  private static Map<String, String> headers(Call call, int total, int page, int size) {
    int last = Math.max(1, (total + size - 1) / size);
    boolean counted = total <= MAX_COUNTED;
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-page", Integer.toString(page));
    headers.put("x-per-page", Integer.toString(size));
    headers.put("x-prev-page", page > 1 ? Integer.toString(page - 1) : "");
    headers.put("x-next-page", page < last ? Integer.toString(page + 1) : "");
    if (counted) {
      headers.put("x-total", Integer.toString(total));
      headers.put("x-total-pages", Integer.toString(last));
    }
    List<String> links = new ArrayList<>();
    if (page > 1) {
      links.add(link(call, Map.of("page", page - 1, "per_page", size), "prev"));
    }
    if (page < last) {
      links.add(link(call, Map.of("page", page + 1, "per_page", size), "next"));
    }
    links.add(link(call, Map.of("page", 1, "per_page", size), "first"));
    if (counted) {
      links.add(link(call, Map.of("page", last, "per_page", size), "last"));
    }
    headers.put("Link", String.join(", ", links));
    return headers;
  }

  /** Rows in ascending order of their id, which goes on after {@code id_after}. */
  static <T> Answer keyset(
      Request request, List<T> rows, ToLongFunction<T> id, Function<T, ?> entity) {
    int size = size(request);
    long after = request.params().number("id_after", 0);
    List<T> rest = rows.stream().filter(row -> id.applyAsLong(row) > after).toList();
    List<T> page = rest.subList(0, Math.min(size, rest.size()));
    Answer answer = Answer.json(200, page.stream().map(entity).toList());
    return rest.size() > size
        ? answer.with(
            "Link",
            link(request.call(), Map.of("id_after", id.applyAsLong(page.getLast())), "next"))
        : answer;
  }

  static boolean keysetAsked(Request request) {
    return "keyset".equals(request.params().text("pagination"));
  }

  private static int size(Request request) {
    return Math.clamp(request.params().number("per_page", DEFAULT_SIZE), 1, MAX_SIZE);
  }

  private static String link(Call call, Map<String, ?> changed, String relation) {
    Map<String, List<String>> query = new LinkedHashMap<>(call.query());
    changed.forEach((name, value) -> query.put(name, List.of(String.valueOf(value))));
    List<String> pairs = new ArrayList<>();
    query.forEach(
        (name, values) -> values.forEach(value -> pairs.add(encoded(name) + "=" + encoded(value))));
    String host = call.header("host");
    return "<http://"
        + (host == null ? "localhost" : host)
        + call.path()
        + "?"
        + String.join("&", pairs)
        + ">; rel=\""
        + relation
        + "\"";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
