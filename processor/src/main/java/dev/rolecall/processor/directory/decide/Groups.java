package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.ChangeGroup;
import dev.rolecall.schemas.avro.CreateGroup;
import dev.rolecall.schemas.avro.DeleteGroup;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.GroupVersion;
import dev.rolecall.schemas.avro.UserState;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Commands about groups and their members. */
final class Groups {

  private Groups() {}

  static Decision create(CreateGroup asked, DirectoryReads reads, Verdict verdict) {
    String id = asked.getId();
    if (!Wellformed.id(id)) {
      return verdict.refused(Refused.invalid("the id of a group is a UUID"), null, null);
    }
    String externalId = emptyIsNone(asked.getExternalId());
    Refused refused = refusal(id, asked.getDisplayName(), externalId, reads);
    // The id stays in use until the last edge of a deleted group is gone.
    if (refused == null && (reads.group(id) != null || reads.jobOfGroup(id) != null)) {
      refused = Refused.taken("the id");
    }
    if (refused == null) {
      refused = Wellformed.members(asked.getMembers(), List.of());
    }
    if (refused != null) {
      return verdict.refused(refused, null, id);
    }
    Draft draft = verdict.draft();
    Edges edges = Edges.between(id, asked.getMembers(), List.of(), reads, draft.now());
    if (overfull(edges, reads)) {
      return verdict.refused(tooManyGroups(), null, id);
    }
    GroupState group =
        new GroupState(
            id,
            1L,
            edges.isEmpty() ? 0L : 1L,
            draft.now(),
            draft.now(),
            asked.getDisplayName(),
            externalId,
            edges.growth());
    draft.put(group);
    edges.write(group, reads, draft);
    verdict.auditGroup(AuditType.GROUP_CREATED, id);
    audit(group, edges, verdict);
    return verdict.accepted(true, group);
  }

  static Decision change(ChangeGroup asked, DirectoryReads reads, Verdict verdict) {
    GroupState before = reads.group(asked.getId());
    if (before == null) {
      return verdict.refused(Refused.notFound("group"), null, known(asked.getId()));
    }
    String id = before.getId();
    GroupState named = named(before, asked);
    Refused refused = mismatch(asked.getOnlyIf(), before);
    if (refused == null) {
      refused = refusal(id, named.getDisplayName(), named.getExternalId(), reads);
    }
    if (refused == null) {
      refused = Wellformed.members(asked.getAdd(), asked.getRemove());
    }
    if (refused != null) {
      return verdict.refused(refused, null, id);
    }
    Edges edges =
        Edges.between(id, asked.getAdd(), asked.getRemove(), reads, verdict.draft().now());
    if (overfull(edges, reads)) {
      return verdict.refused(tooManyGroups(), null, id);
    }
    boolean renamed = !named.equals(before);
    if (!renamed && edges.isEmpty()) {
      return verdict.accepted(false, before);
    }
    return change(named, renamed, edges, reads, verdict);
  }

  private static Decision change(
      GroupState named, boolean renamed, Edges edges, DirectoryReads reads, Verdict verdict) {
    Draft draft = verdict.draft();
    GroupState after =
        GroupState.newBuilder(named)
            .setVersion(named.getVersion() + (renamed ? 1 : 0))
            .setMemberVersion(named.getMemberVersion() + (edges.isEmpty() ? 0 : 1))
            .setMemberCount(named.getMemberCount() + edges.growth())
            .setLastModified(draft.now())
            .build();
    draft.put(after);
    edges.write(after, reads, draft);
    if (renamed) {
      resolveOthers(after, edges, reads, verdict);
      verdict.auditGroup(AuditType.GROUP_CHANGED, after.getId());
    }
    audit(after, edges, verdict);
    return verdict.accepted(true, after);
  }

  static Decision delete(DeleteGroup asked, DirectoryReads reads, Verdict verdict) {
    GroupState group = reads.group(asked.getId());
    if (group == null) {
      return verdict.refused(Refused.notFound("group"), null, known(asked.getId()));
    }
    String id = group.getId();
    Refused refused = mismatch(asked.getOnlyIf(), group);
    if (refused != null) {
      return verdict.refused(refused, null, id);
    }
    Draft draft = verdict.draft();
    draft.removeGroup(id);
    if (group.getMemberCount() <= Limits.MEMBERS_PER_COMMAND) {
      for (String member : reads.members(id, null, Limits.MEMBERS_PER_COMMAND)) {
        draft.removeMember(id, member);
        Edges.publish(member, group, null, reads, draft);
      }
    } else {
      verdict.begin(Job.Kind.REMOVE_GROUP, id, group.getMemberCount());
    }
    verdict.auditGroup(AuditType.GROUP_DELETED, id);
    return verdict.accepted(true, group);
  }

  /** Each person carries the name of each group: whoever stays in a renamed one is published. */
  private static void resolveOthers(
      GroupState group, Edges edges, DirectoryReads reads, Verdict verdict) {
    int atMost = 2 * (Limits.MEMBERS_PER_COMMAND - edges.size());
    if (group.getMemberCount() > atMost) {
      verdict.begin(Job.Kind.RESOLVE_MEMBERS, group.getId(), group.getMemberCount());
      return;
    }
    for (String member : reads.members(group.getId(), null, atMost + edges.size())) {
      UserState user = edges.touch(member) ? null : reads.user(member);
      if (user != null) {
        verdict
            .draft()
            .publish(Persons.after(user, group, reads.since(group.getId(), member), reads));
      }
    }
  }

  private static GroupState named(GroupState before, ChangeGroup asked) {
    String displayName = asked.getDisplayName();
    String externalId = asked.getExternalId();
    return GroupState.newBuilder(before)
        .setDisplayName(displayName == null ? before.getDisplayName() : displayName)
        .setExternalId(externalId == null ? before.getExternalId() : emptyIsNone(externalId))
        .build();
  }

  private static @Nullable Refused refusal(
      String id, String displayName, @Nullable String externalId, DirectoryReads reads) {
    Refused malformed = Wellformed.group(displayName, externalId);
    if (malformed != null) {
      return malformed;
    }
    String holder = reads.groupIdByName(displayName);
    return holder == null || holder.equals(id) ? null : Refused.taken("the displayName");
  }

  private static @Nullable Refused mismatch(@Nullable GroupVersion onlyIf, GroupState group) {
    GroupVersion now = new GroupVersion(group.getVersion(), group.getMemberVersion());
    return onlyIf == null || Objects.equals(onlyIf, now)
        ? null
        : Refused.changedMeanwhile(group.getVersion());
  }

  private static boolean overfull(Edges edges, DirectoryReads reads) {
    return edges.added().keySet().stream()
        .anyMatch(member -> reads.groupsOf(member).size() >= Limits.GROUPS_PER_PERSON);
  }

  private static Refused tooManyGroups() {
    return Refused.invalid(
        "a person would be in more than " + Limits.GROUPS_PER_PERSON + " groups");
  }

  private static void audit(GroupState group, Edges edges, Verdict verdict) {
    if (!edges.isEmpty()) {
      String person = edges.onlyOne();
      verdict.auditMembers(
          group.getId(),
          person != null && Wellformed.id(person) ? person : null,
          edges.added().size() + " added, " + edges.removed().size() + " removed");
    }
  }

  private static @Nullable String emptyIsNone(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static @Nullable String known(String id) {
    return Wellformed.id(id) ? id : null;
  }
}
