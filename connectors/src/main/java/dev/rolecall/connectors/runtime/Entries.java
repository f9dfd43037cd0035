package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.ApiCall;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.ChangeKind;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Intent;
import dev.rolecall.schemas.avro.Latency;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.PlannedChange;
import dev.rolecall.schemas.avro.Reason;
import dev.rolecall.schemas.avro.Result;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Audit entries of the changes of one intent. Their ids are stable: the intent, the change's place
 * in it, the phase.
 *
 * @param account the tool's own id, when known
 */
record Entries(Access access, Cause cause, Optional<String> account) {

  /** An entry is one record; who has an account for more reasons than this has it for these. */
  private static final int MOST_REASONS = 20;

  AuditEntry planned(Intent intent, int index, Observation before) {
    PlannedChange change = intent.getChanges().get(index);
    return entry(intent, index, Phase.PLANNED, intent.getStartedAt())
        .setBefore(roles(before, change))
        .setAfter(intended(change))
        .setOutcome(Result.SUCCESS)
        .build();
  }

  AuditEntry applied(
      Intent intent, int index, Applied applied, int attempt, Instant sentAt, Instant now) {
    PlannedChange change = intent.getChanges().get(index);
    Applied.Call call = applied.call();
    return entry(intent, index, Phase.APPLIED, now)
        .setPhase(went(applied) == Result.FAILURE ? Phase.FAILED : Phase.APPLIED)
        .setAfter(intended(change))
        .setOutcome(went(applied))
        .setMessage(message(applied))
        .setCall(new ApiCall(call.method(), call.path(), call.status(), attempt))
        .setLatency(latency(sentAt, null))
        .build();
  }

  /** What reading back says of a change that was, or may have been, made. */
  AuditEntry settled(
      Intent intent,
      int index,
      boolean isSo,
      Observation after,
      @Nullable Instant sentAt,
      Instant now) {
    PlannedChange change = intent.getChanges().get(index);
    return entry(intent, index, isSo ? Phase.VERIFIED : Phase.FAILED, now)
        .setId(id(intent, index, "SETTLED"))
        .setAfter(roles(after, change))
        .setOutcome(isSo ? Result.SUCCESS : Result.FAILURE)
        .setMessage(isSo ? null : "read back: the tool does not have it")
        .setLatency(latency(sentAt, isSo ? now : null))
        .build();
  }

  AuditEntry skipped(Intent intent, int index, Instant now) {
    return entry(intent, index, Phase.SKIPPED, now)
        .setOutcome(Result.FAILURE)
        .setMessage("no call was made: planned again from what the tool has")
        .build();
  }

  AuditEntry offboarded(String id, Instant now, @Nullable Instant sentAt) {
    return base(id + "/OFFBOARDED", now)
        .setType(AuditType.OFFBOARDED)
        .setPhase(Phase.VERIFIED)
        .setOutcome(Result.SUCCESS)
        .setTarget(new Target(access.getTool(), null, account.orElse(null)))
        .setLatency(latency(sentAt, now))
        .build();
  }

  private AuditEntry.Builder entry(Intent intent, int index, Phase phase, Instant now) {
    PlannedChange change = intent.getChanges().get(index);
    return base(id(intent, index, phase.name()), now)
        .setType(type(change.getKind()))
        .setPhase(phase)
        .setTarget(new Target(access.getTool(), change.getScope(), account.orElse(null)))
        .setBefore(before(change))
        .setReasons(reasons(change))
        .setIntent(intent.getId());
  }

  AuditEntry.Builder base(String id, Instant now) {
    return AuditEntry.newBuilder()
        .setId(id)
        .setOccurredAt(now)
        .setActor(cause.getActor())
        .setDirectory(access.getDirectory())
        .setPerson(access.getPerson())
        .setCause(cause)
        .setLatency(latency(null, null));
  }

  private static String id(Intent intent, int index, String what) {
    return intent.getId() + "/" + index + "/" + what;
  }

  /** Why: of a role, the rules that grant it; of an account, those of all roles it is for. */
  private List<Reason> reasons(PlannedChange change) {
    if (change.getScope() == null) {
      return access.getGrants().stream()
          .flatMap(grant -> grant.getReasons().stream())
          .distinct()
          .limit(MOST_REASONS)
          .toList();
    }
    return access.getGrants().stream()
        .filter(grant ->
            grant.getScope().equals(change.getScope()) && grant.getRole().equals(change.getTo()))
        .map(Grant::getReasons)
        .findFirst()
        .orElse(List.of());
  }

  Latency latency(@Nullable Instant sentAt, @Nullable Instant verifiedAt) {
    return new Latency(cause.getReceivedAt(), cause.getDecidedAt(), sentAt, verifiedAt);
  }

  /** As observed when it was planned. */
  private static List<Role> before(PlannedChange change) {
    return change.getFrom() == null
        ? List.of()
        : List.of(new Role(change.getScope(), change.getFrom()));
  }

  private static List<Role> intended(PlannedChange change) {
    return change.getTo() == null
        ? List.of()
        : List.of(new Role(change.getScope(), change.getTo()));
  }

  private static List<Role> roles(Observation observed, PlannedChange change) {
    return observed.roles().stream()
        .filter(role -> role.scope().equals(change.getScope()))
        .map(role -> new Role(role.scope(), role.role()))
        .toList();
  }

  /** Whether an outcome proves what cannot be read back. */
  static boolean proves(Applied applied, PlannedChange change) {
    boolean unreadable =
        change.getKind() == ChangeKind.REVOKE_CREDENTIALS
            || change.getKind() == ChangeKind.END_SESSIONS;
    return applied instanceof Applied.SatisfiedByInheritance
        || (unreadable && went(applied) == Result.SUCCESS);
  }

  static Result went(Applied applied) {
    return switch (applied) {
      case Applied.Done d -> Result.SUCCESS;
      case Applied.Already a -> Result.SUCCESS;
      case Applied.SatisfiedByInheritance s -> Result.SUCCESS;
      case Applied.PendingExternal p -> Result.SUCCESS;
      case Applied.Unknown u -> Result.UNKNOWN;
      case Applied.NotNow n -> Result.FAILURE;
      case Applied.Conflict c -> Result.FAILURE;
      case Applied.Refused r -> Result.FAILURE;
      case Applied.LastHolder l -> Result.FAILURE;
      case Applied.Unauthorised u -> Result.FAILURE;
      case Applied.Manual m -> Result.FAILURE;
      case Applied.Invalid i -> Result.FAILURE;
    };
  }

  static @Nullable String message(Applied applied) {
    return switch (applied) {
      case Applied.Done d -> null;
      case Applied.Already a -> "it was so already";
      case Applied.SatisfiedByInheritance s -> "a role from above is enough";
      case Applied.PendingExternal p -> p.what();
      case Applied.Unknown u -> "no answer: it may have happened";
      case Applied.NotNow n -> "the tool asks to wait";
      case Applied.Conflict c -> "the tool has something else than was read";
      case Applied.Refused r -> r.why();
      case Applied.LastHolder l -> "nobody else holds the role";
      case Applied.Unauthorised u -> u.why();
      case Applied.Manual m -> m.instruction();
      case Applied.Invalid i -> i.why();
    };
  }

  private static AuditType type(ChangeKind kind) {
    return switch (kind) {
      case CREATE_ACCOUNT -> AuditType.ACCOUNT_CREATED;
      case ENABLE_ACCOUNT -> AuditType.ACCOUNT_ENABLED;
      case DISABLE_ACCOUNT -> AuditType.ACCOUNT_DISABLED;
      case DELETE_ACCOUNT -> AuditType.ACCOUNT_DELETED;
      case REVOKE_CREDENTIALS -> AuditType.CREDENTIALS_REVOKED;
      case END_SESSIONS -> AuditType.SESSIONS_ENDED;
      case INVITE -> AuditType.INVITATION_SENT;
      case CANCEL_INVITE -> AuditType.INVITATION_CANCELLED;
      case GRANT -> AuditType.ROLE_GRANTED;
      case CHANGE -> AuditType.ROLE_CHANGED;
      case REVOKE -> AuditType.ROLE_REVOKED;
      case SET_END -> AuditType.END_CHANGED;
      case MANUAL -> AuditType.MANUAL_NEEDED;
    };
  }
}
