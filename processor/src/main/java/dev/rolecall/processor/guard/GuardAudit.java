package dev.rolecall.processor.guard;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.HeldCell;
import dev.rolecall.schemas.avro.HeldPerson;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldDecision;
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

  /** What has become of a hold, by whoever decided it. */
  static AuditEntry hold(Hold hold, Instant at) {
    @Nullable HoldDecision decision = hold.getDecision();
    AuditEntry.Builder entry =
        of(hold.getCause(), at)
            .setId(hold.getId() + "/" + hold.getState() + "/" + hold.getReminders())
            .setType(type(hold))
            .setDirectory(hold.getDirectory() == null ? Keys.POLICY_DIRECTORY : hold.getDirectory())
            .setGroup(hold.getGroup())
            .setTarget(new Target(hold.getTool(), null, null))
            .setOutcome(Result.SUCCESS)
            .setMessage(hold.getId() + ": " + hold.getDetail());
    return decision == null ? entry.build() : entry.setActor(decision.getActor()).build();
  }

  private static AuditType type(Hold hold) {
    return switch (hold.getState()) {
      case OPEN -> hold.getReminders() == 0 ? AuditType.HOLD_OPENED : AuditType.HOLD_REMINDER;
      case RELEASED -> AuditType.HOLD_RELEASED;
      case REJECTED -> AuditType.HOLD_REJECTED;
      case EXPIRED -> AuditType.HOLD_EXPIRED;
      case OVERTAKEN -> AuditType.HOLD_OVERTAKEN;
    };
  }

  /** What of a person waits. */
  static AuditEntry held(Hold hold, HeldPerson held, Cause cause, Instant at) {
    List<Role> before = new ArrayList<>();
    List<Role> after = new ArrayList<>();
    for (HeldCell cell : held.getCells()) {
      if (cell.getFrom() != null) {
        before.add(new Role(cell.getScope(), cell.getFrom()));
      }
      if (cell.getTo() != null) {
        after.add(new Role(cell.getScope(), cell.getTo()));
      }
    }
    String whom = Keys.person(held.getDirectory(), held.getPerson());
    return of(cause, at)
        .setId(id(cause, held.getTool(), whom) + "/held/" + hold.getId() + "." + held.getRevision())
        .setType(AuditType.ACCESS_HELD)
        .setDirectory(held.getDirectory())
        .setPerson(held.getPerson())
        .setTarget(new Target(held.getTool(), null, null))
        .setBefore(before)
        .setAfter(after)
        .setOutcome(Result.SUCCESS)
        .setMessage("waits for a decision: " + hold.getId())
        .build();
  }

  /** An operator's decision that was not taken, or was about no person in particular. */
  static AuditEntry order(
      AuditType type, Cause cause, String tool, String message, boolean done, Instant at) {
    return of(cause, at)
        .setId(id(cause, tool, type.name()))
        .setType(type)
        .setDirectory(Keys.POLICY_DIRECTORY)
        .setTarget(new Target(tool, null, null))
        .setOutcome(done ? Result.SUCCESS : Result.FAILURE)
        .setMessage(message)
        .build();
  }

  /** What one cause had done to a person is undone. */
  static AuditEntry undone(Access access, Cause cause, String undone, int cells, Instant at) {
    return of(cause, at)
        .setId(id(cause, access.getTool(), AccessWriter.personOf(access)) + "/undone")
        .setType(AuditType.UNDONE)
        .setDirectory(access.getDirectory())
        .setPerson(access.getPerson())
        .setTarget(new Target(access.getTool(), null, null))
        .setOutcome(cells > 0 ? Result.SUCCESS : Result.FAILURE)
        .setMessage(
            cells > 0
                ? cells + " roles go back to what they were before " + undone
                : "changed since " + undone + "; nothing was undone")
        .build();
  }

  /**
   * What became of an operator's order about one person.
   *
   * @param person directory/person
   * @param roles that it is about
   */
  static AuditEntry ofPerson(
      AuditType type,
      Cause cause,
      String tool,
      String person,
      List<Role> roles,
      String message,
      boolean done,
      Instant at) {
    String directory = Keys.directoryOf(person);
    return of(cause, at)
        .setId(id(cause, tool, person) + "/" + type.name())
        .setType(type)
        .setDirectory(directory)
        .setPerson(person.substring(directory.length() + 1))
        .setTarget(new Target(tool, null, null))
        .setAfter(new ArrayList<>(roles))
        .setOutcome(done ? Result.SUCCESS : Result.FAILURE)
        .setMessage(message)
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
