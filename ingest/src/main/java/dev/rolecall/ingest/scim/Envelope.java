package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a PATCH (RFC 7644 § 3.5.2): the list of operations, and verb, path and value of
 * each.
 */
final class Envelope {

  static final String PATCH_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

  private final Normaliser normaliser;
  private final Tolerance tolerance;
  private final EnumSet<Deviation> seen;

  Envelope(Normaliser normaliser, Tolerance tolerance, EnumSet<Deviation> seen) {
    this.normaliser = normaliser;
    this.tolerance = tolerance;
    this.seen = seen;
  }

  void read(JsonNode body) {
    if (!body.isObject()) {
      throw ScimException.of(ScimType.INVALID_SYNTAX, "The body of a PATCH is an object.");
    }
    JsonNode operations = operations(body);
    if (operations.size() > Limits.MAX_OPERATIONS) {
      throw new ScimException(
          ScimError.tooLarge("More than " + Limits.MAX_OPERATIONS + " operations."));
    }
    operations.forEach(this::operation);
  }

  private JsonNode operations(JsonNode body) {
    boolean isDeclared = false;
    for (JsonNode schema : body.path(SharedAttributes.SCHEMAS)) {
      isDeclared |= schema.asText().equalsIgnoreCase(PATCH_SCHEMA);
    }
    if (!isDeclared) {
      seen.add(Deviation.ENVELOPE);
    }
    JsonNode operations = part(body, "Operations");
    if (operations == null || !operations.isArray() || operations.isEmpty()) {
      throw ScimException.of(ScimType.INVALID_SYNTAX, "A PATCH has a list of Operations.");
    }
    return operations;
  }

  /**
   * A part of the envelope in any spelling: a "Value" that were overlooked would make a remove of
   * one member a remove of all.
   */
  private @Nullable JsonNode part(JsonNode object, String name) {
    JsonNode part = object.get(name);
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (entry.getKey().equalsIgnoreCase(name) && !entry.getKey().equals(name)) {
        if (part != null) {
          throw ScimException.of(ScimType.INVALID_SYNTAX, name + " is there twice.");
        }
        seen.add(Deviation.ENVELOPE);
        part = entry.getValue();
      }
    }
    return part;
  }

  private void operation(JsonNode operation) {
    if (!operation.isObject()) {
      throw ScimException.of(ScimType.INVALID_SYNTAX, "An operation is an object.");
    }
    Normaliser.Verb verb = verb(part(operation, "op"));
    JsonNode path = part(operation, "path");
    JsonNode value = part(operation, "value");
    if (path == null || path.isNull() || (path.isTextual() && path.textValue().isBlank())) {
      pathless(verb, value);
    } else if (path.isTextual()) {
      normaliser.at(verb, path.textValue(), value, Normaliser.Place.PATH);
    } else {
      throw PathParser.invalid("it is not a string");
    }
  }

  private void pathless(Normaliser.Verb verb, @Nullable JsonNode value) {
    if (verb == Normaliser.Verb.REMOVE) {
      throw ScimException.of(ScimType.NO_TARGET, "A remove operation needs a path.");
    }
    JsonNode keys = value != null && value.isArray() && value.size() == 1 ? value.get(0) : value;
    if (!(keys instanceof ObjectNode object)) {
      throw ScimException.of(ScimType.INVALID_VALUE, "Without a path the value is an object.");
    }
    normaliser.keys(verb, object, Normaliser.Place.KEY);
  }

  private Normaliser.Verb verb(@Nullable JsonNode op) {
    if (op == null || op.isNull()) {
      if (!tolerance.missingOpReplaces()) {
        throw ScimException.of(ScimType.INVALID_SYNTAX, "An operation needs an op.");
      }
      seen.add(Deviation.OP_MISSING);
      return Normaliser.Verb.REPLACE;
    }
    String word = op.asText().strip();
    String lower = word.toLowerCase(Locale.ROOT);
    if (!lower.equals(word)) {
      seen.add(Deviation.OP_CASE);
    }
    return switch (lower) {
      case "add" -> Normaliser.Verb.ADD;
      case "replace" -> Normaliser.Verb.REPLACE;
      case "remove" -> Normaliser.Verb.REMOVE;
      default ->
          throw ScimException.of(ScimType.INVALID_SYNTAX, "An op is add, replace or remove.");
    };
  }
}
