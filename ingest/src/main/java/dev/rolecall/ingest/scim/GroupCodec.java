package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads groups as POST and PUT send them. */
public final class GroupCodec {

  private GroupCodec() {}

  /**
   * A group to create, or to put in the place of another.
   *
   * @throws ScimException 400 or 413
   */
  public static Reading<GroupDraft> read(JsonNode body, Tolerance tolerance) {
    if (!(body instanceof ObjectNode keys)) {
      throw ScimException.of(ScimType.INVALID_SYNTAX, "A resource is an object.");
    }
    EnumSet<Deviation> seen = EnumSet.noneOf(Deviation.class);
    Declaration.note(ResourceType.GROUP, keys, seen);
    Normaliser normaliser = new Normaliser(ResourceType.GROUP, null, tolerance, seen);
    normaliser.keys(Normaliser.Verb.ADD, keys, Normaliser.Place.RESOURCE);
    List<Operation> operations = normaliser.operations();
    GroupDelta delta = GroupPatch.follow(operations, seen);
    String displayName = delta.displayName();
    if (displayName == null) {
      throw ScimException.of(ScimType.INVALID_VALUE, GroupSchema.DISPLAY_NAME + " is required.");
    }
    String externalId = "".equals(delta.externalId()) ? null : delta.externalId();
    return new Reading<>(new GroupDraft(displayName, externalId, members(operations, delta)), seen);
  }

  private static @Nullable Set<String> members(List<Operation> operations, GroupDelta delta) {
    boolean isStated =
        operations.stream()
            .anyMatch(each ->
                each instanceof Operation.Add add
                    && GroupPatch.isMembers(add.target().reference()));
    return isStated && delta.members() instanceof GroupDelta.Members.Change change
        ? change.add()
        : null;
  }
}
