package dev.rolecall.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.tool.Applied.Call;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/** What came back from one call. */
public sealed interface Reply {
  /** For the audit: without bodies and secrets. */
  Call call();

  /**
   * The tool, or something before it, answered.
   *
   * @param json the body when it is JSON
   * @param text the body, whatever it is
   * @param retryAfter how long the answer asks us to wait
   */
  record Answer(
      Call call,
      HttpHeaders headers,
      Optional<JsonNode> json,
      String text,
      Optional<Duration> retryAfter)
      implements Reply {
    public int status() {
      return call.status();
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
      return headers.firstValue(name);
    }

    public boolean succeeded() {
      return status() >= 200 && status() <= 299;
    }

    /** The text of the field {@code message}, as most tools call it; "" when there is none. */
    public String message() {
      return json.map(body -> body.path("message").asText("")).orElse("");
    }

    /** Headers and bodies stay out of logs. */
    @Override
    public String toString() {
      return "Answer[" + call + "]";
    }
  }

  /** Nobody answered. */
  record NoAnswer(Call call, Reason reason) implements Reply {}

  /** Why there is no answer. */
  enum Reason {
    /** The request did not leave: the tool cannot have done anything. */
    NOT_SENT,
    /** It may have been received, and done. */
    LOST,
    /** An answer began that was larger than we read. */
    TOO_LARGE,
    /** There is no usable token to send. */
    NO_TOKEN
  }
}
