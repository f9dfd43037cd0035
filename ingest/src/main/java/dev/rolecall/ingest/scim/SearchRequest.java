package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A query as the body of a POST (RFC 7644 § 3.4.3): for what should not be in an address, or is too
 * long for it.
 */
public final class SearchRequest {

  static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

  /** Names of the parameters of a query, in an address as in a body. */
  public static final List<String> PARAMETERS =
      List.of(
          "attributes",
          "excludedAttributes",
          "filter",
          "sortBy",
          "sortOrder",
          "startIndex",
          "count",
          "cursor");

  private SearchRequest() {}

  /**
   * Reads a body into what the same query would have in its address.
   *
   * @throws ScimException 400 invalidSyntax, or invalidValue for a part of the wrong type
   */
  public static Reading<Map<String, String>> read(JsonNode body) {
    EnumSet<Deviation> seen = EnumSet.noneOf(Deviation.class);
    Message message = Message.of(body, SCHEMA, seen);
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String name : PARAMETERS) {
      switch (name) {
        case "attributes", "excludedAttributes" -> {
          List<String> names = message.texts(name);
          if (!names.isEmpty()) {
            parameters.put(name, String.join(",", names));
          }
        }
        case "startIndex", "count" ->
            message.number(name).ifPresent(number -> parameters.put(name, number));
        default -> message.text(name).ifPresent(text -> parameters.put(name, text));
      }
    }
    return new Reading<>(Map.copyOf(parameters), seen);
  }
}
