package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.plan.BindingPlan.Step;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.ApiCall;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Latency;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.Result;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Audit entries of one round with a team or group of a tool.
 *
 * @param round its id; ids of entries begin with it
 * @param cause the policy that asks for the bindings
 */
record BindingEntries(String tool, String holder, String round, Cause cause) {

  AuditEntry planned(int index, Step step, Instant now) {
    return entry(index, step, Phase.PLANNED, now).setOutcome(Result.SUCCESS).build();
  }

  AuditEntry applied(int index, Step step, Applied applied, Instant now) {
    Result went = Entries.went(applied);
    Applied.Call call = applied.call();
    return entry(index, step, went == Result.FAILURE ? Phase.FAILED : Phase.APPLIED, now)
        .setOutcome(went)
        .setMessage(Entries.message(applied))
        .setCall(new ApiCall(call.method(), call.path(), call.status(), 1))
        .build();
  }

  /**
   * What reading back says.
   *
   * @param has role by resource
   */
  AuditEntry settled(int index, Step step, Map<String, String> has, Instant now) {
    Optional<String> role = Optional.ofNullable(has.get(step.resource()));
    boolean isSo = role.equals(after(step));
    return entry(index, step, isSo ? Phase.VERIFIED : Phase.FAILED, now)
        .setId(id(index, "SETTLED"))
        .setAfter(roles(step, role))
        .setOutcome(isSo ? Result.SUCCESS : Result.FAILURE)
        .setMessage(isSo ? null : "read back: the tool does not have it")
        .build();
  }

  static Optional<String> after(Step step) {
    return switch (step) {
      case Step.Bind bind -> Optional.of(bind.role());
      case Step.Unbind unbind -> Optional.empty();
    };
  }

  private AuditEntry.Builder entry(int index, Step step, Phase phase, Instant now) {
    AuditType type =
        switch (step) {
          case Step.Bind bind -> AuditType.BOUND;
          case Step.Unbind unbind -> AuditType.UNBOUND;
        };
    return AuditEntry.newBuilder()
        .setId(id(index, phase.name()))
        .setOccurredAt(now)
        .setType(type)
        .setPhase(phase)
        .setActor(cause.getActor())
        .setDirectory(Keys.POLICY_DIRECTORY)
        .setTarget(new Target(tool, holder, null))
        .setBefore(roles(step, step.before()))
        .setAfter(roles(step, after(step)))
        .setCause(cause)
        .setIntent(round)
        .setLatency(new Latency(cause.getReceivedAt(), cause.getDecidedAt(), null, null));
  }

  private String id(int index, String what) {
    return round + "/" + index + "/" + what;
  }

  private static List<Role> roles(Step step, Optional<String> role) {
    return role.map(it -> List.of(new Role(step.resource(), it))).orElse(List.of());
  }
}
