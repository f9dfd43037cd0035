package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A body that is neither a resource nor a PATCH: a search or a bulk request. Null means absent. */
final class Message {

  private final ObjectNode body;
  private final EnumSet<Deviation> seen;

  private Message(ObjectNode body, EnumSet<Deviation> seen) {
    this.body = body;
    this.seen = seen;
  }

  /** A part of a message, which has no schema of its own. */
  static Message of(JsonNode body, EnumSet<Deviation> seen) {
    if (!(body instanceof ObjectNode object)) {
      throw ScimException.of(ScimType.INVALID_SYNTAX, "A message, or a part of it, is an object.");
    }
    return new Message(object, seen);
  }

  static Message of(JsonNode body, String schema, EnumSet<Deviation> seen) {
    Message message = of(body, seen);
    boolean isDeclared = false;
    for (JsonNode each : body.path(SharedAttributes.SCHEMAS)) {
      isDeclared |= each.asText().equalsIgnoreCase(schema);
    }
    if (!isDeclared) {
      seen.add(Deviation.MESSAGE);
    }
    return message;
  }

  /** A part in any spelling of its name. */
  Optional<JsonNode> part(String name) {
    JsonNode part = body.get(name);
    for (Map.Entry<String, JsonNode> entry : body.properties()) {
      if (entry.getKey().equalsIgnoreCase(name) && !entry.getKey().equals(name)) {
        if (part != null) {
          throw ScimException.of(ScimType.INVALID_SYNTAX, name + " is there twice.");
        }
        seen.add(Deviation.MESSAGE);
        part = entry.getValue();
      }
    }
    return Optional.ofNullable(part).filter(each -> !each.isNull());
  }

  Optional<String> text(String name) {
    Optional<JsonNode> part = part(name);
    if (part.isPresent() && !part.get().isTextual()) {
      throw wrong(name, "a string");
    }
    return part.map(JsonNode::textValue);
  }

  /** A whole number as digits. */
  Optional<String> number(String name) {
    Optional<JsonNode> part = part(name);
    if (part.isEmpty()) {
      return Optional.empty();
    }
    JsonNode number = part.get();
    if (number.isTextual()) {
      seen.add(Deviation.STRING_NUMBER);
    } else if (!number.isIntegralNumber()) {
      throw wrong(name, "a whole number");
    }
    return Optional.of(number.asText());
  }

  List<String> texts(String name) {
    Optional<JsonNode> part = part(name);
    if (part.isPresent() && part.get().isTextual()) {
      seen.add(Deviation.SINGLE_FOR_LIST);
      return List.of(part.get().textValue());
    }
    if (part.isPresent() && !part.get().isArray()) {
      throw wrong(name, "a list of strings");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode each : part.<Iterable<JsonNode>>map(list -> list).orElse(List.of())) {
      if (!each.isTextual()) {
        throw wrong(name, "a list of strings");
      }
      texts.add(each.textValue());
    }
    return texts;
  }

  private static ScimException wrong(String name, String due) {
    return ScimException.of(ScimType.INVALID_VALUE, name + " is " + due + ".");
  }
}
