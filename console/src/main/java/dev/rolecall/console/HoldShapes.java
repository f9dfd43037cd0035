package dev.rolecall.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.HeldCell;
import dev.rolecall.schemas.avro.HeldSample;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldDecision;
import java.util.List;

/** How holds look in the API. */
final class HoldShapes {

  private HoldShapes() {}

  /** What a list shows of a hold. */
  static ObjectNode line(Hold hold) {
    ObjectNode json = Shapes.object();
    json.put("id", hold.getId());
    json.put("trigger", Shapes.word(hold.getTrigger()));
    json.put("state", Shapes.word(hold.getState()));
    json.put("tool", hold.getTool());
    json.put("directory", hold.getDirectory());
    Shapes.time(json, "openedAt", hold.getOpenedAt());
    Shapes.time(json, "expires", hold.getExpires());
    json.put("revision", hold.getRevision());
    json.put("people", hold.getPeople());
    json.put("cells", hold.getCells());
    json.put("total", hold.getTotal());
    json.put("detail", hold.getDetail());
    json.put("remedy", hold.getRemedy());
    if (hold.getDecision() != null) {
      json.set("decision", decision(hold.getDecision()));
    }
    if (hold.getSuccessor() != null) {
      json.put("successor", hold.getSuccessor());
    }
    return json;
  }

  static ObjectNode decision(HoldDecision decision) {
    ObjectNode json = Shapes.object();
    json.put("actor", decision.getActor().getName());
    json.put("command", decision.getCommand());
    Shapes.time(json, "at", decision.getAt());
    return json;
  }

  /** The most privileged of what is held, with names that are looked up now. */
  static void samples(ArrayNode json, List<HeldSample> samples, People.Names names) {
    for (HeldSample sample : samples) {
      ObjectNode each = json.addObject();
      each.put("directory", sample.getDirectory());
      each.put("person", sample.getPerson());
      each.put("userName", names.of(sample.getDirectory(), sample.getPerson()));
      cell(each, sample.getCell());
    }
  }

  static void cell(ObjectNode json, HeldCell cell) {
    json.put("scope", cell.getScope());
    json.put("from", cell.getFrom());
    json.put("to", cell.getTo());
    json.put("elevated", cell.getElevated());
  }
}
