package dev.rolecall.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.HeldCell;
import dev.rolecall.schemas.avro.HeldPerson;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.views.trail.TrailReader;
import java.util.List;
import java.util.Optional;

/** What of one person waits for a decision, or stays because somebody decided so. */
record HeldOfPerson(TrailReader trail, List<HeldPerson> all) {

  HeldOfPerson {
    all = List.copyOf(all);
  }

  static HeldOfPerson of(TrailReader trail, String directory, String person) {
    return new HeldOfPerson(trail, trail.heldOf(directory, person));
  }

  /** By which hold a role is kept that would be taken, lowered or changed. */
  void of(ObjectNode role, String tool, Grant grant) {
    for (HeldPerson held : in(tool)) {
      for (HeldCell cell : held.getCells()) {
        if (cell.getScope().equals(grant.getScope()) && grant.getRole().equals(cell.getFrom())) {
          ObjectNode json = role.putObject("held");
          json.put("hold", held.getHold());
          json.put("to", cell.getTo());
          state(json, held.getHold());
          return;
        }
      }
    }
  }

  /** What would be given, were it not held, and accounts that would go as a whole. */
  void list(ArrayNode json, Optional<String> tool) {
    for (HeldPerson held : all) {
      if (tool.isEmpty() || tool.get().equals(held.getTool())) {
        for (HeldCell cell : held.getCells()) {
          ObjectNode each = json.addObject();
          each.put("hold", held.getHold());
          each.put("tool", held.getTool());
          each.put("leaves", held.getLeaves());
          HoldShapes.cell(each, cell);
          state(each, held.getHold());
        }
      }
    }
  }

  private void state(ObjectNode json, String hold) {
    trail.hold(hold).map(Hold::getState).ifPresent(state -> json.put("state", Shapes.word(state)));
  }

  private List<HeldPerson> in(String tool) {
    return all.stream().filter(held -> held.getTool().equals(tool)).toList();
  }
}
