package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One operation of a bulk request (RFC 7644 § 3.7).
 *
 * @param method in upper case; as it came when it is none of the RFC's
 * @param bulkId what the client calls the resource it creates
 * @param path below the base path
 * @param version the entity tag that the client insists on
 * @param data an empty object for a DELETE
 * @param problem why it cannot be performed
 */
public record BulkOperation(
    String method,
    Optional<String> bulkId,
    String path,
    Optional<String> version,
    ObjectNode data,
    Optional<ScimError> problem) {

  private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH", "DELETE");

  /** Without path and data: they are personal. */
  @Override
  public String toString() {
    return "BulkOperation[" + method + "]";
  }

  /** Whether it creates a resource that others may name by its bulkId. */
  public boolean isCreation() {
    return problem.isEmpty() && method.equals("POST") && bulkId.isPresent();
  }

  BulkOperation refused(ScimError error) {
    return new BulkOperation(method, bulkId, path, version, data, Optional.of(error));
  }

  /** Never fails: what is wrong with one operation does not concern the others. */
  static BulkOperation read(JsonNode operation, EnumSet<Deviation> seen) {
    String method = operation.path("method").asText("");
    Optional<String> bulkId = Optional.empty();
    try {
      Message message = Message.of(operation, seen);
      method = method(message.text("method").orElse(""), seen);
      bulkId = bulkId(message);
      if (method.equals("POST") && bulkId.isEmpty()) {
        seen.add(Deviation.MESSAGE);
      }
      String path =
          message.text("path").orElseThrow(() -> syntax("An operation of a bulk needs a path."));
      return new BulkOperation(
          method,
          bulkId,
          path,
          message.text("version").filter(version -> !version.isBlank()),
          data(method, message.part("data")),
          Optional.empty());
    } catch (ScimException e) {
      ObjectNode nothing = JsonNodeFactory.instance.objectNode();
      return new BulkOperation(
          method, bulkId, "", Optional.empty(), nothing, Optional.of(e.error()));
    }
  }

  private static String method(String word, EnumSet<Deviation> seen) {
    String method = word.toUpperCase(Locale.ROOT);
    if (!METHODS.contains(method)) {
      throw syntax("The method of an operation of a bulk is POST, PUT, PATCH or DELETE.");
    }
    if (!method.equals(word)) {
      seen.add(Deviation.ADDRESS_CASE);
    }
    return method;
  }

  private static Optional<String> bulkId(Message message) {
    Optional<String> bulkId = message.text("bulkId").filter(id -> !id.isBlank());
    if (bulkId.isPresent() && bulkId.get().length() > Limits.MAX_BULK_ID_LENGTH) {
      throw ScimException.of(
          ScimType.INVALID_VALUE,
          "A bulkId has at most " + Limits.MAX_BULK_ID_LENGTH + " characters.");
    }
    return bulkId;
  }

  private static ObjectNode data(String method, Optional<JsonNode> data) {
    if (method.equals("DELETE")) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (data.isPresent() && data.get() instanceof ObjectNode object) {
      return object;
    }
    throw syntax("An operation of a bulk needs data, and it is an object.");
  }

  private static ScimException syntax(String detail) {
    return ScimException.of(ScimType.INVALID_SYNTAX, detail);
  }
}
