package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.scim.Condition;
import dev.rolecall.ingest.scim.ETag;
import dev.rolecall.ingest.scim.GroupCodec;
import dev.rolecall.ingest.scim.GroupDelta;
import dev.rolecall.ingest.scim.GroupDraft;
import dev.rolecall.ingest.scim.GroupPatch;
import dev.rolecall.ingest.scim.Projection;
import dev.rolecall.ingest.scim.Reading;
import dev.rolecall.ingest.scim.Rendering;
import dev.rolecall.ingest.scim.ResourceType;
import dev.rolecall.ingest.scim.ScimError;
import dev.rolecall.ingest.scim.ScimException;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.DeleteGroup;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.GroupVersion;
import dev.rolecall.views.directory.DirectoryReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * {@code /Groups/{id}} and the creation of groups. A PATCH travels as a delta and costs the same
 * whatever the size of the group; only what names all members is compared with the view.
 */
final class Groups {

  private final Directory directory;
  private final Dialects dialects;
  private final Supplier<UUID> ids;

  Groups(Directory directory, Dialects dialects, Supplier<UUID> ids) {
    this.directory = directory;
    this.dialects = dialects;
    this.ids = ids;
  }

  Reply create(Call call) {
    Projection projection = call.projection(call.terms().group());
    GroupDraft draft = draft(call);
    Set<String> members = draft.members() == null ? Set.of() : draft.members();
    String id = ids.get().toString();
    Accepted accepted =
        send(
            call,
            MemberParts.create(
                id, draft.displayName(), draft.externalId(), members, this::batchId));
    GroupState group = state(id, accepted, draft.displayName(), draft.externalId(), members);
    Rendering rendering = new Rendering(call.root());
    return Reply.created(
        projection.apply(rendering.group(group, links(members))),
        rendering.location(ResourceType.GROUP, id),
        ETag.of(group));
  }

  Reply get(Call call, String id) {
    Projection projection = call.projection(call.terms().group());
    DirectoryReader view = directory.upToDate(call);
    GroupState group = existing(view, call, id);
    Optional<Condition> condition = call.ifNoneMatchCondition();
    if (condition.isPresent() && condition.get().matches(ETag.of(group))) {
      return Reply.notModified(ETag.of(group));
    }
    return Reply.ok(render(view, call, group, projection), ETag.of(group));
  }

  Reply replace(Call call, String id) {
    Projection projection = call.projection(call.terms().group());
    GroupDraft draft = draft(call);
    DirectoryReader view = directory.upToDate(call);
    GroupState current = existing(view, call, id);
    GroupVersion onlyIf = condition(call, current);
    Set<String> before = Members.of(view, call.directory(), id);
    // A body that says nothing of members removes nobody.
    Set<String> after = draft.members() == null ? before : draft.members();
    boolean isRenamed = !draft.displayName().equals(current.getDisplayName());
    boolean hasOtherId = !Objects.equals(draft.externalId(), current.getExternalId());
    if (!isRenamed && !hasOtherId && before.equals(after)) {
      return Reply.ok(render(view, call, current, projection), ETag.of(current));
    }
    String externalId = draft.externalId() == null ? "" : draft.externalId();
    Accepted accepted =
        send(
            call,
            MemberParts.change(
                id,
                isRenamed ? draft.displayName() : null,
                hasOtherId ? externalId : null,
                Members.without(after, before),
                Members.without(before, after),
                onlyIf,
                this::batchId));
    GroupState group = state(id, accepted, draft.displayName(), draft.externalId(), after);
    ObjectNode body = new Rendering(call.root()).group(group, links(after));
    return Reply.ok(projection.apply(body), ETag.of(group));
  }

  Reply patch(Call call, String id) {
    Reading<GroupDelta> read = GroupPatch.read(id, call.json(), call.terms().tolerance());
    dialects.spoken(call, read.deviations());
    GroupDelta delta = read.value();
    GroupVersion onlyIf = null;
    if (call.ifMatch().isPresent() || delta.isEmpty()) {
      GroupState current = existing(directory.upToDate(call), call, id);
      onlyIf = condition(call, current);
      if (delta.isEmpty()) {
        return Reply.noContent(ETag.of(current));
      }
    }
    GroupDelta.Members.Change members = members(call, id, delta.members());
    Accepted accepted =
        send(
            call,
            MemberParts.change(
                id,
                delta.displayName(),
                delta.externalId(),
                members.add(),
                members.remove(),
                onlyIf,
                this::batchId));
    return Reply.noContent(ETag.ofGroup(accepted.getVersion(), accepted.getMemberVersion()));
  }

  Reply delete(Call call, String id) {
    GroupVersion onlyIf =
        call.ifMatch().isPresent()
            ? condition(call, existing(directory.upToDate(call), call, id))
            : null;
    directory.accepted(call, new DeleteGroup(id, onlyIf));
    return Reply.noContent();
  }

  static ObjectNode render(
      DirectoryReader view, Call call, GroupState group, Projection projection) {
    List<Rendering.Link> members =
        projection.includes("members")
            ? links(Members.of(view, call.directory(), group.getId()))
            : null;
    return projection.apply(new Rendering(call.root()).group(group, members));
  }

  /** A full push is compared with the members there are. */
  private GroupDelta.Members.Change members(Call call, String id, GroupDelta.Members members) {
    return switch (members) {
      case GroupDelta.Members.Change change -> change;
      case GroupDelta.Members.Exactly(Set<String> wanted) -> difference(call, id, wanted);
      case GroupDelta.Members.Nobody() -> difference(call, id, Set.of());
    };
  }

  private GroupDelta.Members.Change difference(Call call, String id, Set<String> wanted) {
    DirectoryReader view = directory.upToDate(call);
    existing(view, call, id);
    Set<String> current = Members.of(view, call.directory(), id);
    return new GroupDelta.Members.Change(
        Members.without(wanted, current), Members.without(current, wanted));
  }

  private Accepted send(Call call, List<SpecificRecord> parts) {
    Accepted accepted = directory.accepted(call, parts.getFirst());
    for (SpecificRecord part : parts.subList(1, parts.size())) {
      accepted = directory.accepted(call, part);
    }
    return accepted;
  }

  private GroupDraft draft(Call call) {
    Reading<GroupDraft> read = GroupCodec.read(call.json(), call.terms().tolerance());
    dialects.spoken(call, read.deviations());
    return read.value();
  }

  private String batchId() {
    return ids.get().toString();
  }

  /** The version to insist on, when the client has a condition and it holds. */
  private static @Nullable GroupVersion condition(Call call, GroupState current) {
    Optional<Condition> condition = call.ifMatchCondition();
    if (condition.isEmpty()) {
      return null;
    }
    if (!condition.get().matches(ETag.of(current))) {
      throw new ScimException(ScimError.preconditionFailed());
    }
    return new GroupVersion(current.getVersion(), current.getMemberVersion());
  }

  private static GroupState existing(DirectoryReader view, Call call, String id) {
    return view.group(call.directory(), id)
        .orElseThrow(() -> new ScimException(ScimError.notFound("There is no such group.")));
  }

  private static List<Rendering.Link> links(Set<String> members) {
    return new LinkedHashSet<>(members)
        .stream().map(member -> new Rendering.Link(member, null)).toList();
  }

  private static GroupState state(
      String id,
      Accepted accepted,
      String displayName,
      @Nullable String externalId,
      Set<String> members) {
    return new GroupState(
        id,
        accepted.getVersion(),
        accepted.getMemberVersion(),
        accepted.getCreated(),
        accepted.getLastModified(),
        displayName,
        externalId,
        members.size());
  }
}
