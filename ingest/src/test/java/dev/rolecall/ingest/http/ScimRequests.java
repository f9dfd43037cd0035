package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;

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
    String body = "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'%s'}";
    return id(ingest.scim("POST", "/Users", quoted(body).formatted(userName)));
  }

  static String group(RunningIngest ingest, String displayName) throws Exception {
    String body = "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'displayName':'%s'}";
    return id(ingest.scim("POST", "/Groups", quoted(body).formatted(displayName)));
  }

  static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static String id(HttpResponse<String> response) throws Exception {
    return body(response).path("id").asText();
  }
}
