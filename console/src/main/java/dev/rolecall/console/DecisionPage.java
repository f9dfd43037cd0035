package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.console.OperatorCommands.Sent;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldDecision;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.HoldVerdict;
import dev.rolecall.views.trail.TrailReader;
import java.util.Optional;

/**
 * Decides a hold: no more of it than the operator was shown. Of two operators who decide at once
 * one wins, and the other is told who it was.
 */
final class DecisionPage implements Page {

  private final TrailReader trail;
  private final HoldPages holds;
  private final HeldPolicy policy;
  private final OperatorCommands commands;
  private final Watching watching;

  DecisionPage(
      TrailReader trail,
      HoldPages holds,
      HeldPolicy policy,
      OperatorCommands commands,
      Watching watching) {
    this.trail = trail;
    this.holds = holds;
    this.policy = policy;
    this.commands = commands;
    this.watching = watching;
  }

  @Override
  public JsonNode answer(Request request) {
    HoldVerdict verdict = verdict(request.body());
    long revision = revision(request.body());
    Hold hold = holds.find(request.required("id"));
    requireUndecided(hold, verdict);
    DecideHold decision =
        hold.getTool() == null
            ? policy.decision(hold.getId(), verdict, revision, asking(request))
            : new DecideHold(hold.getId(), verdict, revision, null);
    Sent sent = commands.send(request, Keys.POLICY_DIRECTORY, decision);
    Optional<Hold> decided = watching.until(() -> decided(hold));
    decided.ifPresent(now -> requireOurs(now, sent));
    ObjectNode json = HoldShapes.line(decided.orElse(hold));
    json.put("decided", decided.isPresent());
    json.put("correlation", sent.correlation());
    return json;
  }

  private static Publishing.Asking asking(Request request) {
    Actor actor = new Actor(ActorKind.OPERATOR, request.operator().name());
    return new Publishing.Asking(actor, request.line());
  }

  private static HoldVerdict verdict(JsonNode body) {
    return switch (body.path("verdict").asText()) {
      case "release" -> HoldVerdict.RELEASE;
      case "reject" -> HoldVerdict.REJECT;
      default -> throw new Refused(400, "the verdict should be 'release' or 'reject'");
    };
  }

  private static long revision(JsonNode body) {
    if (!body.path("revision").canConvertToLong() || !body.path("revision").isIntegralNumber()) {
      throw new Refused(
          400, "the revision is missing: that of the hold as it was shown; no more is decided");
    }
    return body.path("revision").asLong();
  }

  /**
   * What was rejected, or by nobody in time, may be released later while it still keeps something.
   */
  private static void requireUndecided(Hold hold, HoldVerdict verdict) {
    boolean open =
        switch (hold.getState()) {
          case OPEN -> true;
          case REJECTED, EXPIRED -> verdict == HoldVerdict.RELEASE && hold.getPeople() > 0;
          case RELEASED, OVERTAKEN -> false;
        };
    if (!open) {
      throw new Refused(409, already(hold));
    }
  }

  private Optional<Hold> decided(Hold before) {
    return trail
        .hold(before.getId())
        .filter(now -> now.getState() != HoldState.OPEN)
        .filter(
            now -> !command(now).equals(command(before)) || now.getState() != before.getState());
  }

  private static Optional<String> command(Hold hold) {
    return Optional.ofNullable(hold.getDecision()).map(HoldDecision::getCommand);
  }

  private static void requireOurs(Hold now, Sent sent) {
    if (!command(now).equals(Optional.of(sent.command()))) {
      throw new Refused(409, already(now));
    }
  }

  private static String already(Hold hold) {
    HoldDecision decision = hold.getDecision();
    String who = decision == null ? "" : decision.getActor().getName();
    String when = decision == null ? "" : " at " + decision.getAt();
    return switch (hold.getState()) {
      case OPEN -> hold.getId() + " is not decided";
      case RELEASED -> decision == null ? "it is released" : who + " already released it" + when;
      case REJECTED -> decision == null ? "it is rejected" : who + " already rejected it" + when;
      case EXPIRED -> "nobody decided in time: it expired" + when + ", which rejected it";
      case OVERTAKEN ->
          "nothing of it is left to decide: the directory or the policy says otherwise by now"
              + Optional.ofNullable(hold.getSuccessor())
                  .map(next -> "; what came after it waits as " + next)
                  .orElse("");
    };
  }
}
