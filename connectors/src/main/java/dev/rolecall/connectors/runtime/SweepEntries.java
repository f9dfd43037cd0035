package dev.rolecall.connectors.runtime;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Latency;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.Result;
import dev.rolecall.schemas.avro.Target;
import dev.rolecall.schemas.avro.Trigger;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Audit entries of one sweep.
 *
 * @param sweep its id
 * @param at when it began
 */
record SweepEntries(String tool, String sweep, Instant at) {

  private static final Actor SELF = new Actor(ActorKind.TIMER, "sweep");

  /**
   * An entry about an account, to be filled in.
   *
   * @param what makes the id unique within the sweep
   * @param person directory/person, when the account is linked
   * @param account the tool's own id, when known
   */
  AuditEntry.Builder of(
      AuditType type,
      String what,
      String scope,
      @Nullable String account,
      Optional<String> person) {
    String directory = person.map(Keys::directoryOf).orElse(Keys.POLICY_DIRECTORY);
    return AuditEntry.newBuilder()
        .setId(sweep + "/" + what)
        .setOccurredAt(at)
        .setType(type)
        .setPhase(Phase.VERIFIED)
        .setActor(SELF)
        .setDirectory(directory)
        .setPerson(person.map(key -> key.substring(directory.length() + 1)).orElse(null))
        .setTarget(new Target(tool, scope, account))
        .setCause(new Cause(Trigger.DRIFT, sweep, "sweep", sweep, SELF, at, at))
        .setOutcome(Result.SUCCESS)
        .setLatency(new Latency(at, at, null, at));
  }
}
