package dev.rolecall.processor.guard;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Latency;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.Reason;
import dev.rolecall.schemas.avro.Result;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.Target;
import dev.rolecall.schemas.avro.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The audit entries of what the guard decides. Ids are stable under replay. */
final class GuardAudit {

  private GuardAudit() {}

  /** One entry for the access, and one more for a conflict. */
  static List<AuditEntry> accessDecided(Access access, @Nullable Access before, Instant at) {
    String id = id(access.getCause(), access.getTool(), AccessWriter.personOf(access));
    String version = text(access.getVersion());
    AuditEntry decided =
        ofPerson(access, at)
            .setId(id + "/access/" + version)
            .setType(AuditType.ACCESS_DECIDED)
            .setBefore(before == null ? new ArrayList<>() : roles(before))
            .setAfter(roles(access))
            .setReasons(reasons(access))
            .setOutcome(Result.SUCCESS)
            .setMessage(message(access))
            .build();
    if (access.getDisposition() != Disposition.CONFLICT) {
      return List.of(decided);
    }
    AuditEntry conflict =
        ofPerson(access, at)
            .setId(id + "/conflict/" + version)
            .setType(AuditType.ACCOUNT_CONFLICT)
            .setOutcome(Result.FAILURE)
            .setMessage("the account belongs to " + access.getHeldBy() + "; nothing was changed")
            .build();
    return List.of(decided, conflict);
  }

  static AuditEntry controlChanged(Control control, Instant at) {
    Cause cause = control.getCause();
    return of(cause, at)
        .setId(id(cause, control.getTool(), "control") + "/" + text(control.getVersion()))
        .setType(AuditType.CONTROL_CHANGED)
        .setDirectory(Keys.POLICY_DIRECTORY)
        .setTarget(new Target(control.getTool(), null, null))
        .setOutcome(Result.SUCCESS)
        .setMessage(
            "mode %s, %d managed patterns, %d protected"
                .formatted(
                    control.getMode(), control.getManage().size(), control.getProtect().size()))
        .build();
  }

  private static AuditEntry.Builder ofPerson(Access access, Instant at) {
    return of(access.getCause(), at)
        .setDirectory(access.getDirectory())
        .setPerson(access.getPerson())
        .setTarget(new Target(access.getTool(), null, null));
  }

  private static AuditEntry.Builder of(Cause cause, Instant at) {
    return AuditEntry.newBuilder()
        .setOccurredAt(at)
        .setPhase(Phase.DECIDED)
        .setActor(cause.getActor())
        .setCause(cause)
        .setLatency(new Latency(cause.getReceivedAt(), cause.getDecidedAt(), null, null));
  }

  private static @Nullable String message(Access access) {
    return switch (access.getDisposition()) {
      case CONVERGE -> null;
      case LEAVER -> "left: everything of ours goes";
      case CONFLICT -> "the account belongs to somebody else";
      case SUPERSEDED -> "the account is no longer this person's";
    };
  }

  private static List<Role> roles(Access access) {
    List<Role> roles = new ArrayList<>();
    for (Grant grant : access.getGrants()) {
      roles.add(new Role(grant.getScope(), grant.getRole()));
    }
    return roles;
  }

  private static List<Reason> reasons(Access access) {
    Set<Reason> reasons = new LinkedHashSet<>();
    access.getGrants().forEach(grant -> reasons.addAll(grant.getReasons()));
    return new ArrayList<>(reasons);
  }

  private static String id(Cause cause, String tool, String whom) {
    return cause.getCommand() + "/" + tool + "/" + whom;
  }

  private static String text(Version version) {
    return version.getEpoch() + "." + version.getCounter();
  }
}
