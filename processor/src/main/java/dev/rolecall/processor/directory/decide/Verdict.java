package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.Outcome;
import dev.rolecall.schemas.avro.UserState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A decision in the making: the draft, the audit and the jobs, until it is one or the other. */
final class Verdict {

  private final Draft draft;
  private final AuditTrail audit;
  private final List<Job> jobs = new ArrayList<>();
  private final Pending pending;
  private final long offset;

  Verdict(DirectoryReads reads, Cause cause, long offset) {
    this.offset = offset;
    this.draft = new Draft(reads.directory(), cause);
    this.audit = new AuditTrail(reads.directory(), cause);
    this.pending = new Pending(reads);
  }

  Draft draft() {
    return draft;
  }

  void auditPerson(AuditType type, String person) {
    audit.success(type, person, null, null);
  }

  void auditGroup(AuditType type, String group) {
    audit.success(type, null, group, null);
  }

  void auditMembers(String group, @Nullable String onlyPerson, String message) {
    audit.success(AuditType.MEMBERS_CHANGED, onlyPerson, group, message);
  }

  void auditHold(AuditType type, String message) {
    audit.success(type, null, null, message);
  }

  void auditPolicy(String message) {
    audit.success(AuditType.POLICY_PUBLISHED, null, null, message);
  }

  void auditReady(String message) {
    audit.success(AuditType.DIRECTORY_READY, null, null, message);
  }

  void begin(Job.Kind kind, String target, int total) {
    jobs.add(begun(kind, target, total));
  }

  /**
   * Everybody in a group, and below, has other groups, or others of that name.
   *
   * @param takes whether that may take something from somebody
   */
  void resolve(GroupState group, boolean takes) {
    Job job = begun(Job.Kind.RESOLVE_MEMBERS, group.getId(), group.getMemberCount());
    jobs.add(takes ? job : job.patient());
  }

  private Job begun(Job.Kind kind, String target, int total) {
    Job job = Job.begin(kind, draft.directory(), target, total, draft.cause(), offset);
    return job.carrying(Effects.newest(draft.effects(), pending.on(target)));
  }

  Decision accepted(boolean changed, UserState user) {
    return accepted(
        new Accepted(
            changed,
            user.getId(),
            user.getVersion(),
            0L,
            user.getCreated(),
            user.getLastModified(),
            null));
  }

  Decision accepted(boolean changed, GroupState group) {
    return accepted(
        new Accepted(
            changed,
            group.getId(),
            group.getVersion(),
            group.getMemberVersion(),
            group.getCreated(),
            group.getLastModified(),
            null));
  }

  Decision accepted(Accepted accepted) {
    List<AuditEntry> entries = new ArrayList<>(audit.entries());
    entries.addAll(draft.findings());
    return new Decision(
        outcome(accepted), draft.facts(), draft.people(), entries, jobs, draft.holds());
  }

  /** Nothing of the draft is kept. */
  Decision refused(Refused refused, @Nullable String person, @Nullable String group) {
    AuditTrail failure = new AuditTrail(draft.directory(), draft.cause());
    failure.failure(person, group, refused.refusal() + ": " + refused.detail());
    return new Decision(
        outcome(refused.asResult()), List.of(), List.of(), failure.entries(), List.of(), List.of());
  }

  private Outcome outcome(Object result) {
    Cause cause = draft.cause();
    return new Outcome(
        cause.getCommand(),
        draft.directory(),
        cause.getCorrelation(),
        cause.getDecidedAt(),
        result);
  }
}
