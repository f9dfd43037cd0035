package dev.rolecall.app.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What became of one request. */
sealed interface Answer {

  /** No HTTP answer came. */
  record None(IOException problem) implements Answer {}

  /**
   * An HTTP answer, whoever gave it.
   *
   * @param body at most {@link Requests#MOST_BYTES} of it
   * @param sent when the request left, by our clock
   */
  record Given(URI uri, int status, HttpHeaders headers, String body, Instant sent, Duration took)
      implements Answer {

    private static final ObjectMapper JSON = new ObjectMapper();

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /** Missing when it is not a JSON object. */
    JsonNode json() {
      try {
        return body.stripLeading().startsWith("{")
            ? JSON.readTree(body)
            : MissingNode.getInstance();
      } catch (IOException notJson) {
        return MissingNode.getInstance();
      }
    }

    boolean isHtml() {
      return header("Content-Type").toLowerCase(Locale.ROOT).contains("html")
          || body.stripLeading().startsWith("<");
    }

    boolean isRedirect() {
      return status >= 300 && status < 400 && headers.firstValue("Location").isPresent();
    }

    /** Where it sends us. */
    Optional<URI> location() {
      try {
        return headers.firstValue("Location").map(uri::resolve);
      } catch (IllegalArgumentException notAnAddress) {
        return Optional.empty();
      }
    }

    /** Whether a SCIM service speaks, also when it refuses. */
    boolean isScim() {
      return json().path("schemas").path(0).asText().startsWith("urn:ietf:params:scim:");
    }
  }
}
