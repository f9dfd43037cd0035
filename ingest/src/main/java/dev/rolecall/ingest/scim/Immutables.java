package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What can be given once and not changed (RFC 7643 § 7). Compares the whole before with the whole
 * after, so it does not matter by which operation the change came; elements of lists come and go as
 * wholes and are not compared.
 */
final class Immutables {

  private Immutables() {}

  /** A PUT that leaves such an attribute out says nothing of it: it stays. */
  static void keep(ResourceType type, ObjectNode before, ObjectNode after) {
    keep(type.attributes(), before, after);
    for (Schema extension : type.extensions()) {
      if (before.get(extension.urn()) instanceof ObjectNode old) {
        ObjectNode now = after.withObjectProperty(extension.urn());
        keep(extension.attributes(), old, now);
        if (now.isEmpty()) {
          after.remove(extension.urn());
        }
      }
    }
  }

  private static void keep(List<Attribute> attributes, ObjectNode before, ObjectNode after) {
    for (Attribute attribute : attributes) {
      JsonNode old = before.get(attribute.name());
      if (old != null
          && attribute.mutability() == Attribute.Mutability.IMMUTABLE
          && !after.has(attribute.name())) {
        after.set(attribute.name(), old.deepCopy());
      }
    }
  }

  /**
   * Checks a resource against what it was.
   *
   * @throws ScimException 400 mutability: such an attribute had a value and has another, or none
   */
  static void check(ResourceType type, ObjectNode before, ObjectNode after) {
    check(type.attributes(), before, after);
    for (Schema extension : type.extensions()) {
      check(extension.attributes(), before.path(extension.urn()), after.path(extension.urn()));
    }
  }

  private static void check(List<Attribute> attributes, JsonNode before, JsonNode after) {
    for (Attribute attribute : attributes) {
      JsonNode old = before.path(attribute.name());
      JsonNode now = after.path(attribute.name());
      boolean isKept = old instanceof MissingNode || old.equals(now);
      if (!isKept && attribute.mutability() == Attribute.Mutability.IMMUTABLE) {
        throw ScimException.of(
            ScimType.MUTABILITY, attribute.name() + " can be given once and not changed.");
      }
      if (!isKept && !attribute.multiValued()) {
        check(attribute.subAttributes(), old, now);
      }
    }
  }
}
