package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.ingest.scim.ETag;
import dev.rolecall.ingest.scim.ScimError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One answer, without anything of the HTTP library. */
record Reply(int status, Map<String, String> headers, Optional<JsonNode> body) {

  /** Seconds after which a client may try again: a rebalance or a leader's election takes less. */
  private static final String RETRY_AFTER_SECONDS = "5";

  Reply {
    headers = Map.copyOf(headers);
  }

  static Reply ok(JsonNode body) {
    return new Reply(200, Map.of(), Optional.of(body));
  }

  static Reply ok(JsonNode body, ETag version) {
    return new Reply(200, Map.of("ETag", version.header()), Optional.of(body));
  }

  static Reply created(JsonNode body, String location, ETag version) {
    return new Reply(
        201, Map.of("Location", location, "ETag", version.header()), Optional.of(body));
  }

  static Reply noContent() {
    return new Reply(204, Map.of(), Optional.empty());
  }

  static Reply noContent(ETag version) {
    return new Reply(204, Map.of("ETag", version.header()), Optional.empty());
  }

  static Reply notModified(ETag version) {
    return new Reply(304, Map.of("ETag", version.header()), Optional.empty());
  }

  static Reply error(ScimError error) {
    Map<String, String> headers = new LinkedHashMap<>();
    switch (error.status()) {
      case 401 -> headers.put("WWW-Authenticate", "Bearer realm=\"SCIM\"");
      case 429, 503 -> headers.put("Retry-After", RETRY_AFTER_SECONDS);
      default -> {}
    }
    return new Reply(error.status(), headers, Optional.of(error.toJson()));
  }
}
