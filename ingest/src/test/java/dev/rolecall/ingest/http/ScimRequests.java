package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Map;

/** Requests that many tests begin with. */
final class ScimRequests {

  static final ObjectMapper JSON = new ObjectMapper();

  private ScimRequests() {}

  /** JSON with single quotation marks for double ones. */
  static String quoted(String json) {
    return json.replace('\'', '"');
  }

  static JsonNode body(HttpResponse<String> response) throws Exception {
    return JSON.readTree(response.body());
  }

  static String user(RunningIngest ingest, String userName) throws Exception {
    return id(ingest.scim("POST", "/Users", quoted("{'userName':'%s'}").formatted(userName)));
  }

  static String group(RunningIngest ingest, String displayName) throws Exception {
    return id(
        ingest.scim("POST", "/Groups", quoted("{'displayName':'%s'}").formatted(displayName)));
  }

  static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  static Map<String, String> header(String name, String value) {
    return Map.of(name, value);
  }

  private static String id(HttpResponse<String> response) throws Exception {
    return body(response).path("id").asText();
  }
}
