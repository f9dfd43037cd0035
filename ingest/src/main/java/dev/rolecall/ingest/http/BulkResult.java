package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.scim.BulkOperation;
import dev.rolecall.ingest.scim.Rendering;
import dev.rolecall.ingest.scim.ScimError;
import java.util.Optional;

/**
 * What became of one operation of a bulk request.
 *
 * @param location of the resource; empty when a creation failed
 * @param error its body
 */
record BulkResult(
    int status, Optional<String> location, Optional<String> version, Optional<JsonNode> error) {

  static BulkResult refused(ScimError error) {
    return new BulkResult(
        error.status(), Optional.empty(), Optional.empty(), Optional.of(error.toJson()));
  }

  static BulkResult of(Call operation, Reply reply) {
    Optional<String> location =
        operation.target() instanceof Target.One(Target.Kind kind, String id)
            ? Optional.of(
                new Rendering(operation.root()).location(kind.type(operation.terms()), id))
            : Optional.ofNullable(reply.headers().get("Location"));
    return new BulkResult(
        reply.status(),
        location,
        Optional.ofNullable(reply.headers().get("ETag")),
        reply.status() < 400 ? Optional.empty() : reply.body());
  }

  /** A creation after what was left out was added, or was not. */
  BulkResult then(BulkResult addition) {
    return addition.isError()
        ? new BulkResult(addition.status, location, version, addition.error)
        : new BulkResult(status, location, addition.version, error);
  }

  boolean isError() {
    return status >= 400;
  }

  /** Of the resource. */
  Optional<String> id() {
    return location.map(each -> each.substring(each.lastIndexOf('/') + 1));
  }

  ObjectNode toJson(BulkOperation operation) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    location.ifPresent(each -> json.put("location", each));
    json.put("method", operation.method());
    operation.bulkId().ifPresent(each -> json.put("bulkId", each));
    version.ifPresent(each -> json.put("version", each));
    json.put("status", Integer.toString(status));
    error.ifPresent(each -> json.set("response", each));
    return json;
  }
}
