package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Outcome;
import java.util.List;

/**
 * What became of a command: everything that is written, in this order, in one transaction.
 *
 * @param jobs work that was too much for one transaction
 * @param holds what waits for somebody's decision, or waits no longer
 */
public record Decision(
    Outcome outcome,
    List<Fact> facts,
    List<PeopleRecord> people,
    List<AuditEntry> audit,
    List<Job> jobs,
    List<HoldRecord> holds) {

  public Decision {
    facts = List.copyOf(facts);
    people = List.copyOf(people);
    audit = List.copyOf(audit);
    jobs = List.copyOf(jobs);
    holds = List.copyOf(holds);
  }
}
