package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.console.Planner.Planned;
import dev.rolecall.policy.Problem;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Bundle;
import dev.rolecall.schemas.avro.PublishPolicy;
import dev.rolecall.schemas.avro.Rejected;
import dev.rolecall.service.exchange.Answer;
import dev.rolecall.service.exchange.Commands;
import dev.rolecall.service.exchange.Question;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Publishes a policy. Like every other change it is a command: the directory stage checks and
 * decides.
 */
final class PolicyPage implements Page {

  /** As many as the directory stage would say. */
  private static final int MOST_PROBLEMS_SAID = 20;

  private final Commands commands;
  private final PlanJobs plans;
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  PolicyPage(Commands commands, PlanJobs plans, InstantSource clock, Supplier<UUID> ids) {
    this.commands = commands;
    this.plans = plans;
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public JsonNode answer(Request request) {
    SentBundle sent = SentBundle.of(request.body());
    Optional<SeenPlan> seen = SeenPlan.of(request.body());
    seen.ifPresent(plan -> require(plan, sent));
    Bundle bundle = sent.bundle();
    String correlation = ids.get().toString();
    Answer answer =
        commands
            .ask(
                new Question(
                    Keys.POLICY_DIRECTORY,
                    correlation,
                    new Actor(ActorKind.OPERATOR, request.operator().name()),
                    request.line(),
                    // Planning takes its time; the command's deadline counts from here.
                    clock.instant(),
                    new PublishPolicy(bundle, seen.map(SeenPlan::version).orElse(null), null)))
            .join();
    ObjectNode json = Shapes.object();
    json.put("digest", bundle.getDigest());
    json.put("correlation", correlation);
    json.set("warnings", ProblemShapes.of(plans.warnings(sent)));
    switch (answer) {
      case Answer.Done(var accepted) -> json.put("changed", accepted.getChanged());
      case Answer.Refused(var rejected) -> throw refused(rejected);
      case Answer.TooLarge() -> throw new Refused(413, "the policy is larger than 1 MiB");
      case Answer.Unknown(String why) ->
          throw new Refused(503, "not known whether it took effect (" + why + "); repeat it");
      case Answer.NotSent(String why) -> throw new Refused(503, why);
    }
    return json;
  }

  /** What was planned is what is done: also when somebody moved since. */
  private void require(SeenPlan seen, SentBundle sent) {
    switch (plans.now(sent)) {
      case Planned.Usable now -> seen.requireSame(now);
      case Planned.Broken(var problems) ->
          throw new Refused(
              422,
              problems.stream()
                  .limit(MOST_PROBLEMS_SAID)
                  .map(Problem::toString)
                  .collect(Collectors.joining("\n")));
    }
  }

  private static Refused refused(Rejected rejected) {
    return switch (rejected.getRefusal()) {
      case EXPIRED -> new Refused(503, "it came too late and took no effect; repeat it");
      case VERSION_MISMATCH ->
          new Refused(409, "another policy was published meanwhile; plan again");
      case INVALID, POISON, UNIQUENESS, NOT_FOUND -> new Refused(422, rejected.getDetail());
    };
  }
}
