package dev.rolecall.console;

import dev.rolecall.console.Planner.Planned;
import dev.rolecall.console.ShownPlans.Fingerprints;
import dev.rolecall.policy.Problem;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.PlanSummary;
import dev.rolecall.schemas.avro.PublishPolicy;
import dev.rolecall.schemas.avro.Rejected;
import dev.rolecall.service.exchange.Answer;
import dev.rolecall.service.exchange.Commands;
import dev.rolecall.service.exchange.Question;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * The one way in which a bundle is published: it is planned on the directory as it is first, and
 * the plan goes with it. What cannot be planned now is not published.
 */
final class Publishing {

  /** As many as the directory stage would say. */
  private static final int MOST_PROBLEMS_SAID = 20;

  private final PlanJobs plans;
  private final Commands commands;
  private final InstantSource clock;
  private final Supplier<UUID> ids;
  private final ShownPlans shown = new ShownPlans();

  Publishing(PlanJobs plans, Commands commands, InstantSource clock, Supplier<UUID> ids) {
    this.plans = plans;
    this.commands = commands;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Who asks, for the audit.
   *
   * @param request as an operator would search for it
   */
  record Asking(Actor actor, String request) {}

  /** A bundle as it is planned now, with all that somebody who decides about it must know. */
  record Prepared(
      SentBundle sent, Planned.Usable planned, PlanSummary summary, Fingerprints changes) {}

  /** What became of a bundle. */
  record Sent(Accepted accepted, Prepared prepared, String correlation) {

    Optional<String> hold() {
      return Optional.ofNullable(accepted.getHold());
    }
  }

  /** What became of another command. */
  record Decided(Accepted accepted, String correlation) {}

  /**
   * Plans a bundle, and publishes it with its plan.
   *
   * @param seen what whoever asks has seen; it must still be so
   * @throws Refused when it is broken, cannot be planned now, does something else than was seen, or
   *     another bundle comes meanwhile
   */
  Sent publish(SentBundle sent, Optional<SeenPlan> seen, Asking by) {
    Prepared prepared = prepare(sent);
    seen.ifPresent(plan -> plan.requireSame(prepared.planned()));
    return publish(prepared, by);
  }

  /** Publishes what was planned; a plan that waits is remembered. */
  Sent publish(Prepared prepared, Asking by) {
    PublishPolicy intent =
        new PublishPolicy(
            prepared.sent().bundle(), prepared.planned().version(), prepared.summary());
    Decided decided = ask(intent, by);
    Sent sent = new Sent(decided.accepted(), prepared, decided.correlation());
    if (sent.hold().isPresent()) {
      shown.keep(prepared.summary().getDigest(), prepared.changes());
    }
    return sent;
  }

  /** Plans a bundle on the directory as it is now. */
  Prepared prepare(SentBundle sent) {
    Fingerprints changes = new Fingerprints();
    return switch (plans.now(sent, (person, grave) -> changes.add(grave))) {
      case Planned.Usable usable ->
          new Prepared(sent, usable, PlanSummaries.of(usable.plan()), changes.done());
      case Planned.Broken(var problems) ->
          throw new Refused(
              422,
              problems.stream()
                  .limit(MOST_PROBLEMS_SAID)
                  .map(Problem::toString)
                  .collect(Collectors.joining("\n")));
    };
  }

  /**
   * Whether all that a plan does now was in the plan that was shown, or by now waits for nobody.
   * What elevated roles a plan gives is no part of its removals, so the same removals alone do not
   * say so.
   */
  boolean isPartOf(PlanSummary before, Prepared now) {
    PlanSummary after = now.summary();
    if (after.getHolds().isEmpty()) {
      return true;
    }
    boolean sameRemovals =
        after.getRemovals().equals(before.getRemovals()) && !PlanSummaries.elevates(after);
    return PlanSummaries.waitsForNoMore(after, before)
        && (after.getDigest().equals(before.getDigest())
            || sameRemovals
            || shown.covers(before.getDigest(), now.changes()));
  }

  /**
   * Sends a command about policies and waits for what becomes of it.
   *
   * @throws Refused when it is not accepted, or nobody knows
   */
  Decided ask(SpecificRecord intent, Asking by) {
    String correlation = ids.get().toString();
    Answer answer =
        commands
            .ask(
                new Question(
                    Keys.POLICY_DIRECTORY,
                    correlation,
                    by.actor(),
                    by.request(),
                    // Planning takes its time; the command's deadline counts from here.
                    clock.instant(),
                    intent))
            .join();
    return switch (answer) {
      case Answer.Done(var accepted) -> new Decided(accepted, correlation);
      case Answer.Refused(var rejected) -> throw refused(rejected);
      case Answer.TooLarge() -> throw new Refused(413, "the policy is larger than 1 MiB");
      case Answer.Unknown(String why) ->
          throw new Refused(503, "not known whether it took effect (" + why + "); repeat it");
      case Answer.NotSent(String why) -> throw new Refused(503, why);
    };
  }

  private static Refused refused(Rejected rejected) {
    return switch (rejected.getRefusal()) {
      case EXPIRED -> new Refused(503, "it came too late and took no effect; repeat it");
      case VERSION_MISMATCH -> new Refused(409, rejected.getDetail());
      case NOT_FOUND -> new Refused(404, rejected.getDetail());
      case INVALID, POISON, UNIQUENESS -> new Refused(422, rejected.getDetail());
    };
  }

  /** What is doubtful in a bundle that was planned. */
  static List<Problem> warnings(Sent sent) {
    return sent.prepared().planned().warnings();
  }
}
