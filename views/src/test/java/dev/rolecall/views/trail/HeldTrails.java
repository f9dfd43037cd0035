package dev.rolecall.views.trail;

import static dev.rolecall.views.trail.Trails.NOON;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.HeldCell;
import dev.rolecall.schemas.avro.HeldPerson;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldEntry;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.Latency;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.Result;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.Target;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.views.log.LogRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of holds, and effects of causes. Holds are of "acme", opened by its identity provider.
 */
final class HeldTrails {

  private final Trails topics;

  HeldTrails(Trails topics) {
    this.topics = topics;
  }

  static Cause cause(String command, String correlation) {
    return new Cause(
        Trigger.SCIM,
        command,
        "PATCH /Groups/g-1",
        correlation,
        new Actor(ActorKind.IDP, "okta"),
        NOON,
        NOON);
  }

  LogRecord hold(String id, HoldState state, Instant opened) {
    Hold hold =
        Hold.newBuilder()
            .setId(id)
            .setTrigger(HoldTrigger.GROUP_EMPTIED)
            .setState(state)
            .setTool(id.substring(0, id.indexOf('.')))
            .setDirectory("acme")
            .setCause(cause("c-1", "r-1"))
            .setOpenedAt(opened)
            .setRevision(1)
            .setPeople(1)
            .setCells(1)
            .setTotal(10)
            .setDetail("would revoke 1 of 10 roles")
            .setRemedy("look")
            .build();
    return topics.record(Topics.HOLDS.name(), id, encoded(hold));
  }

  LogRecord held(String hold, String person) {
    HeldPerson held =
        HeldPerson.newBuilder()
            .setHold(hold)
            .setTool(hold.substring(0, hold.indexOf('.')))
            .setDirectory("acme")
            .setPerson(person)
            .setCells(List.of(new HeldCell("pay", "owner", null, true)))
            .setRevision(1)
            .build();
    return topics.record(Topics.HOLDS.name(), Keys.heldPerson(hold, "acme", person), encoded(held));
  }

  private static byte[] encoded(Object body) {
    return Topics.HOLDS.values().encode(new HoldEntry(body));
  }

  /** An effect that was read back: the role of a person in a scope of gitlab. */
  LogRecord effect(
      String command, int second, String person, @Nullable String before, String... after) {
    return entry(command, second, person, Phase.VERIFIED, before, after);
  }

  LogRecord entry(
      String command,
      int second,
      String person,
      Phase phase,
      @Nullable String before,
      String... after) {
    Instant at = NOON.plusSeconds(second);
    AuditEntry entry =
        AuditEntry.newBuilder()
            .setId(command + "/" + second)
            .setOccurredAt(at)
            .setType(after.length == 0 ? AuditType.ROLE_REVOKED : AuditType.ROLE_GRANTED)
            .setPhase(phase)
            .setActor(new Actor(ActorKind.SYSTEM, "gitlab"))
            .setDirectory("acme")
            .setPerson(person)
            .setTarget(new Target("gitlab", "pay", "42"))
            .setBefore(before == null ? List.of() : List.of(new Role("pay", before)))
            .setAfter(List.of(after).stream().map(role -> new Role("pay", role)).toList())
            .setCause(cause(command, "correlation of " + command))
            .setOutcome(Result.SUCCESS)
            .setLatency(new Latency(at, at, null, null))
            .build();
    return topics.record(
        Topics.AUDIT_ENTRIES.name(), "acme/" + person, Topics.AUDIT_ENTRIES.values().encode(entry));
  }
}
