package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The answer to a query (RFC 7644 § 3.4.2). */
public final class ListResponse {

  static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

  private ListResponse() {}

  /**
   * Renders one page by place; {@code Resources} is there even when it is empty, and {@code
   * itemsPerPage} counts what is on the page: Okta pages by it.
   */
  public static ObjectNode render(List<ObjectNode> resources, long totalResults, int startIndex) {
    ObjectNode response = begin(totalResults);
    response.put("startIndex", startIndex);
    return end(response, resources);
  }

  /**
   * Renders one page by cursor (RFC 9865 § 2).
   *
   * @param nextCursor empty: it is the last page
   */
  public static ObjectNode render(
      List<ObjectNode> resources, long totalResults, Optional<String> nextCursor) {
    ObjectNode response = begin(totalResults);
    nextCursor.ifPresent(cursor -> response.put("nextCursor", cursor));
    return end(response, resources);
  }

  private static ObjectNode begin(long totalResults) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    response.putArray("schemas").add(SCHEMA);
    return response.put("totalResults", totalResults);
  }

  private static ObjectNode end(ObjectNode response, List<ObjectNode> resources) {
    response.put("itemsPerPage", resources.size());
    response.putArray("Resources").addAll(resources);
    return response;
  }
}
