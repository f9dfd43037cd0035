package dev.rolecall.ingest.scim;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of resource: its core schema and the extensions it may carry (RFC 7643 § 6).
 *
 * @param endpoint below the base path, with a leading slash
 */
public record ResourceType(
    String name, String endpoint, String description, Schema core, List<Schema> extensions) {

  /** A person. */
  public static final ResourceType USER =
      new ResourceType(
          "User", "/Users", "A person", UserSchema.CORE, List.of(UserSchema.ENTERPRISE));

  /** A group of persons. */
  public static final ResourceType GROUP =
      new ResourceType("Group", "/Groups", "A group of persons", GroupSchema.CORE, List.of());

  /** All that this service has. */
  public static final List<ResourceType> ALL = List.of(USER, GROUP);

  public ResourceType {
    extensions = List.copyOf(extensions);
  }

  /**
   * What a search of all types is written in (RFC 7644 § 3.4.2.1): it has the attributes of each of
   * them. Where a resource's own type lacks one, it is unassigned.
   */
  public static ResourceType anyOf(List<ResourceType> types) {
    List<String> urns = new ArrayList<>();
    List<Attribute> attributes = new ArrayList<>();
    List<Schema> extensions = new ArrayList<>();
    for (ResourceType type : types) {
      urns.add(type.core.urn());
      urns.addAll(type.core.aliases());
      for (Attribute attribute : type.core.attributes()) {
        if (Attribute.find(attributes, attribute.name()) == null) {
          attributes.add(attribute);
        }
      }
      extensions.addAll(type.extensions);
    }
    Schema all =
        new Schema(
            urns.getFirst(),
            urns.subList(1, urns.size()),
            "Resource",
            "A resource of any type",
            attributes,
            false);
    return new ResourceType("Resource", "/", "A resource of any type", all, extensions);
  }

  /** The same type with further extensions. */
  public ResourceType with(List<Schema> further) {
    List<Schema> all = new ArrayList<>(extensions);
    all.addAll(further);
    return new ResourceType(name, endpoint, description, core, all);
  }

  /** The core schema, then the extensions. */
  public List<Schema> schemas() {
    List<Schema> all = new ArrayList<>();
    all.add(core);
    all.addAll(extensions);
    return all;
  }

  /** Whether a resource of this type can have the attribute at all. */
  boolean has(Reference reference) {
    Schema extension = reference.extension();
    return extension == null
        ? attribute(reference.attribute().name()) != null
        : extension.open() || extensions.contains(extension);
  }

  /** The attribute every resource has or the core schema defines, or null. */
  @Nullable Attribute attribute(String wanted) {
    Attribute shared = Attribute.find(SharedAttributes.ALL, wanted);
    return shared != null ? shared : core.attribute(wanted);
  }

  /** Attributes at the top level: those every resource has, then those of the core schema. */
  List<Attribute> attributes() {
    List<Attribute> all = new ArrayList<>(SharedAttributes.ALL);
    all.addAll(core.attributes());
    return all;
  }

  @Nullable Schema extension(String urn) {
    return extensions.stream().filter(schema -> schema.isCalled(urn)).findFirst().orElse(null);
  }
}
