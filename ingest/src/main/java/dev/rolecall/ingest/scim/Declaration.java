package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a resource says of itself in {@code schemas} (RFC 7643 § 3). Nothing depends on it here: an
 * attribute's own name tells what it is. Differences are only noted.
 */
final class Declaration {

  private Declaration() {}

  static void note(ResourceType type, ObjectNode resource, EnumSet<Deviation> seen) {
    Set<String> declared = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (JsonNode urn : resource.path(SharedAttributes.SCHEMAS)) {
      declared.add(urn.asText());
    }
    if (declared.isEmpty()) {
      seen.add(Deviation.SCHEMAS_MISSING);
      return;
    }
    declared.forEach(urn -> schema(type, resource, urn, seen));
    for (Map.Entry<String, JsonNode> entry : resource.properties()) {
      String name = entry.getKey();
      boolean isExtension = Schema.isUrn(name) && entry.getValue().isObject();
      if (isExtension && !declared.contains(name)) {
        seen.add(Deviation.UNLISTED_EXTENSION);
      }
    }
  }

  private static void schema(
      ResourceType type, ObjectNode resource, String urn, EnumSet<Deviation> seen) {
    if (type.schemas().stream().anyMatch(schema -> schema.urn().equalsIgnoreCase(urn))) {
      return;
    }
    if (type.schemas().stream().anyMatch(schema -> schema.isCalled(urn))) {
      seen.add(Deviation.SCHEMA_ALIAS);
    } else if (!resource.path(urn).isObject()) {
      seen.add(Deviation.UNKNOWN_SCHEMA);
    }
  }
}
