package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.UserState;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Users and groups as they are answered: with id, schemas and meta of ours, never with those of a
 * client.
 */
public final class Rendering {

  private final String root;

  /**
   * For one service.
   *
   * @param root absolute address of the SCIM root, without a slash at its end
   */
  public Rendering(String root) {
    this.root = root;
  }

  /**
   * The other end of a membership.
   *
   * @param display null: unknown, as for a member that the directory has not seen yet
   * @param nested of a member: it is a group itself; of a group of a user: only through others
   */
  public record Link(String id, @Nullable String display, boolean nested) {

    /** A member that is a user, or a group that a user is a direct member of. */
    public Link(String id, @Nullable String display) {
      this(id, display, false);
    }
  }

  /** A user; {@code groups} is read only and left out when it is not supplied. */
  public ObjectNode user(UserState state, @Nullable Collection<Link> groups) {
    ObjectNode attributes = UserCodec.toJson(state.getUser());
    ObjectNode user = JsonNodeFactory.instance.objectNode();
    ArrayNode schemas = user.putArray(SharedAttributes.SCHEMAS).add(UserSchema.CORE_URN);
    attributes.fieldNames().forEachRemaining(name -> addSchema(schemas, name));
    user.put(SharedAttributes.ID, state.getId());
    user.setAll(attributes);
    sayWhatIsNotPrimary(user);
    sayWhereTheManagerIs(user);
    if (groups != null && !groups.isEmpty()) {
      ArrayNode array = user.putArray("groups");
      groups.forEach(
          group -> link(array, group, ResourceType.GROUP, group.nested() ? "indirect" : "direct"));
    }
    user.set(
        SharedAttributes.META,
        meta(
            ResourceType.USER,
            state.getId(),
            state.getCreated(),
            state.getLastModified(),
            ETag.of(state)));
    return user;
  }

  /** A group; members are left out when they are not supplied. */
  public ObjectNode group(GroupState state, @Nullable Collection<Link> members) {
    ObjectNode group = JsonNodeFactory.instance.objectNode();
    group.putArray(SharedAttributes.SCHEMAS).add(GroupSchema.CORE_URN);
    group.put(SharedAttributes.ID, state.getId());
    if (state.getExternalId() != null) {
      group.put(SharedAttributes.EXTERNAL_ID, state.getExternalId());
    }
    group.put(GroupSchema.DISPLAY_NAME, state.getDisplayName());
    if (members != null) {
      ArrayNode array = group.putArray(GroupSchema.MEMBERS);
      for (Link member : members) {
        ResourceType type = member.nested() ? ResourceType.GROUP : ResourceType.USER;
        link(array, member, type, type.name());
      }
    }
    group.set(
        SharedAttributes.META,
        meta(
            ResourceType.GROUP,
            state.getId(),
            state.getCreated(),
            state.getLastModified(),
            ETag.of(state)));
    return group;
  }

  /** Where a resource is: for {@code Location} and {@code meta.location}. */
  public String location(ResourceType type, String id) {
    return root + type.endpoint() + "/" + id;
  }

  /** What no client said is false (RFC 7643 § 2.4); one that sent it wants to find it again. */
  private static void sayWhatIsNotPrimary(ObjectNode user) {
    for (Attribute attribute : UserSchema.CORE.attributes()) {
      if (attribute.multiValued() && attribute.sub(Elements.PRIMARY) != null) {
        for (JsonNode each : user.path(attribute.name())) {
          if (each instanceof ObjectNode element && !element.has(Elements.PRIMARY)) {
            element.put(Elements.PRIMARY, false);
          }
        }
      }
    }
  }

  /** {@code $ref} follows from the id, as in a membership (RFC 7643 § 4.3). */
  private void sayWhereTheManagerIs(ObjectNode user) {
    if (user.path(UserSchema.ENTERPRISE_URN).path("manager") instanceof ObjectNode manager
        && manager.has(Attribute.VALUE)) {
      manager.put("$ref", location(ResourceType.USER, manager.path(Attribute.VALUE).asText()));
    }
  }

  private static void addSchema(ArrayNode schemas, String name) {
    if (name.startsWith("urn:")) {
      schemas.add(name);
    }
  }

  private void link(ArrayNode array, Link link, ResourceType target, String type) {
    ObjectNode element =
        array.addObject().put(Attribute.VALUE, link.id()).put("$ref", location(target, link.id()));
    if (link.display() != null) {
      element.put("display", link.display());
    }
    element.put("type", type);
  }

  private ObjectNode meta(
      ResourceType type, String id, Instant created, Instant lastModified, ETag version) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("resourceType", type.name())
        .put("created", created.toString())
        .put("lastModified", lastModified.toString())
        .put("location", location(type, id))
        .put("version", version.header());
  }
}
