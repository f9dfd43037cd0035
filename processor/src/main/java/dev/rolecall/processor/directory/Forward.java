package dev.rolecall.processor.directory;

import dev.rolecall.processor.directory.decide.Decision;
import dev.rolecall.processor.directory.decide.Fact;
import dev.rolecall.processor.directory.decide.HoldRecord;
import dev.rolecall.processor.directory.decide.HoldTick;
import dev.rolecall.processor.directory.decide.JobStep;
import dev.rolecall.processor.directory.decide.PeopleRecord;
import dev.rolecall.processor.streams.AuditKeys;
import dev.rolecall.schemas.avro.AuditEntry;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Sends what was decided to the sinks. */
final class Forward {

  static final String OUTCOMES = "outcomes";
  static final String DIRECTORY = "directory";
  static final String PEOPLE = "people";
  static final String AUDIT = "audit";
  static final String HOLDS = "holds";

  private final ProcessorContext<String, SpecificRecord> context;

  Forward(ProcessorContext<String, SpecificRecord> context) {
    this.context = context;
  }

  /**
   * Sends all that a decision consists of.
   *
   * @param answer false: nobody waits for the outcome
   */
  void decision(Decision decision, Instant at, boolean answer) {
    facts(decision.facts(), at);
    people(decision.people(), at);
    audit(decision.audit(), at);
    holds(decision.holds(), at);
    if (answer) {
      send(decision.outcome().getDirectory(), decision.outcome(), at, OUTCOMES);
    }
  }

  void step(JobStep step, Instant at) {
    facts(step.facts(), at);
    people(step.people(), at);
    audit(step.audit(), at);
  }

  void tick(HoldTick tick, Instant at) {
    facts(tick.facts(), at);
    holds(tick.holds(), at);
    audit(tick.audit(), at);
  }

  private void holds(List<HoldRecord> holds, Instant at) {
    holds.forEach(hold -> send(hold.key(), hold.entry(), at, HOLDS));
  }

  private void facts(List<Fact> facts, Instant at) {
    facts.forEach(fact -> send(fact.key(), fact.entry(), at, DIRECTORY));
  }

  private void people(List<PeopleRecord> people, Instant at) {
    people.forEach(person -> send(person.key(), person.entry(), at, PEOPLE));
  }

  private void audit(List<AuditEntry> entries, Instant at) {
    entries.forEach(entry -> send(AuditKeys.of(entry), entry, at, AUDIT));
  }

  // Kafka's record says nothing of null, and means a tombstone by it.
  @SuppressWarnings("NullAway")
  private void send(String key, @Nullable SpecificRecord value, Instant at, String sink) {
    context.forward(new Record<>(key, value, at.toEpochMilli()), sink);
  }
}
