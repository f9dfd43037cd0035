package dev.rolecall.processor.directory.decide;

import dev.rolecall.processor.directory.Asked;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Bundle;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Command;
import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldVerdict;
import dev.rolecall.schemas.avro.PlanSummary;
import dev.rolecall.schemas.avro.PlannedHold;
import dev.rolecall.schemas.avro.PolicyFile;
import dev.rolecall.schemas.avro.PublishPolicy;
import dev.rolecall.schemas.avro.Rejected;
import dev.rolecall.schemas.avro.ToolLosses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The directory of policies, with commands of several operators. */
final class Policies {
  final DirectoryTables tables =
      new DirectoryTables(new MapTable<>(), new MapTable<>(), new MapTable<>(), new MapTable<>());
  final DirectoryState state = new DirectoryState(Keys.POLICY_DIRECTORY, tables);
  boolean ownRelease;
  List<String> problems = List.of();
  private long offset;
  Instant now = Asked.MORNING;

  private final BundleCheck check =
      new BundleCheck() {
        @Override
        public List<String> problems(Bundle bundle) {
          return problems;
        }

        @Override
        public boolean ownRelease() {
          return ownRelease;
        }
      };

  Decision send(String operator, Object intent) {
    now = now.plusSeconds(1);
    Command command = Asked.command(Long.toString(++offset), intent, now);
    command.setDirectory(Keys.POLICY_DIRECTORY);
    command.setActor(new Actor(ActorKind.OPERATOR, operator));
    Decision decision =
        Decide.decide(command, new CommandContext(now, offset), state, check).orElseThrow();
    state.apply(decision, offset);
    return decision;
  }

  Accepted accepted(String operator, Object intent) {
    return (Accepted) send(operator, intent).outcome().getResult();
  }

  Rejected rejected(String operator, Object intent) {
    return (Rejected) send(operator, intent).outcome().getResult();
  }

  String held(String operator, String digest, PlanSummary plan) {
    return Objects.requireNonNull(accepted(operator, planned(digest, plan)).getHold());
  }

  Optional<HoldTick> after(Duration passed) {
    Instant at = Asked.MORNING.plusSeconds(1).plus(passed);
    Optional<HoldTick> tick = HoldTick.next(state, at);
    tick.ifPresent(state::apply);
    return tick;
  }

  String inForce() {
    BundleState bundle = state.bundle();
    return bundle == null ? "" : bundle.getBundle().getDigest();
  }

  Hold hold() {
    return Objects.requireNonNull(state.heldBundle()).getHold();
  }

  static PublishPolicy planned(String digest, PlanSummary plan) {
    return new PublishPolicy(
        new Bundle(digest, null, List.of(new PolicyFile("rules.yaml", "rules: []"))), null, plan);
  }

  static PlanSummary harmless() {
    return new PlanSummary("plan-0", "none", List.of(), List.of());
  }

  /** A plan that takes so many of 610 roles in GitLab. */
  static PlanSummary taking(int losses) {
    return new PlanSummary(
        "plan-" + losses,
        "removals-" + losses,
        List.of(
            new PlannedHold(
                "policy-change",
                "gitlab",
                "would revoke or lower " + losses + " of 610 roles in gitlab",
                "split the change")),
        List.of(new ToolLosses("gitlab", (long) losses, 610L)));
  }

  static DecideHold release(String hold, PlanSummary plan) {
    return new DecideHold(hold, HoldVerdict.RELEASE, 1L, plan);
  }

  static DecideHold reject(String hold) {
    return new DecideHold(hold, HoldVerdict.REJECT, 1L, null);
  }
}
