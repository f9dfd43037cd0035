package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.scim.BulkOperation;
import dev.rolecall.ingest.scim.BulkReferences;
import dev.rolecall.ingest.scim.BulkRequest;
import dev.rolecall.ingest.scim.Deviation;
import dev.rolecall.ingest.scim.Patch;
import dev.rolecall.ingest.scim.Reading;
import dev.rolecall.ingest.scim.ScimError;
import dev.rolecall.ingest.scim.ScimException;
import dev.rolecall.ingest.scim.ScimType;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One bulk request under way. The operations run in the order in which they came, except that what
 * an operation refers to is created before it. In a circle, the first resource is created without
 * what cannot be created before it, which is added at the end (RFC 7644 § 3.7.1).
 */
final class BulkRun {

  /** What became of an operation, by its place in the request; absent: not begun or under way. */
  private final Map<Integer, BulkResult> results = new TreeMap<>();

  private final Set<Integer> begun = new LinkedHashSet<>();

  /** What has to be added to a resource that was created in a circle. */
  private final Map<Integer, ObjectNode> rest = new LinkedHashMap<>();

  private final Call call;
  private final List<BulkOperation> operations;
  private final int failOnErrors;
  private final Function<Call, Reply> answer;
  private final BulkTime time;
  private final Map<String, Integer> creations = new HashMap<>();
  private int errors;

  BulkRun(Call call, BulkRequest request, Function<Call, Reply> answer, BulkTime time) {
    this.call = call;
    this.operations = request.operations();
    this.failOnErrors = request.failOnErrors();
    this.answer = answer;
    this.time = time;
    for (int at = 0; at < operations.size(); at++) {
      if (operations.get(at).isCreation()) {
        creations.put(operations.get(at).bulkId().orElseThrow(), at);
      }
    }
  }

  Reply reply() {
    for (int at = 0; at < operations.size(); at++) {
      perform(at);
    }
    rest.forEach(this::complete);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:BulkResponse");
    ArrayNode list = body.putArray("Operations");
    results.forEach((at, result) -> list.add(result.toJson(operations.get(at))));
    return Reply.ok(body);
  }

  /** Deep at most as there are operations. */
  private void perform(int at) {
    if (isOver() || !begun.add(at)) {
      return;
    }
    BulkOperation operation = operations.get(at);
    for (String bulkId : references(operation)) {
      Optional.ofNullable(creations.get(bulkId)).ifPresent(this::perform);
    }
    if (!isOver()) {
      BulkResult result = result(at, operation);
      errors += result.isError() ? 1 : 0;
      results.put(at, result);
    }
  }

  private boolean isOver() {
    return errors >= failOnErrors;
  }

  private BulkResult result(int at, BulkOperation operation) {
    try {
      if (operation.problem().isPresent()) {
        throw new ScimException(operation.problem().get());
      }
      return performed(at, operation);
    } catch (ScimException e) {
      return BulkResult.refused(e.error());
    }
  }

  private BulkResult performed(int at, BulkOperation operation) {
    ObjectNode data = operation.data();
    if (operation.method().equals("POST")) {
      BulkReferences.Split split = BulkReferences.split(data, this::isUnderWay);
      data = split.now();
      if (!split.later().isEmpty()) {
        rest.put(at, split.later());
      }
    }
    String path = BulkReferences.resolve(operation.path(), this::id);
    JsonNode body = BulkReferences.resolve(data, this::id);
    Reading<Target> target = Target.read(Paths.decoded(path));
    requireResource(target.value());
    return send(operation.method(), target, path, operation.version(), body);
  }

  private BulkResult send(
      String method, Reading<Target> target, String path, Optional<String> version, JsonNode body) {
    Instant now = time.next();
    EnumSet<Deviation> seen = EnumSet.noneOf(Deviation.class);
    seen.addAll(target.deviations());
    seen.addAll(RequestDialect.of(path, Set.of(), false, Optional.empty()));
    Call operation = call.operation(method, target.value(), path, version, body, seen, now);
    return BulkResult.of(operation, answer.apply(operation));
  }

  /** Adds what was left out of a creation. When that fails, so has the operation. */
  private void complete(int at, ObjectNode later) {
    BulkResult created = results.get(at);
    if (created == null || created.isError()) {
      return;
    }
    try {
      String path = created.location().orElseThrow().substring(call.root().length());
      JsonNode patch = Patch.adding(BulkReferences.resolve(later, this::id));
      results.put(
          at, created.then(send("PATCH", Target.read(path), path, Optional.empty(), patch)));
    } catch (ScimException e) {
      results.put(at, created.then(BulkResult.refused(e.error())));
    }
  }

  private boolean isUnderWay(String bulkId) {
    Integer creation = creations.get(bulkId);
    return creation != null && begun.contains(creation) && !results.containsKey(creation);
  }

  /** The id behind a bulkId, or the error of an operation that refers to it (409). */
  private String id(String bulkId) {
    Integer creation = creations.get(bulkId);
    BulkResult result = creation == null ? null : results.get(creation);
    return Optional.ofNullable(result)
        .flatMap(each -> each.id())
        .orElseThrow(() ->
            new ScimException(
                new ScimError(
                    409,
                    ScimType.INVALID_VALUE,
                    creation == null
                        ? "A bulkId stands for nothing that this request creates."
                        : "What a bulkId stands for was not created.")));
  }

  private static Set<String> references(BulkOperation operation) {
    Set<String> all = new LinkedHashSet<>(BulkReferences.in(operation.path()));
    all.addAll(BulkReferences.in(operation.data()));
    return all;
  }

  private static void requireResource(Target target) {
    boolean isFit =
        target instanceof Target.All
            || target instanceof Target.One
            || target instanceof Target.Nothing;
    if (!isFit) {
      throw new ScimException(
          ScimError.badRequest(
              ScimType.INVALID_PATH, "An operation of a bulk is about users or groups."));
    }
  }
}
