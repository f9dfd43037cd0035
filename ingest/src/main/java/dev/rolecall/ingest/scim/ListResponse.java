package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The answer to a query (RFC 7644 § 3.4.2). */
public final class ListResponse {

  static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

  private ListResponse() {}

  /**
   * Renders one page; {@code Resources} is there even when it is empty, and {@code itemsPerPage}
   * counts what is on the page: Okta pages by it.
   */
  public static ObjectNode render(List<ObjectNode> resources, long totalResults, int startIndex) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    response.putArray("schemas").add(SCHEMA);
    response.put("totalResults", totalResults);
    response.put("startIndex", startIndex);
    response.put("itemsPerPage", resources.size());
    response.putArray("Resources").addAll(resources);
    return response;
  }
}
