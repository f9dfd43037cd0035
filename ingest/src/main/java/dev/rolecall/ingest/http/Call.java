package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.ingest.door.Caller;
import dev.rolecall.ingest.scim.Condition;
import dev.rolecall.ingest.scim.Deviation;
import dev.rolecall.ingest.scim.Projection;
import dev.rolecall.ingest.scim.ResourceType;
import dev.rolecall.ingest.scim.Terms;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One request, without anything of the HTTP library. An operation of a bulk request is one too.
 *
 * @param target what it is about
 * @param terms of the caller's directory
 * @param request method and path, without query
 * @param root absolute address of the SCIM root, without a slash at its end
 * @param parameters of the query, the first of each name, in SCIM's spelling
 * @param body the body as JSON, or a SCIM error
 * @param deviations where the request left the RFCs outside its body
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
    Supplier<JsonNode> body,
    Set<Deviation> deviations,
    Caller caller,
    String correlation,
    Instant receivedAt) {

  Call {
    parameters = Map.copyOf(parameters);
    deviations = Set.copyOf(deviations);
  }

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
    return body.get();
  }

  boolean isConditional() {
    return ifMatch.isPresent() || ifNoneMatch.isPresent();
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

  /** The same query as it would be in an address (RFC 7644 § 3.4.3). */
  Call asked(Map<String, String> query) {
    return like("GET", query, Optional.empty(), Optional.empty(), Set.of(), receivedAt);
  }

  /** The same at a later moment: what it sends from then on has a deadline of its own. */
  Call at(Instant moment) {
    return like(method, parameters, ifMatch, ifNoneMatch, deviations, moment);
  }

  /** The same without the client's conditions: for a look at what was just written. */
  Call unconditional() {
    return like(method, parameters, Optional.empty(), Optional.empty(), Set.of(), receivedAt);
  }

  private Call like(
      String method,
      Map<String, String> parameters,
      Optional<String> ifMatch,
      Optional<String> ifNoneMatch,
      Set<Deviation> deviations,
      Instant receivedAt) {
    return new Call(
        method,
        target,
        terms,
        request,
        root,
        parameters,
        ifMatch,
        ifNoneMatch,
        body,
        deviations,
        caller,
        correlation,
        receivedAt);
  }

  /**
   * An operation of this request, by the same caller, with a deadline of its own.
   *
   * @param path below the base path
   */
  Call operation(
      String method,
      Target target,
      String path,
      Optional<String> version,
      JsonNode data,
      Set<Deviation> seen,
      Instant now) {
    return new Call(
        method,
        target,
        terms,
        method + " " + path + " in " + request,
        root,
        Map.of(),
        version,
        Optional.empty(),
        () -> data,
        seen,
        caller,
        correlation,
        now);
  }
}
