package dev.rolecall.processor.access;

import dev.rolecall.processor.streams.AuditKeys;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Effect;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Proposal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Resolves one person, remembers what was proposed, found and when to look again, and sends on what
 * changed.
 */
final class PersonResolver {

  private final Proposing proposing;
  private final AccessStores stores;
  private final TimerStore timers;
  private final FindingReports findings;
  private final NearMissReports nearMisses;
  private final ProcessorContext<String, SpecificRecord> context;

  PersonResolver(
      Proposing proposing,
      AccessStores stores,
      TimerStore timers,
      ProcessorContext<String, SpecificRecord> context) {
    this.proposing = proposing;
    this.stores = stores;
    this.timers = timers;
    this.context = context;
    findings = new FindingReports(stores.findings());
    nearMisses = new NearMissReports(stores.findings());
  }

  /** Returns how many records were written, for those who have to stay within a budget. */
  int resolve(Person person, PolicyInForce inForce, Cause cause, Instant at) {
    return resolve(person, inForce, cause, List.of(), at);
  }

  /** The same, of somebody who has just changed: the guard learns what changed them. */
  int resolve(Person person, PolicyInForce inForce, PeopleEntry entry, Instant at) {
    return resolve(person, inForce, entry.getCause(), entry.getEffects(), at);
  }

  private int resolve(
      Person person, PolicyInForce inForce, Cause cause, List<Effect> effects, Instant at) {
    String key = Keys.person(person.getDirectory(), person.getId());
    Proposing.Proposed proposed =
        proposing.propose(
            person,
            inForce,
            tool -> stores.proposed().get(AccessStores.cell(key, tool)),
            cause,
            at);
    for (Access access : proposed.accesses()) {
      stores.proposed().put(AccessStores.cell(key, access.getTool()), access);
      String tool = access.getTool();
      forward(
          tool, Proposal.newBuilder().setTool(tool).setBody(access).setEffects(effects).build());
    }
    List<AuditEntry> news =
        new ArrayList<>(findings.take(key, person, proposed.findings(), cause, at));
    news.addAll(nearMisses.take(person, inForce, cause, at));
    news.forEach(this::audit);
    // A proposal is sent on and remembered, a finding too.
    return 2 * (proposed.accesses().size() + news.size()) + timers.set(key, proposed.next(), at);
  }

  /** Somebody was erased: nothing is left to wait for. */
  void forget(String key, Instant at) {
    timers.set(key, Optional.empty(), at);
    findings.forget(key);
  }

  /** Sends a proposal to the guard's task of its tool. */
  void forward(String tool, Proposal proposal) {
    send(tool, proposal);
  }

  private void audit(AuditEntry entry) {
    send(AuditKeys.of(entry), entry);
  }

  private void send(String key, SpecificRecord value) {
    context.forward(new Record<>(key, value, context.currentSystemTimeMs()));
  }
}
