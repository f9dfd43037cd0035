package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.CreateUser;
import dev.rolecall.schemas.avro.DeleteUser;
import dev.rolecall.schemas.avro.ReplaceUser;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.schemas.avro.UserState;
import org.jspecify.annotations.Nullable;

/** Commands about users. */
final class Users {

  private static final long FIRST_VERSION = 1;

  private Users() {}

  static Decision create(CreateUser asked, DirectoryReads reads, Verdict verdict) {
    String id = asked.getId();
    if (!Wellformed.id(id)) {
      return verdict.refused(Refused.invalid("the id of a user is a UUID"), null, null);
    }
    Refused refused = refusal(id, asked.getUser(), reads);
    if (refused != null) {
      return verdict.refused(refused, id, null);
    }
    if (Wellformed.isTaken(id, reads)) {
      return verdict.refused(Refused.taken("the id"), id, null);
    }
    Draft draft = verdict.draft();
    UserState user = new UserState(id, FIRST_VERSION, draft.now(), draft.now(), asked.getUser());
    draft.put(user);
    new Afterwards(reads, draft).publish(user);
    verdict.auditPerson(AuditType.PERSON_CREATED, id);
    return verdict.accepted(true, user);
  }

  static Decision replace(ReplaceUser asked, DirectoryReads reads, Verdict verdict) {
    UserState before = reads.user(asked.getId());
    if (before == null) {
      return verdict.refused(Refused.notFound("user"), known(asked.getId()), null);
    }
    String id = before.getId();
    if (asked.getBasedOn() != before.getVersion()) {
      return verdict.refused(Refused.changedMeanwhile(before.getVersion()), id, null);
    }
    Refused refused = refusal(id, asked.getUser(), reads);
    if (refused != null) {
      return verdict.refused(refused, id, null);
    }
    if (asked.getUser().equals(before.getUser())) {
      return verdict.accepted(false, before);
    }
    Draft draft = verdict.draft();
    UserState after =
        new UserState(
            id, before.getVersion() + 1, before.getCreated(), draft.now(), asked.getUser());
    draft.put(after);
    new Afterwards(reads, draft).publish(after);
    audit(id, before.getUser(), after.getUser(), verdict);
    return verdict.accepted(true, after);
  }

  static Decision delete(DeleteUser asked, DirectoryReads reads, Verdict verdict) {
    UserState user = reads.user(asked.getId());
    if (user == null) {
      return verdict.refused(Refused.notFound("user"), known(asked.getId()), null);
    }
    String id = user.getId();
    Long onlyIf = asked.getOnlyIf();
    if (onlyIf != null && onlyIf != user.getVersion()) {
      return verdict.refused(Refused.changedMeanwhile(user.getVersion()), id, null);
    }
    Draft draft = verdict.draft();
    draft.removeUser(id);
    Afterwards after = new Afterwards(reads, draft);
    after.publishDeleted(user);
    int edges = reads.groupsOf(id).size();
    if (edges <= Limits.MEMBERS_PER_COMMAND) {
      reads.groupsOf(id).keySet().forEach(group -> Edges.remove(group, id, after));
    } else {
      verdict.begin(Job.Kind.REMOVE_USER, id, edges);
    }
    verdict.auditPerson(AuditType.PERSON_DELETED, id);
    return verdict.accepted(true, user);
  }

  private static @Nullable Refused refusal(String id, User user, DirectoryReads reads) {
    Refused malformed = Wellformed.user(user);
    if (malformed != null) {
      return malformed;
    }
    String holder = reads.userIdByName(user.getUserName());
    return holder == null || holder.equals(id) ? null : Refused.taken("the userName");
  }

  private static void audit(String id, User before, User after, Verdict verdict) {
    if (before.getActive() == after.getActive()) {
      verdict.auditPerson(AuditType.PERSON_CHANGED, id);
      return;
    }
    verdict.auditPerson(
        after.getActive() ? AuditType.PERSON_REACTIVATED : AuditType.PERSON_DEACTIVATED, id);
    User asBefore = User.newBuilder(after).setActive(before.getActive()).build();
    if (!asBefore.equals(before)) {
      verdict.auditPerson(AuditType.PERSON_CHANGED, id);
    }
  }

  /** An id that nobody checked does not become part of a key. */
  private static @Nullable String known(String id) {
    return Wellformed.id(id) ? id : null;
  }
}
