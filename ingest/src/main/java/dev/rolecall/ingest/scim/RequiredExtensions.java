package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a user has what extensions require. It is asked for when somebody is or stays active: a
 * leaver is never kept in because an attribute is missing.
 */
final class RequiredExtensions {

  private RequiredExtensions() {}

  /**
   * Every required attribute has a value.
   *
   * @throws ScimException 400 invalidValue
   */
  static void assigned(ResourceType type, ObjectNode user) {
    missing(type, user)
        .forEach(name -> {
          throw ScimException.of(ScimType.INVALID_VALUE, name + " is required.");
        });
  }

  /**
   * What had a value still has one. What had none before the extension was declared need not.
   *
   * @throws ScimException 400 mutability
   */
  static void kept(ResourceType type, ObjectNode before, ObjectNode after) {
    List<String> missingBefore = missing(type, before);
    for (String name : missing(type, after)) {
      if (!missingBefore.contains(name)) {
        throw ScimException.of(ScimType.MUTABILITY, name + " is required.");
      }
    }
  }

  private static List<String> missing(ResourceType type, ObjectNode user) {
    List<String> missing = new ArrayList<>();
    for (Schema extension : type.extensions()) {
      for (Attribute attribute : extension.attributes()) {
        if (attribute.required() && !user.path(extension.urn()).has(attribute.name())) {
          missing.add(extension.urn() + ":" + attribute.name());
        }
      }
    }
    return missing;
  }
}
