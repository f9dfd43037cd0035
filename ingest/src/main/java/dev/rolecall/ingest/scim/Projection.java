package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which attributes an answer has (RFC 7644 § 3.9). What is always returned cannot be left out. */
public final class Projection {

  private final ResourceType type;
  private final @Nullable List<Path> wanted;
  private final List<Path> unwanted;

  private Projection(ResourceType type, @Nullable List<Path> wanted, List<Path> unwanted) {
    this.type = type;
    this.wanted = wanted;
    this.unwanted = unwanted;
  }

  /**
   * Reads the query parameters; null: absent. Names we do not know are ignored.
   *
   * @throws ScimException 400 invalidValue when they are too long
   */
  public static Projection of(
      ResourceType type, @Nullable String attributes, @Nullable String excludedAttributes) {
    List<Path> wanted = attributes == null || attributes.isBlank() ? null : paths(type, attributes);
    return new Projection(
        type, wanted, excludedAttributes == null ? List.of() : paths(type, excludedAttributes));
  }

  /** Whether a top-level attribute can be in the answer at all: when not, it need not be read. */
  public boolean includes(String attribute) {
    return selects(attribute) || isAlways(attribute);
  }

  /** A resource with what is asked for; the given one stays as it is. */
  public ObjectNode apply(ObjectNode resource) {
    ObjectNode projected = resource.objectNode();
    resource.properties().forEach(entry -> copy(entry.getKey(), entry.getValue(), projected));
    return projected;
  }

  private void copy(String name, JsonNode value, ObjectNode projected) {
    if (isAlways(name)) {
      projected.set(name, value);
    } else if (selects(name)) {
      JsonNode part = value.deepCopy();
      forEachElement(part, element -> keepWanted(name, element));
      if (!part.isContainerNode() || !part.isEmpty()) {
        projected.set(name, part);
      }
    }
  }

  private void keepWanted(String name, ObjectNode element) {
    element.properties().removeIf(entry -> !selectsPart(name, entry.getKey()));
  }

  private static void forEachElement(JsonNode value, Consumer<ObjectNode> action) {
    if (value instanceof ObjectNode object) {
      action.accept(object);
    } else if (value.isArray()) {
      value.forEach(element -> forEachElement(element, action));
    }
  }

  private boolean isAlways(String name) {
    Attribute attribute = type.attribute(name);
    return attribute != null && attribute.returned() == Attribute.Returned.ALWAYS;
  }

  private boolean selects(String name) {
    boolean isWanted = wanted == null || wanted.stream().anyMatch(path -> isAbout(path, name));
    return isWanted && unwanted.stream().noneMatch(path -> isAll(path, name));
  }

  private boolean selectsPart(String name, String part) {
    boolean isWanted =
        wanted == null
            || wanted.stream().anyMatch(path -> isAll(path, name) || isPart(path, name, part));
    return isWanted && unwanted.stream().noneMatch(path -> isPart(path, name, part));
  }

  private static boolean isAbout(Path path, String name) {
    return switch (path) {
      case Path.Extension(Schema schema) -> schema.urn().equalsIgnoreCase(name);
      case Path.Target target ->
          topLevel(target.reference()).equalsIgnoreCase(name)
              || isForeign(target.reference(), name);
      case Path.Unknown unknown -> false;
    };
  }

  private static boolean isAll(Path path, String name) {
    return isAbout(path, name)
        && (!(path instanceof Path.Target(Reference reference, Filter none))
            || isForeign(reference, name)
            || (reference.extension() == null && reference.sub() == null));
  }

  private static boolean isPart(Path path, String name, String part) {
    if (!isAbout(path, name) || !(path instanceof Path.Target(Reference reference, Filter none))) {
      return false;
    }
    Attribute inside = reference.extension() == null ? reference.sub() : reference.attribute();
    return inside != null && inside.name().equalsIgnoreCase(part);
  }

  /**
   * A URN without a schema of ours is read as an attribute of a shorter one: it may as well be the
   * extension itself.
   */
  private static boolean isForeign(Reference reference, String name) {
    Schema extension = reference.extension();
    return extension != null
        && extension.open()
        && (extension.urn() + ":" + reference.attribute().name()).equalsIgnoreCase(name);
  }

  private static String topLevel(Reference reference) {
    Schema extension = reference.extension();
    return extension == null ? reference.attribute().name() : extension.urn();
  }

  private static List<Path> paths(ResourceType type, String names) {
    if (names.length() > Limits.MAX_PROJECTION_LENGTH) {
      throw ScimException.of(
          ScimType.INVALID_VALUE,
          "attributes and excludedAttributes are at most "
              + Limits.MAX_PROJECTION_LENGTH
              + " characters.");
    }
    List<Path> paths = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      paths.add(Names.find(type, name.strip()).path());
    }
    return paths;
  }
}
