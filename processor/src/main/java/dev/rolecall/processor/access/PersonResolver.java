package dev.rolecall.processor.access;

import dev.rolecall.processor.streams.AuditKeys;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Latency;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.Proposal;
import dev.rolecall.schemas.avro.Result;
import dev.rolecall.schemas.avro.Target;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Resolves one person, remembers what was proposed and sends on what changed. */
final class PersonResolver {

  private final Proposing proposing;
  private final AccessStores stores;
  private final ProcessorContext<String, SpecificRecord> context;

  PersonResolver(
      Proposing proposing, AccessStores stores, ProcessorContext<String, SpecificRecord> context) {
    this.proposing = proposing;
    this.stores = stores;
    this.context = context;
  }

  /** Returns how many records were written, for those who have to stay within a budget. */
  int resolve(Person person, PolicyInForce inForce, Cause cause) {
    String key = Keys.person(person.getDirectory(), person.getId());
    Instant at = now();
    Proposing.Proposed proposed =
        proposing.propose(
            person,
            inForce,
            tool -> stores.proposed().get(AccessStores.cell(key, tool)),
            cause,
            at);
    for (Access access : proposed.accesses()) {
      String cell = AccessStores.cell(key, access.getTool());
      stores.proposed().put(cell, access);
      if (stores.unkeyed().get(cell) != null) {
        stores.unkeyed().delete(cell);
      }
      forward(access.getTool(), new Proposal(access.getTool(), access));
    }
    for (Proposing.Unkeyed unkeyed : proposed.unkeyed()) {
      String cell = AccessStores.cell(key, unkeyed.tool());
      if (!unkeyed.message().equals(stores.unkeyed().get(cell))) {
        stores.unkeyed().put(cell, unkeyed.message());
        AuditEntry finding = finding(person, unkeyed, cause, at);
        forward(AuditKeys.of(finding), finding);
      }
    }
    proposed.ends().ifPresent(end -> stores.ends().put(GrantEnds.key(end, key), ""));
    return proposed.accesses().size() + proposed.unkeyed().size();
  }

  /** Sends a proposal to the guard's task of its tool, or an audit entry on its way. */
  void forward(String key, SpecificRecord value) {
    context.forward(new Record<>(key, value, context.currentSystemTimeMs()));
  }

  Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  private static AuditEntry finding(
      Person person, Proposing.Unkeyed unkeyed, Cause cause, Instant at) {
    String key = Keys.person(person.getDirectory(), person.getId());
    return AuditEntry.newBuilder()
        .setId(cause.getCommand() + "/" + unkeyed.tool() + "/" + key + "/no-account-key")
        .setOccurredAt(at)
        .setType(AuditType.FINDING)
        .setPhase(Phase.DECIDED)
        .setActor(cause.getActor())
        .setDirectory(person.getDirectory())
        .setPerson(person.getId())
        .setTarget(new Target(unkeyed.tool(), null, null))
        .setCause(cause)
        .setOutcome(Result.FAILURE)
        .setMessage(unkeyed.message())
        .setLatency(new Latency(cause.getReceivedAt(), cause.getDecidedAt(), null, null))
        .build();
  }
}
