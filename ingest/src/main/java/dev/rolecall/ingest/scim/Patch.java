package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A PATCH (RFC 7644 § 3.5.2), normalised: independent of the dialect it came in and of the resource
 * it will meet.
 */
public final class Patch {

  private final ResourceType type;
  private final List<Operation> operations;
  private final Set<Deviation> deviations;
  private final Tolerance tolerance;

  private Patch(
      ResourceType type,
      List<Operation> operations,
      Set<Deviation> deviations,
      Tolerance tolerance) {
    this.type = type;
    this.tolerance = tolerance;
    this.operations = List.copyOf(operations);
    this.deviations = deviations;
  }

  /**
   * Reads a body.
   *
   * @param id of the resource: an operation may name it, and no other
   * @throws ScimException 400 or 413
   */
  public static Patch parse(ResourceType type, String id, JsonNode body, Tolerance tolerance) {
    EnumSet<Deviation> seen = EnumSet.noneOf(Deviation.class);
    Normaliser normaliser = new Normaliser(type, id, tolerance, seen);
    new Envelope(normaliser, tolerance, seen).read(body);
    return new Patch(type, normaliser.operations(), seen, tolerance);
  }

  /** The body of a PATCH that adds these attributes. */
  public static ObjectNode adding(JsonNode attributes) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray(SharedAttributes.SCHEMAS).add(Envelope.PATCH_SCHEMA);
    body.putArray("Operations").addObject().put("op", "add").set("value", attributes);
    return body;
  }

  /**
   * Applies all operations, or none.
   *
   * @param resource its attributes, without id, schemas and meta; stays as it is
   * @throws ScimException 400 noTarget, mutability or invalidValue
   */
  public Patched apply(ObjectNode resource) {
    EnumSet<Deviation> seen = EnumSet.noneOf(Deviation.class);
    seen.addAll(deviations);
    ObjectNode copy = resource.deepCopy();
    new Application(copy, tolerance, seen).apply(operations);
    Tidying.tidy(type, copy, seen);
    Tidying.require(type, copy, ScimType.MUTABILITY);
    Immutables.check(type, resource, copy);
    return new Patched(copy, !copy.equals(resource), seen);
  }

  ResourceType type() {
    return type;
  }

  List<Operation> operations() {
    return operations;
  }

  /** What was tolerated in the body; {@link #apply} may add to it. */
  public Set<Deviation> deviations() {
    return Set.copyOf(deviations);
  }

  /** The attributes of a whole resource, as POST and PUT send it, in the same canonical form. */
  static ObjectNode whole(
      ResourceType type, JsonNode body, Tolerance tolerance, EnumSet<Deviation> seen) {
    if (!(body instanceof ObjectNode keys)) {
      throw ScimException.of(ScimType.INVALID_SYNTAX, "A resource is an object.");
    }
    Declaration.note(type, keys, seen);
    Normaliser normaliser = new Normaliser(type, null, tolerance, seen);
    normaliser.keys(Normaliser.Verb.ADD, keys, Normaliser.Place.RESOURCE);
    ObjectNode resource = keys.objectNode();
    // What is unassigned in a whole resource is simply not there: no deviation to report.
    new Application(resource, tolerance, EnumSet.noneOf(Deviation.class))
        .apply(normaliser.operations());
    Tidying.tidy(type, resource, seen);
    Tidying.require(type, resource, ScimType.INVALID_VALUE);
    return resource;
  }

  /** What became of the resource. */
  public record Patched(ObjectNode resource, boolean changed, Set<Deviation> deviations) {
    public Patched {
      deviations = Set.copyOf(deviations);
    }

    @Override
    public String toString() {
      return "Patched[changed=" + changed + ", deviations=" + deviations + "]";
    }
  }
}
