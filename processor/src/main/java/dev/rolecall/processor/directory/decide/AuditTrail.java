package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Latency;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.Result;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the audit entries of one decision. Their ids are the same when it is replayed. */
final class AuditTrail {

  private final String directory;
  private final Cause cause;
  private final List<AuditEntry> entries = new ArrayList<>();

  AuditTrail(String directory, Cause cause) {
    this.directory = directory;
    this.cause = cause;
  }

  void success(
      AuditType type, @Nullable String person, @Nullable String group, @Nullable String message) {
    add(type, person, group, Result.SUCCESS, message);
  }

  void failure(@Nullable String person, @Nullable String group, String message) {
    add(AuditType.COMMAND_REJECTED, person, group, Result.FAILURE, message);
  }

  List<AuditEntry> entries() {
    return List.copyOf(entries);
  }

  private void add(
      AuditType type,
      @Nullable String person,
      @Nullable String group,
      Result result,
      @Nullable String message) {
    entries.add(entry(cause, directory, entries.size(), type, person, group, result, message));
  }

  /** That somebody has fewer groups than the directory says. */
  static AuditEntry incompleteGroups(Cause cause, String directory, String person) {
    String message =
        "inherited groups are left out: more than %d groups, or nested deeper than %d"
            .formatted(Limits.GROUPS_PER_PERSON, Limits.NESTING_DEPTH);
    return AuditEntry.newBuilder(
            entry(cause, directory, 0, AuditType.FINDING, person, null, Result.FAILURE, message))
        .setId(cause.getCommand() + "/" + person + "/incomplete-groups")
        .build();
  }

  /** Of time: what is held is nobody's command. */
  static AuditEntry ofHold(
      Cause cause, String directory, String id, AuditType type, String message) {
    return AuditEntry.newBuilder(
            entry(cause, directory, 0, type, null, null, Result.SUCCESS, message))
        .setId(id)
        .build();
  }

  private static AuditEntry entry(
      Cause cause,
      String directory,
      int number,
      AuditType type,
      @Nullable String person,
      @Nullable String group,
      Result result,
      @Nullable String message) {
    if (cause.getCommand().isBlank()) {
      throw new IllegalArgumentException("an audit entry names its cause");
    }
    return AuditEntry.newBuilder()
        .setId(cause.getCommand() + "/" + number)
        .setOccurredAt(cause.getDecidedAt())
        .setType(type)
        .setPhase(Phase.DECIDED)
        .setActor(cause.getActor())
        .setDirectory(directory)
        .setPerson(person)
        .setGroup(group)
        .setCause(cause)
        .setOutcome(result)
        .setMessage(message)
        .setLatency(new Latency(cause.getReceivedAt(), cause.getDecidedAt(), null, null))
        .build();
  }
}
