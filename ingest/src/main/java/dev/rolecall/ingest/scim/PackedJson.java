package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Entra's role assignments carry an object as JSON text in {@code value}. */
final class PackedJson {

  private PackedJson() {}

  /** The element inside of the text, or null when it is an ordinary value. */
  static @Nullable ObjectNode open(JsonNode value) {
    String text = value.isTextual() ? value.textValue().strip() : "";
    if (!text.startsWith("{") || !text.endsWith("}")) {
      return null;
    }
    JsonNode inside;
    try {
      inside = ScimJson.read(text);
    } catch (ScimException ordinaryText) {
      return null;
    }
    if (!inside.path(Attribute.VALUE).isValueNode() || inside.path(Attribute.VALUE).isNull()) {
      return null;
    }
    ObjectNode element = JsonNodeFactory.instance.objectNode();
    element.put(Attribute.VALUE, inside.path(Attribute.VALUE).asText());
    copy(inside, "displayName", element, "display");
    copy(inside, "display", element, "display");
    copy(inside, "type", element, "type");
    copy(inside, "primary", element, "primary");
    return element;
  }

  private static void copy(JsonNode from, String name, ObjectNode to, String as) {
    JsonNode value = from.path(name);
    if (value.isValueNode() && !value.isNull()) {
      to.set(as, value);
    }
  }
}
