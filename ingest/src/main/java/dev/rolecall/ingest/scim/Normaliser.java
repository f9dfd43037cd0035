package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a client sent for a place in a resource into {@link Operation}s, whatever dialect it
 * came in.
 */
final class Normaliser {

  enum Verb {
    ADD,
    REPLACE,
    REMOVE
  }

  /** Where a name stood. What is only a liberty in a value is an error in a path. */
  enum Place {
    /** The {@code path} of an operation. */
    PATH,
    /** A key of the value of an operation without path. */
    KEY,
    /** A key of a whole resource, where attributes that only we may write are normal. */
    RESOURCE
  }

  private final ResourceType type;
  private final @Nullable String id;
  private final Tolerance tolerance;
  private final EnumSet<Deviation> seen;
  private final Coercion coercion;
  private final List<Operation> operations = new ArrayList<>();

  Normaliser(ResourceType type, @Nullable String id, Tolerance tolerance, EnumSet<Deviation> seen) {
    this.type = type;
    this.id = id;
    this.tolerance = tolerance;
    this.seen = seen;
    this.coercion = new Coercion(tolerance, seen);
  }

  List<Operation> operations() {
    return operations;
  }

  /** Each key is a path. */
  void keys(Verb verb, ObjectNode value, Place place) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      if (!names.add(entry.getKey())) {
        throw ScimException.of(ScimType.INVALID_SYNTAX, "The value has an attribute twice.");
      }
      at(verb, entry.getKey(), entry.getValue(), place);
    }
  }

  /** One value, or null when none was sent, at one place. */
  void at(Verb verb, String text, @Nullable JsonNode value, Place place) {
    if (value instanceof ObjectNode object && type.core().isCalled(text)) {
      noteSpelling(type.core(), text);
      keys(verb, object, place);
      return;
    }
    PathParser.Parsed parsed = PathParser.parse(type, text);
    seen.addAll(parsed.deviations());
    switch (parsed.path()) {
      case Path.Unknown unknown -> unknown(place);
      case Path.Extension(Schema schema) -> extension(verb, schema, value, place);
      case Path.Target target when value instanceof ObjectNode object && isForeign(target) ->
          foreign(verb, Schema.foreign(text), object);
      case Path.Target target -> {
        if (place == Place.KEY && !text.equalsIgnoreCase(target.reference().attribute().name())) {
          seen.add(Deviation.PATH_AS_KEY);
        }
        target(verb, target, value, place);
      }
    }
  }

  private void unknown(Place place) {
    if (!tolerance.ignoreUnknown()) {
      throw place == Place.PATH
          ? PathParser.invalid("unknown attribute")
          : ScimException.of(ScimType.INVALID_SYNTAX, "The value has an unknown attribute.");
    }
    seen.add(Deviation.UNKNOWN_ATTRIBUTE);
  }

  private static boolean isForeign(Path.Target target) {
    Schema extension = target.reference().extension();
    return extension != null && extension.open();
  }

  private void foreign(Verb verb, Schema schema, ObjectNode value) {
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      Reference reference = new Reference(schema, Attribute.untyped(entry.getKey()), null);
      target(verb, new Path.Target(reference, null), entry.getValue(), Place.KEY);
    }
  }

  private void noteSpelling(Schema schema, String urn) {
    if (!schema.urn().equalsIgnoreCase(urn)) {
      seen.add(Deviation.SCHEMA_ALIAS);
    }
  }

  private void extension(Verb verb, Schema schema, @Nullable JsonNode value, Place place) {
    if (verb == Verb.REMOVE || (verb == Verb.REPLACE && value != null && value.isNull())) {
      operation(new Operation.DropExtension(schema));
    } else if (value instanceof ObjectNode object && schema.open()) {
      foreign(verb, schema, object);
    } else if (value instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        inside(
            verb,
            schema,
            entry.getKey(),
            entry.getValue(),
            place == Place.RESOURCE ? place : Place.KEY);
      }
    } else if (value == null || !value.isNull()) {
      throw ScimException.of(ScimType.INVALID_VALUE, "The value of an extension is an object.");
    }
  }

  private void inside(Verb verb, Schema schema, String key, JsonNode value, Place place) {
    PathParser.Parsed parsed = PathParser.parse(type, schema.urn() + ":" + key);
    if (parsed.path() instanceof Path.Target target) {
      target(verb, target, value, place);
    } else if (!key.equalsIgnoreCase(SharedAttributes.SCHEMAS)) {
      // scim2-models names the schema once more inside: that says nothing new, and nothing wrong.
      unknown(place);
    }
  }

  private void target(Verb verb, Path.Target target, @Nullable JsonNode value, Place place) {
    Reference reference = target.reference();
    if (isReadOnly(reference)) {
      readOnly(verb, reference, value, place);
    } else if (reference.leaf().mutability() != Attribute.Mutability.WRITE_ONLY) {
      if (verb == Verb.REMOVE) {
        remove(wholeElements(target), value);
      } else {
        write(
            verb,
            verb == Verb.ADD || (value != null && value.isArray()) ? wholeElements(target) : target,
            value);
      }
    }
  }

  private static boolean isReadOnly(Reference reference) {
    return reference.attribute().mutability() == Attribute.Mutability.READ_ONLY
        || reference.leaf().mutability() == Attribute.Mutability.READ_ONLY;
  }

  private void readOnly(Verb verb, Reference reference, @Nullable JsonNode value, Place place) {
    if (place == Place.RESOURCE) {
      return;
    }
    boolean isOwnId =
        verb != Verb.REMOVE && value != null && value.isTextual() && value.textValue().equals(id);
    boolean isHarmless =
        switch (reference.attribute().name()) {
          case SharedAttributes.SCHEMAS, SharedAttributes.META -> true;
          case SharedAttributes.ID -> isOwnId;
          default -> false;
        };
    if (place == Place.PATH && !isHarmless) {
      throw ScimException.of(
          ScimType.MUTABILITY, reference.leaf().name() + " can only be changed by this service.");
    }
    seen.add(Deviation.READ_ONLY_IGNORED);
  }

  /** {@code members.value} names the members: their values stand for the elements. */
  private static Path.Target wholeElements(Path.Target target) {
    Reference reference = target.reference();
    Attribute sub = reference.sub();
    boolean isValueOfAll =
        target.filter() == null
            && reference.attribute().multiValued()
            && sub != null
            && sub.name().equals(Attribute.VALUE);
    return isValueOfAll
        ? new Path.Target(new Reference(reference.extension(), reference.attribute(), null), null)
        : target;
  }

  private void remove(Path.Target target, @Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      operation(new Operation.Clear(target));
      return;
    }
    seen.add(Deviation.REMOVE_WITH_VALUE);
    Reference reference = target.reference();
    if (target.filter() == null && reference.sub() == null && reference.attribute().multiValued()) {
      operation(new Operation.RemoveValues(target, coercion.list(reference.attribute(), value)));
    } else {
      operation(new Operation.Clear(target));
    }
  }

  private void write(Verb verb, Path.Target target, @Nullable JsonNode value) {
    if (value == null) {
      throw ScimException.of(ScimType.INVALID_VALUE, "An add or replace operation needs a value.");
    }
    Reference reference = target.reference();
    Attribute leaf = reference.leaf();
    boolean isElement = target.filter() != null && reference.sub() == null;
    JsonNode coerced =
        isElement ? coercion.one(leaf, value) : coercion.value(leaf, unpacked(reference, value));
    if (coerced != null) {
      operation(
          verb == Verb.ADD
              ? new Operation.Add(target, coerced)
              : new Operation.Replace(target, coerced));
    } else if (verb == Verb.REPLACE && leaf.multiValued() && !isElement) {
      operation(new Operation.Replace(target, emptyList()));
    } else if (verb == Verb.REPLACE || value.isTextual()) {
      operation(new Operation.Clear(target));
    }
  }

  private JsonNode unpacked(Reference reference, JsonNode value) {
    boolean isValue =
        reference.attribute().multiValued() && reference.leaf().name().equals(Attribute.VALUE);
    ObjectNode packed = isValue ? PackedJson.open(value) : null;
    if (packed == null) {
      return value;
    }
    seen.add(Deviation.JSON_IN_STRING);
    return packed.path(Attribute.VALUE);
  }

  private static ArrayNode emptyList() {
    return JsonNodeFactory.instance.arrayNode();
  }

  private void operation(Operation operation) {
    if (operations.size() >= Limits.MAX_OPERATIONS) {
      throw new ScimException(
          ScimError.tooLarge("More than " + Limits.MAX_OPERATIONS + " operations."));
    }
    operations.add(operation);
  }
}
