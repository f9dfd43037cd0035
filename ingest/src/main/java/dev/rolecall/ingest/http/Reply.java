package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.ingest.scim.ETag;
import dev.rolecall.ingest.scim.ScimError;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One answer, without anything of the HTTP library. */
record Reply(int status, Map<String, String> headers, Optional<JsonNode> body) {

  /** For what is down: a rebalance or a leader's election takes less. */
  static final Duration A_WHILE = Duration.ofSeconds(5);

  /** For what is full: requests are done in milliseconds, so there is room again soon. */
  static final Duration A_MOMENT = Duration.ofSeconds(1);

  Reply {
    headers = Map.copyOf(headers);
  }

  static Reply ok(JsonNode body) {
    return new Reply(200, Map.of(), Optional.of(body));
  }

  static Reply ok(JsonNode body, ETag version) {
    return new Reply(200, Map.of("ETag", version.header()), Optional.of(body));
  }

  static Reply ok(JsonNode body, String location, ETag version) {
    return new Reply(200, headers(location, version), Optional.of(body));
  }

  static Reply created(JsonNode body, String location, ETag version) {
    return new Reply(201, headers(location, version), Optional.of(body));
  }

  static Reply noContent() {
    return new Reply(204, Map.of(), Optional.empty());
  }

  static Reply noContent(String location, ETag version) {
    return new Reply(204, headers(location, version), Optional.empty());
  }

  static Reply notModified(ETag version) {
    return new Reply(304, Map.of("ETag", version.header()), Optional.empty());
  }

  /** What can be done there: the answer to OPTIONS. */
  static Reply options(Set<String> methods) {
    return new Reply(204, allow(methods), Optional.empty());
  }

  static Reply methodNotAllowed(Set<String> methods) {
    ScimError error = ScimError.methodNotAllowed();
    return new Reply(error.status(), allow(methods), Optional.of(error.toJson()));
  }

  /** Refused for now. */
  static Reply busy(ScimError error, Duration retryAfter) {
    Map<String, String> headers = Map.of("Retry-After", Long.toString(retryAfter.toSeconds()));
    return new Reply(error.status(), headers, Optional.of(error.toJson()));
  }

  static Reply error(ScimError error) {
    return switch (error.status()) {
      case 401 ->
          new Reply(
              401,
              Map.of("WWW-Authenticate", "Bearer realm=\"SCIM\""),
              Optional.of(error.toJson()));
      case 429, 503 -> busy(error, A_WHILE);
      default -> new Reply(error.status(), Map.of(), Optional.of(error.toJson()));
    };
  }

  Reply withoutBody() {
    return new Reply(status, headers, Optional.empty());
  }

  private static Map<String, String> allow(Set<String> methods) {
    return Map.of("Allow", String.join(", ", new TreeSet<>(methods)));
  }

  private static Map<String, String> headers(String location, ETag version) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Location", location);
    headers.put("ETag", version.header());
    return headers;
  }
}
