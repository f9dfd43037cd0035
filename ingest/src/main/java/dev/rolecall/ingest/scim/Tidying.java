package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings a resource into the one form in which equal means the same: nothing empty, no element
 * without value, no primary that is false.
 */
final class Tidying {

  /** An element that says no more than this says nothing. */
  private static final Set<String> LABELS = Set.of("type", "primary", "display");

  private final EnumSet<Deviation> seen;

  private Tidying(EnumSet<Deviation> seen) {
    this.seen = seen;
  }

  static void tidy(ResourceType type, ObjectNode resource, EnumSet<Deviation> seen) {
    Tidying tidying = new Tidying(seen);
    tidying.attributes(resource, type.attributes());
    for (Schema extension : type.extensions()) {
      if (resource.get(extension.urn()) instanceof ObjectNode object) {
        tidying.attributes(object, extension.attributes());
      }
    }
    resource
        .properties()
        .removeIf(entry -> entry.getValue().isContainerNode() && entry.getValue().isEmpty());
  }

  /**
   * Every required attribute has a value, or a 400 of that type says which has not. A flag that is
   * left out or removed keeps what it was: it is required in that a resource always has it.
   */
  static void require(ResourceType type, ObjectNode resource, ScimType error) {
    require(type.attributes(), resource, error);
  }

  private static void require(List<Attribute> attributes, ObjectNode holder, ScimType error) {
    for (Attribute attribute : attributes) {
      JsonNode value = holder.get(attribute.name());
      boolean mustBeSent = attribute.required() && attribute.type() != Attribute.Type.BOOLEAN;
      if (mustBeSent && value == null) {
        throw ScimException.of(error, attribute.name() + " is required.");
      }
      for (JsonNode element : value instanceof ArrayNode list ? list : single(value)) {
        if (element instanceof ObjectNode object) {
          require(attribute.subAttributes(), object, error);
        }
      }
    }
  }

  private static List<JsonNode> single(@Nullable JsonNode value) {
    return value == null ? List.of() : List.of(value);
  }

  private void attributes(ObjectNode holder, List<Attribute> attributes) {
    for (Attribute attribute : attributes) {
      if (attribute.type() == Attribute.Type.COMPLEX
          && holder.get(attribute.name()) instanceof ArrayNode list) {
        elements(list, attribute);
      }
    }
    holder
        .properties()
        .removeIf(entry -> entry.getValue().isContainerNode() && entry.getValue().isEmpty());
  }

  private void elements(ArrayNode list, Attribute attribute) {
    boolean needsValue = attribute.sub(Attribute.VALUE) != null;
    for (Iterator<JsonNode> each = list.iterator(); each.hasNext(); ) {
      if (each.next() instanceof ObjectNode element) {
        if (!Elements.isPrimary(element)) {
          element.remove("primary");
        }
        boolean isSaying = needsValue ? element.has(Attribute.VALUE) : hasMoreThanLabels(element);
        if (!isSaying) {
          seen.add(Deviation.ELEMENT_WITHOUT_VALUE);
          each.remove();
        }
      }
    }
  }

  private static boolean hasMoreThanLabels(ObjectNode element) {
    return element.properties().stream().anyMatch(entry -> !LABELS.contains(entry.getKey()));
  }
}
