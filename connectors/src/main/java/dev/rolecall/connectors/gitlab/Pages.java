package dev.rolecall.connectors.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads GitLab's lists from the first page to the last. */
final class Pages {
  /** GitLab's largest. */
  private static final int PAGE_SIZE = 100;

  /** GitLab itself ends lists by page at 50,000 rows. */
  private static final int MOST_PAGES = 500;

  private Pages() {}

  /**
   * All rows, each once.
   *
   * @throws ToolException when the list could not be read to its end, or rows moved meanwhile
   */
  static Collection<JsonNode> all(HttpCaller gitlab, Request list) throws ToolException {
    return all(list, gitlab.send(page(list, 1)), gitlab);
  }

  /** As {@link #all(HttpCaller, Request)}, with the first page already read. */
  static Collection<JsonNode> all(Request list, Reply first, HttpCaller gitlab)
      throws ToolException {
    Map<String, JsonNode> rows = new LinkedHashMap<>();
    Reply reply = first;
    for (int number = 2; number <= MOST_PAGES + 1; number++) {
      JsonNode page = Meaning.read(reply);
      if (!page.isArray()) {
        throw new ToolException(Kind.UNEXPECTED, list + ": not a list");
      }
      page.forEach(row -> rows.put(row.path("id").asText(row.toString()), row));
      if (last((Answer) reply, page.size())) {
        complete(list, (Answer) reply, rows.size());
        return rows.values();
      }
      reply = gitlab.send(page(list, number));
    }
    throw new ToolException(Kind.UNEXPECTED, list + ": longer than GitLab's limit");
  }

  static Request page(Request list, int number) {
    return list.with("per_page", Integer.toString(PAGE_SIZE))
        .with("page", Integer.toString(number));
  }

  private static boolean last(Answer page, int rows) {
    return page.headers().firstValue("x-next-page").map(String::isBlank).orElse(rows < PAGE_SIZE);
  }

  /** A member removed while we read moves one row to a page already read: read it all again. */
  private static void complete(Request list, Answer last, int rows) throws ToolException {
    long total = last.headers().firstValueAsLong("x-total").orElse(rows);
    if (total != rows) {
      throw new ToolException(Kind.UNAVAILABLE, list + ": changed while it was read");
    }
  }
}
