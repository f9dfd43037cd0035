package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.ChangeGroup;
import dev.rolecall.schemas.avro.CreateGroup;
import dev.rolecall.schemas.avro.DeleteGroup;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.GroupVersion;
import dev.rolecall.schemas.avro.UserState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
    // Others may have named it before it was there.
    int parents = reads.groupsOf(id).size();
    Refused refused = refusal(asked, externalId, parents, reads);
    if (refused != null) {
      return verdict.refused(refused, null, id);
    }
    Draft draft = verdict.draft();
    Edges edges = Edges.between(id, asked.getMembers(), List.of(), reads, draft.now());
    Refused overfull = overfull(edges, reads);
    if (overfull != null) {
      return verdict.refused(overfull, null, id);
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
            edges.growth(),
            parents,
            draft.now());
    Afterwards after = new Afterwards(reads, draft);
    after.put(group);
    int groups = edges.write(id, after, verdict);
    verdict.auditGroup(AuditType.GROUP_CREATED, id);
    audit(id, edges, groups, verdict);
    return verdict.accepted(true, group);
  }

  private static @Nullable Refused refusal(
      CreateGroup asked, @Nullable String externalId, int parents, DirectoryReads reads) {
    Refused refused = refusal(asked.getId(), asked.getDisplayName(), externalId, reads);
    if (refused == null && Wellformed.isTaken(asked.getId(), reads)) {
      refused = Refused.taken("the id");
    }
    if (refused == null) {
      refused = Wellformed.members(asked.getMembers(), List.of());
    }
    return refused == null && parents > Limits.PARENTS_PER_GROUP ? tooManyParents() : refused;
  }

  static Decision change(ChangeGroup asked, DirectoryReads reads, Verdict verdict) {
    GroupState before = reads.group(asked.getId());
    if (before == null) {
      return verdict.refused(Refused.notFound("group"), null, known(asked.getId()));
    }
    String id = before.getId();
    GroupState named = named(before, asked, verdict.draft().now());
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
    Refused overfull = overfull(edges, reads);
    if (overfull != null) {
      return verdict.refused(overfull, null, id);
    }
    boolean renamed = !named.equals(before);
    if (!renamed && edges.isEmpty()) {
      return verdict.accepted(false, before);
    }
    Draft draft = verdict.draft();
    draft.carry(Effects.of(asked, before, named, edges, draft.cause()));
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
    Afterwards afterwards = new Afterwards(reads, draft);
    afterwards.put(after);
    int groups = edges.write(after.getId(), afterwards, verdict);
    if (renamed) {
      resolveOthers(after, edges, afterwards, verdict);
      verdict.auditGroup(AuditType.GROUP_CHANGED, after.getId());
    }
    audit(after.getId(), edges, groups, verdict);
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
    draft.carry(Effects.ofDeletion(group, draft.cause()));
    Afterwards after = new Afterwards(reads, draft);
    after.removeGroup(id);
    Set<String> parents = reads.groupsOf(id).keySet();
    parents.forEach(parent -> Edges.remove(parent, id, after));
    if (group.getMemberCount() + parents.size() <= Limits.MEMBERS_PER_COMMAND) {
      Edges.all(id, reads).write(id, after, verdict);
    } else {
      verdict.begin(Job.Kind.REMOVE_GROUP, id, group.getMemberCount());
    }
    verdict.auditGroup(AuditType.GROUP_DELETED, id);
    return verdict.accepted(true, group);
  }

  /** Each person carries the name of each group: whoever stays in a renamed one is published. */
  private static void resolveOthers(
      GroupState group, Edges edges, Afterwards after, Verdict verdict) {
    int atMost = 2 * (Limits.MEMBERS_PER_COMMAND - edges.size());
    if (group.getMemberCount() > atMost) {
      verdict.resolve(group, true);
      return;
    }
    for (String member : after.members(group.getId(), null, atMost + edges.size())) {
      if (!edges.touch(member)) {
        resolve(member, after, verdict);
      }
    }
  }

  private static void resolve(String member, Afterwards after, Verdict verdict) {
    UserState user = after.user(member);
    GroupState nested = user == null ? after.group(member) : null;
    if (user != null) {
      after.publish(user);
    } else if (nested != null) {
      verdict.resolve(nested, true);
    }
  }

  private static GroupState named(GroupState before, ChangeGroup asked, Instant now) {
    String displayName =
        Objects.requireNonNullElse(asked.getDisplayName(), before.getDisplayName());
    String externalId = asked.getExternalId();
    boolean isSame = displayName.equals(before.getDisplayName());
    return GroupState.newBuilder(before)
        .setDisplayName(displayName)
        .setNamed(isSame ? before.getNamed() : now)
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

  private static @Nullable Refused overfull(Edges edges, DirectoryReads reads) {
    for (String member : edges.added().keySet()) {
      int groups = reads.groupsOf(member).size();
      if (groups >= Limits.GROUPS_PER_PERSON) {
        return Refused.invalid(
            "a person would be in more than " + Limits.GROUPS_PER_PERSON + " groups");
      }
      if (groups >= Limits.PARENTS_PER_GROUP && reads.group(member) != null) {
        return tooManyParents();
      }
    }
    return null;
  }

  private static Refused tooManyParents() {
    return Refused.invalid(
        "a group would be nested in more than " + Limits.PARENTS_PER_GROUP + " groups");
  }

  private static void audit(String group, Edges edges, int groups, Verdict verdict) {
    if (!edges.isEmpty()) {
      String member = edges.onlyOne();
      String message = edges.added().size() + " added, " + edges.removed().size() + " removed";
      verdict.auditMembers(
          group,
          member != null && groups == 0 && Wellformed.id(member) ? member : null,
          groups == 0 ? message : message + ", of them groups: " + groups);
    }
  }

  private static @Nullable String emptyIsNone(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static @Nullable String known(String id) {
    return Wellformed.id(id) ? id : null;
  }
}
