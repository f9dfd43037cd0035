package dev.rolecall.sandbox.circleci;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The texts of the published description, and the answers that the live API gives instead. */
final class Answers {
  private Answers() {}

  static Answer message(int status, String message) {
    return Answer.json(status, Json.object("message", message));
  }

  /** Unknown and forbidden look alike. */
  static Answer noOrganization() {
    return message(404, "Organization does not exist.");
  }

  static Answer noGroup() {
    return message(404, "Group does not exist.");
  }

  static Answer noProject() {
    return message(404, "Project does not exist.");
  }

  static Answer noContext() {
    return message(404, "Context not found.");
  }

  static Answer noUser() {
    return message(404, "User does not exist.");
  }

  static Answer noRoute() {
    return message(404, "Not found.");
  }

  static Answer denied() {
    return message(403, "Permission denied.");
  }

  static Answer unexpectedBody() {
    return message(400, "Unexpected request body provided.");
  }

  /** Success without a word: no body and no content type. */
  static Answer silent() {
    return new Answer(200, Map.of(), "");
  }

  /** Where the page that is asked for begins; anything that is no token of ours is the first. */
  static int from(Call call, int end) {
    String token = call.parameter("page-token");
    return token != null && token.matches("p[0-9]{1,6}")
        ? Math.min(end, Integer.parseInt(token.substring(1)))
        : 0;
  }

  /** One page, and the token of the next. */
  static Answer page(List<Map<String, @Nullable Object>> all, int from, int size) {
    int to = Math.min(all.size(), from + size);
    return Answer.json(
        200,
        Json.object(
            "items", all.subList(from, to), "next_page_token", to < all.size() ? "p" + to : null));
  }

  /** A JSON object with no other fields than these; missing when it is anything else. */
  static JsonNode body(Call call, Set<String> fields) {
    try {
      JsonNode body = Json.read(call.body());
      boolean known =
          body.isObject()
              && body.properties().stream().allMatch(field -> fields.contains(field.getKey()));
      return known ? body : MissingNode.getInstance();
    } catch (JsonProcessingException | IllegalArgumentException notJson) {
      return MissingNode.getInstance();
    }
  }
}
