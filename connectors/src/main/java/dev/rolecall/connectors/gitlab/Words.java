package dev.rolecall.connectors.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.tool.Applied;
import java.util.Locale;
import java.util.Optional;

/**
 * What GitLab's answers say beyond their numbers. Texts are from GitLab's {@code lib/api}; they are
 * compared without regard to case, which changed between versions.
 */
final class Words {
  private static final String QUEUED = "queued for administrator approval";

  private Words() {}

  /** The thing itself is not there; a 404 without these words comes from somebody else. */
  static boolean notFound(Reply reply) {
    return says(reply, 404, "404 not found")
        || says(reply, 404, "404 user not found")
        || says(reply, 404, "404 member not found");
  }

  static boolean placeMissing(Reply reply) {
    return says(reply, 404, "404 group not found") || says(reply, 404, "404 project not found");
  }

  static boolean says(Reply reply, int status, String words) {
    return reply instanceof Answer answer
        && answer.status() == status
        && text(answer).contains(words);
  }

  /** A direct level below the inherited one is refused: there is nothing to give. */
  static boolean inherited(Reply reply) {
    return reply instanceof Answer answer && answer.status() == 400 && inherited(text(answer));
  }

  static boolean inherited(String text) {
    return text.contains("should be greater than or equal to") && text.contains("inherited");
  }

  /** A success that is none yet: an administrator has to approve. */
  static boolean queued(Reply reply) {
    return reply instanceof Answer answer
        && answer.succeeded()
        && answer
            .json()
            .filter(body -> body.has("queued_users") || text(answer).contains(QUEUED))
            .isPresent();
  }

  /** What a write came to where the operation has no words of its own. */
  static Applied written(Reply reply) {
    if (reply instanceof Answer answer && answer.status() == 403) {
      return ourToken(answer)
          ? new Applied.Unauthorised(
              reply.call(), "the token lacks the scope \"api\", or its user is blocked")
          : new Applied.Refused(reply.call(), "GitLab does not allow this for this account");
    }
    return Meaning.written(reply);
  }

  private static boolean ourToken(Answer answer) {
    return answer.json().filter(body -> body.has("error")).isPresent()
        || text(answer).contains("your account has been blocked");
  }

  /** The field {@code message}, whatever its shape, in lower case. */
  static String text(Answer answer) {
    Optional<JsonNode> message = answer.json().map(body -> body.path("message"));
    return message
        .map(node -> node.isTextual() ? node.asText() : node.toString())
        .orElse("")
        .toLowerCase(Locale.ROOT);
  }
}
