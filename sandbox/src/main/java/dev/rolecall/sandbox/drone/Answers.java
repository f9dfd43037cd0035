package dev.rolecall.sandbox.drone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Json;

/** The error texts of a real Drone 2.25. */
final class Answers {

  /** What Go's JSON decoder says, or the document. */
  record Parsed(JsonNode document, String problem) {
    boolean failed() {
      return !problem.isEmpty();
    }
  }

  private Answers() {}

  static Answer error(int status, String message) {
    return Answer.json(status, Json.object("message", message));
  }

  static Answer unauthorized() {
    return error(401, "Unauthorized");
  }

  static Answer forbidden() {
    return error(403, "Forbidden");
  }

  /** Drone answers 404 to every error of its database; this is the one of an absent row. */
  static Answer noSuchRow() {
    return error(404, "sql: no rows in result set");
  }

  static Answer panic() {
    return Answer.text(500, "Internal Server Error\n");
  }

  static Answer notImplemented() {
    return error(501, "Not Implemented");
  }

  static Parsed parse(String body) {
    try {
      if (body.isBlank()) {
        return failed("EOF");
      }
      JsonNode document = Json.read(body);
      return document.isObject() || document.isNull()
          ? new Parsed(document, "")
          : failed("json: cannot unmarshal value into Go value");
    } catch (JsonEOFException e) {
      return failed("unexpected EOF");
    } catch (MismatchedInputException e) {
      return failed("EOF");
    } catch (JsonProcessingException e) {
      return failed("invalid character in the JSON document");
    }
  }

  private static Parsed failed(String problem) {
    return new Parsed(NullNode.getInstance(), problem);
  }
}
