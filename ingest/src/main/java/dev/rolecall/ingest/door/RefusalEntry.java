package dev.rolecall.ingest.door;

import dev.rolecall.ingest.door.Tallies.Tally;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Latency;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.Result;
import dev.rolecall.schemas.avro.Trigger;
import java.time.Instant;

/** A tally of refusals as an audit entry. It never holds a token, nor a whole address. */
final class RefusalEntry {

  /** In place of a token's name. */
  private static final String NOBODY = "unknown";

  private static final String REQUEST = "/scim/v2";

  private RefusalEntry() {}

  static AuditEntry of(Tally tally, String id, Instant at) {
    Actor actor = new Actor(ActorKind.IDP, tally.kind().token().orElse(NOBODY));
    return AuditEntry.newBuilder()
        .setId(id + "/refused")
        .setOccurredAt(tally.first())
        .setType(AuditType.ACCESS_REFUSED)
        .setPhase(Phase.DECIDED)
        .setActor(actor)
        .setDirectory(tally.kind().directory().orElse(Keys.NO_DIRECTORY))
        .setCause(
            new Cause(Trigger.SCIM, id, REQUEST, tally.correlation(), actor, tally.first(), at))
        .setOutcome(Result.FAILURE)
        .setMessage(message(tally))
        .setLatency(Latency.newBuilder().setReceivedAt(tally.first()).setDecidedAt(at).build())
        .build();
  }

  private static String message(Tally tally) {
    return "%d request%s from %s refused: %s"
        .formatted(
            tally.count(),
            tally.count() == 1 ? "" : "s",
            tally.kind().network(),
            tally.kind().reason().label());
  }
}
