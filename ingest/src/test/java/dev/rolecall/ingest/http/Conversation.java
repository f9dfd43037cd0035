package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.service.config.DirectoryConfig.Profile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an identity provider sends in one of its flows, what it is answered, and what the directory
 * holds after that. {@link ConversationReader} tells how it is written down.
 *
 * @param sources where the shape of the requests is documented
 * @param shape how certain that is
 * @param profile of the directory that it is held with
 */
record Conversation(
    String name,
    List<String> sources,
    Shape shape,
    Profile profile,
    List<Exchange> exchanges,
    Outcome outcome) {

  /** How it is known what the client sends. */
  enum Shape {
    /** From the vendor's own documentation or code. */
    DOCUMENTED,
    /** From requests that users or other servers' tests have written down. */
    OBSERVED,
    /** Put together from descriptions; a detail may differ. */
    INFERRED_MEDIUM,
    /** A guess that costs nothing to tolerate. */
    INFERRED_LOW
  }

  /** One request and what its answer must be. */
  record Exchange(
      String title,
      String method,
      String path,
      Map<String, String> headers,
      String body,
      int status,
      Map<String, String> captures,
      Map<String, String> expectedHeaders,
      Optional<JsonNode> expectedBody) {}

  /**
   * What is left of it.
   *
   * @param users all there are, with all they have but what this service gives them
   * @param groups all there are; members by the names of users
   * @param counted the deviations that operators see counted, and no others
   */
  record Outcome(List<ObjectNode> users, List<ObjectNode> groups, Set<String> counted) {}
}
