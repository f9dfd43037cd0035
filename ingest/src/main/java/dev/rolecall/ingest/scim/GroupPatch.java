package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a PATCH of a group as a delta, without the group: its cost does not depend on the number of
 * members.
 */
public final class GroupPatch {

  private final EnumSet<Deviation> seen;
  private final Membership membership;
  private @Nullable String displayName;
  private @Nullable String externalId;

  private GroupPatch(EnumSet<Deviation> seen) {
    this.seen = seen;
    this.membership = new Membership(seen);
  }

  /**
   * Reads a body.
   *
   * @param id of the group: an operation may name it (Okta does in every rename), and no other
   * @throws ScimException 400 or 413
   */
  public static Reading<GroupDelta> read(String id, JsonNode body, Tolerance tolerance) {
    Patch patch = Patch.parse(ResourceType.GROUP, id, body, tolerance);
    EnumSet<Deviation> seen = EnumSet.noneOf(Deviation.class);
    seen.addAll(patch.deviations());
    return new Reading<>(follow(patch.operations(), seen), seen);
  }

  static GroupDelta follow(List<Operation> operations, EnumSet<Deviation> seen) {
    GroupPatch group = new GroupPatch(seen);
    operations.forEach(group::apply);
    return new GroupDelta(group.displayName, group.externalId, group.membership.result());
  }

  private void apply(Operation operation) {
    switch (operation) {
      case Operation.Add(Path.Target target, JsonNode value) -> write(target, value, false);
      case Operation.Replace(Path.Target target, JsonNode value) -> write(target, value, true);
      case Operation.Clear(Path.Target target) -> clear(target);
      case Operation.RemoveValues(Path.Target target, ArrayNode values) ->
          membership.remove(Membership.ids(values, seen));
      // A group of ours has no extensions; what they say is dropped like any unknown attribute.
      case Operation.DropExtension(Schema schema) -> seen.add(Deviation.UNKNOWN_ATTRIBUTE);
    }
  }

  private void write(Path.Target target, JsonNode value, boolean isReplace) {
    Reference reference = target.reference();
    if (isMembers(reference)) {
      members(target, value, isReplace);
    } else if (reference.isNamed(GroupSchema.DISPLAY_NAME)) {
      displayName = value.asText();
    } else if (reference.isNamed(SharedAttributes.EXTERNAL_ID)) {
      externalId = value.asText();
    } else {
      seen.add(Deviation.UNKNOWN_ATTRIBUTE);
    }
  }

  private void members(Path.Target target, JsonNode value, boolean isReplace) {
    Filter filter = target.filter();
    Attribute sub = target.reference().sub();
    if (sub != null) {
      unchangeable(sub, filter, value);
    } else if (filter != null) {
      chosen(membership.ids(filter), value, isReplace);
    } else if (isReplace) {
      membership.replace(Membership.ids((ArrayNode) value, seen));
    } else {
      membership.add(Membership.ids((ArrayNode) value, seen));
    }
  }

  /** Nothing about a member is kept but who it is, and that is immutable (RFC 7643 § 8.7.1). */
  private void unchangeable(Attribute sub, @Nullable Filter filter, JsonNode value) {
    boolean isOther =
        sub.name().equals(Attribute.VALUE)
            && (filter == null || !membership.ids(filter).equals(Set.of(value.asText())));
    if (isOther) {
      throw ScimException.of(
          ScimType.MUTABILITY, "Who a member is cannot be changed: remove one and add another.");
    }
    seen.add(Deviation.READ_ONLY_IGNORED);
  }

  /**
   * {@code members[value eq "u1"]} with a member as its value: that one takes the place of, or
   * joins, the one in the brackets.
   */
  private void chosen(Set<String> ids, JsonNode value, boolean isReplace) {
    if (isReplace && value.has(Attribute.VALUE)) {
      membership.remove(ids);
    } else {
      membership.add(ids);
    }
    if (value.has(Attribute.VALUE)) {
      membership.add(Membership.ids(JsonNodeFactory.instance.arrayNode().add(value), seen));
    }
  }

  private void clear(Path.Target target) {
    Reference reference = target.reference();
    Filter filter = target.filter();
    if (reference.isNamed(GroupSchema.DISPLAY_NAME)) {
      throw ScimException.of(ScimType.MUTABILITY, GroupSchema.DISPLAY_NAME + " is required.");
    } else if (reference.isNamed(SharedAttributes.EXTERNAL_ID)) {
      externalId = "";
    } else if (!isMembers(reference)) {
      seen.add(Deviation.UNKNOWN_ATTRIBUTE);
    } else if (reference.sub() != null && !reference.leaf().name().equals(Attribute.VALUE)) {
      seen.add(Deviation.READ_ONLY_IGNORED);
    } else if (filter != null) {
      membership.remove(membership.ids(filter));
    } else {
      membership.removeAll();
    }
  }

  static boolean isMembers(Reference reference) {
    return reference.extension() == null
        && reference.attribute().name().equals(GroupSchema.MEMBERS);
  }
}
