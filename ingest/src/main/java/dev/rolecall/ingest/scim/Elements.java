package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;

/** The values of a multi-valued attribute as a set, keyed by {@code value} and {@code type}. */
final class Elements {

  private static final String TYPE = "type";
  static final String PRIMARY = "primary";

  private Elements() {}

  /**
   * Adds an element, or merges it into the one that is the same. A new primary demotes the old (RFC
   * 7644 § 3.5.2.1).
   */
  static void unite(ArrayNode list, Attribute attribute, JsonNode element) {
    for (JsonNode existing : list) {
      if (isSame(attribute, existing, element)) {
        if (existing instanceof ObjectNode object && element instanceof ObjectNode added) {
          object.setAll(added);
          demoteOthers(list, object);
        }
        return;
      }
    }
    if (list.size() >= Limits.MAX_VALUES) {
      throw new ScimException(
          ScimError.tooLarge(
              attribute.name() + " has more than " + Limits.MAX_VALUES + " values."));
    }
    JsonNode copy = element.deepCopy();
    list.add(copy);
    if (copy instanceof ObjectNode object) {
      demoteOthers(list, object);
    }
  }

  /** Removes what is the same as the element; false when nothing was. */
  static boolean remove(ArrayNode list, Attribute attribute, JsonNode element) {
    boolean isRemoved = false;
    for (Iterator<JsonNode> each = list.iterator(); each.hasNext(); ) {
      if (isSame(attribute, each.next(), element)) {
        each.remove();
        isRemoved = true;
      }
    }
    return isRemoved;
  }

  static void demoteOthers(ArrayNode list, ObjectNode kept) {
    if (!isPrimary(kept)) {
      return;
    }
    for (JsonNode element : list) {
      if (element instanceof ObjectNode object) {
        object.remove(PRIMARY);
      }
    }
    kept.put(PRIMARY, true);
  }

  static boolean isPrimary(JsonNode element) {
    return element.path(PRIMARY).asBoolean();
  }

  private static boolean isSame(Attribute attribute, JsonNode one, JsonNode other) {
    Attribute value = attribute.sub(Attribute.VALUE);
    JsonNode left = value(attribute, one);
    JsonNode right = value(attribute, other);
    if (value == null || !left.isValueNode() || !right.isValueNode()) {
      return withoutPrimary(one).equals(withoutPrimary(other));
    }
    boolean isSameValue =
        value.caseExact() ? left.equals(right) : left.asText().equalsIgnoreCase(right.asText());
    return isSameValue && isSameType(one.path(TYPE), other.path(TYPE));
  }

  /** A simple value is its own; what nobody declared is compared as it came. */
  private static JsonNode value(Attribute attribute, JsonNode element) {
    boolean isSimple = element.isValueNode() && attribute.type() != Attribute.Type.UNTYPED;
    return isSimple ? element : element.path(Attribute.VALUE);
  }

  private static boolean isSameType(JsonNode one, JsonNode other) {
    return one.isMissingNode()
        || other.isMissingNode()
        || one.asText().equalsIgnoreCase(other.asText());
  }

  private static JsonNode withoutPrimary(JsonNode element) {
    return element instanceof ObjectNode object && object.has(PRIMARY)
        ? object.deepCopy().without(PRIMARY)
        : element;
  }
}
