package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.console.Publishing.Asking;
import dev.rolecall.console.Publishing.Sent;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.PlanSummary;
import java.util.Optional;

/**
 * Publishes a policy. Like every other change it is a command: the directory stage checks and
 * decides.
 */
final class PolicyPage implements Page {

  private final Publishing publishing;

  PolicyPage(Publishing publishing) {
    this.publishing = publishing;
  }

  @Override
  public JsonNode answer(Request request) {
    SentBundle bundle = SentBundle.of(request.body());
    Optional<SeenPlan> seen = SeenPlan.of(request.body());
    Actor actor = new Actor(ActorKind.OPERATOR, request.operator().name());
    Sent sent = publishing.publish(bundle, seen, new Asking(actor, request.line()));
    ObjectNode json = Shapes.object();
    json.put("digest", bundle.bundle().getDigest());
    json.put("correlation", sent.correlation());
    json.set("warnings", ProblemShapes.of(Publishing.warnings(sent)));
    json.put("changed", sent.accepted().getChanged());
    sent.hold().ifPresent(hold -> json.setAll(held(hold, sent.prepared().summary())));
    return json;
  }

  private static ObjectNode held(String hold, PlanSummary plan) {
    ObjectNode json = Shapes.object();
    json.put("hold", hold);
    json.put("detail", PlanSummaries.detail(plan));
    json.put("remedy", PlanSummaries.remedy(plan));
    ArrayNode tools = json.putArray("losses");
    plan.getTools()
        .forEach(tool ->
            tools
                .addObject()
                .put("tool", tool.getTool())
                .put("losses", tool.getLosses())
                .put("held", tool.getHeld()));
    return json;
  }
}
