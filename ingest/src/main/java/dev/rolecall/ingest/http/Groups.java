package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.scim.ETag;
import dev.rolecall.ingest.scim.GroupCodec;
import dev.rolecall.ingest.scim.GroupDelta;
import dev.rolecall.ingest.scim.GroupDraft;
import dev.rolecall.ingest.scim.GroupPatch;
import dev.rolecall.ingest.scim.Projection;
import dev.rolecall.ingest.scim.Reading;
import dev.rolecall.ingest.scim.Terms;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.DeleteGroup;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.GroupVersion;
import dev.rolecall.views.directory.DirectoryReader;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/**
 * Groups. A PATCH travels as a delta and costs the same whatever the size of the group; only what
 * names all members is compared with the view.
 */
final class Groups implements Resource<GroupState> {

  private final Directory directory;
  private final Dialects dialects;
  private final Supplier<UUID> ids;
  private final Batches batches;

  Groups(Directory directory, Dialects dialects, Supplier<UUID> ids, Batches batches) {
    this.directory = directory;
    this.dialects = dialects;
    this.ids = ids;
    this.batches = batches;
  }

  @Override
  public Target.Kind kind() {
    return Target.Kind.GROUP;
  }

  @Override
  public Optional<GroupState> find(DirectoryReader view, String directory, String id) {
    return view.group(directory, id);
  }

  @Override
  public boolean isBasedOnVersions() {
    return false;
  }

  @Override
  public ETag version(GroupState state) {
    return ETag.of(state);
  }

  @Override
  public Terms.Echo echo(Terms terms) {
    return terms.patchedGroup();
  }

  @Override
  public Effect.Done create(Call call, String id, Projection projection) {
    GroupDraft draft = draft(call);
    Set<String> members = draft.members() == null ? Set.of() : draft.members();
    // Before anything is written: nothing can fail behind the write.
    Members.Given given =
        members.isEmpty()
            ? new Members.Given(members, part -> Set.of())
            : given(directory.upToDate(call), call, members);
    List<SpecificRecord> parts =
        MemberParts.create(id, draft.displayName(), draft.externalId(), members, this::batchId);
    Accepted accepted = directory.accepted(call, parts.getFirst());
    return done(call, draft, given, batches.rest(call, parts, accepted), projection);
  }

  @Override
  public Change<GroupState> replace(Call call, String id, Projection projection) {
    GroupDraft draft = draft(call);
    return current -> {
      GroupState before = current.state();
      Set<String> wanted = draft.members();
      // A body that says nothing of members removes nobody.
      GroupDelta.Members.Change change =
          wanted == null ? GroupDelta.Members.NONE : difference(call, wanted, current);
      boolean isRenamed = !draft.displayName().equals(before.getDisplayName());
      boolean hasOtherId = !Objects.equals(draft.externalId(), before.getExternalId());
      if (!isRenamed && !hasOtherId && change.isEmpty()) {
        return new Effect.Unchanged();
      }
      GroupDelta delta =
          new GroupDelta(
              isRenamed ? draft.displayName() : null,
              hasOtherId ? Objects.requireNonNullElse(draft.externalId(), "") : null,
              change);
      return sent(
          call,
          id,
          delta,
          change,
          current,
          accepted ->
              wanted == null
                  ? new Effect.Done(
                      ETag.ofGroup(accepted.getVersion(), accepted.getMemberVersion()),
                      () -> asItIsNow(call, id, projection))
                  : done(call, draft, given(current.view(), call, wanted), accepted, projection));
    };
  }

  @Override
  public Change<GroupState> patch(Call call, String id, Projection projection) {
    Reading<GroupDelta> read = GroupPatch.read(id, call.json(), call.terms().tolerance());
    dialects.spoken(call, read.deviations());
    GroupDelta delta = read.value();
    return current -> {
      if (delta.isEmpty()) {
        return new Effect.Unchanged();
      }
      return sent(
          call,
          id,
          delta,
          members(call, delta.members(), current),
          current,
          accepted ->
              new Effect.Done(
                  ETag.ofGroup(accepted.getVersion(), accepted.getMemberVersion()),
                  () -> asItIsNow(call, id, projection)));
    };
  }

  @Override
  public Change<GroupState> delete(Call call, String id) {
    return current -> {
      GroupVersion onlyIf = current.insisted().map(Groups::versions).orElse(null);
      return switch (directory.decide(call, new DeleteGroup(id, onlyIf))) {
        case Decision.Taken taken -> new Effect.Gone();
        case Decision.Outdated outdated -> new Effect.Outdated();
      };
    };
  }

  @Override
  public ObjectNode render(
      DirectoryReader view, Call call, GroupState group, Projection projection) {
    return new Rendered(call).group(view, group, projection);
  }

  private ObjectNode asItIsNow(Call call, String id, Projection projection) {
    Current<GroupState> now = new Current<>(this, directory, call.unconditional(), id);
    return new Rendered(call).group(now.view(), now.state(), projection);
  }

  /** A full push is compared with the members there are. */
  private static GroupDelta.Members.Change members(
      Call call, GroupDelta.Members members, Current<GroupState> current) {
    return switch (members) {
      case GroupDelta.Members.Change change -> change;
      case GroupDelta.Members.Exactly(Set<String> wanted) -> difference(call, wanted, current);
      case GroupDelta.Members.Nobody() -> difference(call, Set.of(), current);
    };
  }

  private static GroupDelta.Members.Change difference(
      Call call, Set<String> wanted, Current<GroupState> current) {
    GroupState group = current.state();
    return Members.difference(
        new Members.Stored(current.view(), call.directory(), group.getId()), wanted);
  }

  private Effect sent(
      Call call,
      String id,
      GroupDelta delta,
      GroupDelta.Members.Change members,
      Current<GroupState> current,
      Function<Accepted, Effect> done) {
    List<SpecificRecord> parts =
        MemberParts.change(
            id,
            delta.displayName(),
            delta.externalId(),
            members.add(),
            members.remove(),
            current.insisted().map(Groups::versions).orElse(null),
            () -> current.state().getMemberCount(),
            this::batchId);
    return switch (directory.decide(call, parts.getFirst())) {
      case Decision.Taken(Accepted accepted) -> done.apply(batches.rest(call, parts, accepted));
      case Decision.Outdated() -> new Effect.Outdated();
    };
  }

  private GroupDraft draft(Call call) {
    Reading<GroupDraft> read = GroupCodec.read(call.json(), call.terms().tolerance());
    dialects.spoken(call, read.deviations());
    return read.value();
  }

  private String batchId() {
    return ids.get().toString();
  }

  private static GroupVersion versions(GroupState state) {
    return new GroupVersion(state.getVersion(), state.getMemberVersion());
  }

  private static Members.Given given(DirectoryReader view, Call call, Set<String> members) {
    return new Members.Given(members, part -> view.groupsAmong(call.directory(), part));
  }

  private static Effect.Done done(
      Call call,
      GroupDraft draft,
      Members.Given members,
      Accepted accepted,
      Projection projection) {
    GroupState group =
        new GroupState(
            accepted.getResource(),
            accepted.getVersion(),
            accepted.getMemberVersion(),
            accepted.getCreated(),
            accepted.getLastModified(),
            draft.displayName(),
            draft.externalId(),
            members.ids().size(),
            0,
            null);
    return new Effect.Done(
        ETag.of(group), () -> new Rendered(call).group(group, projection, members));
  }
}
