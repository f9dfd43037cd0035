package dev.rolecall.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/** What waits for a decision, and the operator who decides. */
final class Holds {

  private final Stage stage;

  Holds(Stage stage) {
    this.stage = stage;
  }

  /** The open hold of this kind, once it holds so many people. */
  JsonNode await(String trigger, int people) {
    stage.until(
        "%d people held: %s".formatted(people, trigger),
        () -> open(trigger).path("people").asInt() == people);
    return open(trigger);
  }

  /** What it is about, as the operator reads it. */
  void tell(JsonNode hold) {
    stage.say("rolecall holds: " + hold.path("id").asText() + "  " + hold.path("detail").asText());
  }

  /** Decides about exactly what was shown. */
  void decide(JsonNode shown, String verdict) {
    String body =
        JsonNodeFactory.instance
            .objectNode()
            .put("verdict", verdict)
            .put("revision", shown.path("revision").asLong())
            .toString();
    stage.operator().post("/holds/" + shown.path("id").asText() + "/decision", body);
  }

  /** The open holds of this kind, once there are so many. */
  List<JsonNode> awaitAll(String trigger, int holds) {
    stage.until("%d holds: %s".formatted(holds, trigger), () -> allOpen(trigger).size() == holds);
    return allOpen(trigger);
  }

  private JsonNode open(String trigger) {
    return allOpen(trigger).stream().findFirst().orElseGet(MissingNode::getInstance);
  }

  private List<JsonNode> allOpen(String trigger) {
    List<JsonNode> open = new ArrayList<>();
    for (JsonNode hold : stage.operator().get("/holds").path("holds")) {
      if (hold.path("trigger").asText().equals(trigger)) {
        open.add(hold);
      }
    }
    return open;
  }
}
