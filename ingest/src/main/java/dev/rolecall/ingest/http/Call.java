package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.ingest.scim.Condition;
import dev.rolecall.ingest.scim.Projection;
import dev.rolecall.ingest.scim.ResourceType;
import dev.rolecall.ingest.scim.ScimJson;
import dev.rolecall.ingest.scim.Terms;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One request, without anything of the HTTP library.
 *
 * @param terms of the caller's directory
 * @param request method and path, without query
 * @param root absolute address of the SCIM root
 * @param parameters of the query, the first of each name
 */
record Call(
    String method,
    Target target,
    Terms terms,
    String request,
    String root,
    Map<String, String> parameters,
    Optional<String> ifMatch,
    Optional<String> ifNoneMatch,
    ByteBuffer body,
    Caller caller,
    String correlation,
    Instant receivedAt) {

  /** Without the body and the parameters: they are personal. */
  @Override
  public String toString() {
    return "Call[%s, %s]".formatted(method, correlation);
  }

  String directory() {
    return caller.directory();
  }

  Actor actor() {
    return new Actor(ActorKind.IDP, caller.token());
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** The body as JSON, or a SCIM error. */
  JsonNode json() {
    byte[] bytes = new byte[body.remaining()];
    body.duplicate().get(bytes);
    return ScimJson.read(bytes);
  }

  Optional<Condition> ifMatchCondition() {
    return ifMatch.map(Condition::parse);
  }

  Optional<Condition> ifNoneMatchCondition() {
    return ifNoneMatch.map(Condition::parse);
  }

  Projection projection(ResourceType type) {
    return Projection.of(type, parameters.get("attributes"), parameters.get("excludedAttributes"));
  }
}
