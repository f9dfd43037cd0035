package dev.rolecall.ingest.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.scim.ScimJson;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A user in the one form in which equal means the same (RFC 7643 § 2.5: null and empty are
 * unassigned): without what the service itself writes, without empties, without a primary that is
 * false, and without elements that are nothing but labels.
 */
final class Canon {

  private static final Set<String> LABELS = Set.of("type", "primary", "display");

  private Canon() {}

  static JsonNode of(ObjectNode user) {
    // Through text: the oracles' trees have maps of their own that compare otherwise.
    ObjectNode copy = (ObjectNode) ScimJson.read(user.toString());
    copy.remove(List.of("schemas", "id", "meta"));
    object(copy);
    return copy;
  }

  private static void object(ObjectNode object) {
    for (Iterator<Map.Entry<String, JsonNode>> each = object.properties().iterator();
        each.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = each.next();
      JsonNode value = entry.getValue();
      inside(value);
      boolean isOldPrimary = entry.getKey().equals("primary") && !value.asBoolean();
      if (isEmpty(value) || isOldPrimary) {
        each.remove();
      }
    }
  }

  private static void inside(JsonNode value) {
    if (value instanceof ObjectNode object) {
      object(object);
    } else if (value instanceof ArrayNode array) {
      array.forEach(Canon::inside);
      for (Iterator<JsonNode> each = array.iterator(); each.hasNext(); ) {
        if (isOnlyLabels(each.next())) {
          each.remove();
        }
      }
    }
  }

  private static boolean isOnlyLabels(JsonNode element) {
    return element.isObject()
        && element.properties().stream().allMatch(part -> LABELS.contains(part.getKey()));
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isNull()
        || (value.isContainerNode() && value.isEmpty())
        || (value.isTextual() && value.textValue().isEmpty());
  }
}
