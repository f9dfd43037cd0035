package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.UndoCause;
import dev.rolecall.schemas.avro.UndoneCell;
import dev.rolecall.schemas.avro.UndonePerson;
import dev.rolecall.views.trail.EffectsReader.ChangedCell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes back what one cause did. What it takes away again meets the budgets as anybody's does. */
final class UndoPages {

  /** What a terminal can show; the numbers are of all. */
  private static final int MOST_SHOWN = 1_000;

  /** Cells of one command: the directory stage accepts some more. */
  static final int CELLS_OF_A_COMMAND = 480;

  private final ConsoleConfig config;
  private final People people;
  private final OperatorCommands commands;

  UndoPages(ConsoleConfig config, People people, OperatorCommands commands) {
    this.config = config;
    this.people = people;
    this.commands = commands;
  }

  JsonNode plan(Request request) {
    String cause = request.required("cause");
    return json(cause, undoing(cause));
  }

  private Undoing undoing(String cause) {
    return Undoing.of(cause, config.trail(), config.policyTools().tools());
  }

  private ObjectNode json(String cause, Undoing undoing) {
    ObjectNode json = Shapes.object();
    json.put("cause", cause);
    json.put("digest", undoing.digest());
    json.put("given", undoing.given());
    json.put("taken", undoing.taken());
    json.put("changed", undoing.changed());
    json.put("changedSince", undoing.changedSince().size());
    json.put("unclear", undoing.unclear());
    People.Names names = people.names();
    cells(json.putArray("cells"), undoing.back(), names);
    cells(json.putArray("leftAlone"), undoing.changedSince(), names);
    return json;
  }

  private static void cells(ArrayNode json, List<ChangedCell> cells, People.Names names) {
    for (ChangedCell cell : cells.subList(0, Math.min(cells.size(), MOST_SHOWN))) {
      ObjectNode each = json.addObject();
      each.put("directory", cell.directory());
      each.put("person", cell.person());
      each.put("userName", names.of(cell.directory(), cell.person()));
      each.put("tool", cell.tool());
      each.put("scope", cell.scope());
      each.put("from", cell.after().orElse(null));
      each.put("to", cell.before().orElse(null));
    }
  }

  JsonNode undo(Request request) {
    String cause = request.body().path("cause").asText("");
    String digest = request.body().path("digest").asText("");
    if (cause.isBlank() || digest.isBlank()) {
      throw new Refused(
          400, "say what was shown: {\"cause\": …, \"digest\": …}, as GET of this page has them");
    }
    Undoing undoing = undoing(cause);
    if (!undoing.digest().equals(digest)) {
      throw new Refused(
          409, "something of it has changed since it was shown; look again and decide anew");
    }
    if (undoing.back().isEmpty()) {
      throw new Refused(
          409, "nothing of it is left to undo: all of it was changed since, or is unclear");
    }
    String correlation = commands.correlation();
    int sent = 0;
    for (Part part : parts(cause, undoing.back())) {
      try {
        commands.send(request, part.directory(), correlation, new UndoCause(part.people()));
      } catch (Refused refused) {
        throw new Refused(
            refused.status(),
            refused.getMessage()
                + (sent == 0
                    ? ""
                    : "; " + sent + " parts of it were accepted: look again and undo the rest"));
      }
      sent++;
    }
    ObjectNode json = json(cause, undoing);
    json.put("correlation", correlation);
    json.put("commands", sent);
    return json;
  }

  private record Part(String directory, List<UndonePerson> people) {}

  /** Commands of a bounded size, each of one directory. Cells come by directory and person. */
  private static List<Part> parts(String cause, List<ChangedCell> cells) {
    List<Part> parts = new ArrayList<>();
    for (int from = 0; from < cells.size(); ) {
      String directory = cells.get(from).directory();
      int to = from;
      Map<String, List<UndoneCell>> byPerson = new LinkedHashMap<>();
      while (to < cells.size()
          && to - from < CELLS_OF_A_COMMAND
          && cells.get(to).directory().equals(directory)) {
        ChangedCell cell = cells.get(to);
        byPerson
            .computeIfAbsent(Keys.person(directory, cell.person()), person -> new ArrayList<>())
            .add(
                new UndoneCell(
                    cell.tool(),
                    cell.scope(),
                    cell.before().orElse(null),
                    cell.after().orElse(null)));
        to++;
      }
      List<UndonePerson> people = new ArrayList<>();
      byPerson.forEach((person, undone) -> people.add(new UndonePerson(cause, person, undone)));
      parts.add(new Part(directory, people));
      from = to;
    }
    return parts;
  }
}
