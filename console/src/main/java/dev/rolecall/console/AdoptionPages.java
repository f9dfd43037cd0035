package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.AdoptCells;
import dev.rolecall.schemas.avro.AdoptedCell;
import dev.rolecall.schemas.avro.AdoptedPerson;
import dev.rolecall.schemas.avro.Control;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes over roles that were in a tool before Rolecall: shown first, by scope, then done for what
 * was shown and nothing else.
 */
final class AdoptionPages {

  /** What a terminal can show; the numbers are of all. */
  private static final int MOST_SCOPES = 1_000;

  /** Roles that no rule gives, by name: enough to see what they are. */
  private static final int MOST_SAMPLES = 20;

  /** Cells of one command: as the directory stage accepts them. */
  static final int CELLS_OF_A_COMMAND = 480;

  private final ConsoleConfig config;
  private final People people;
  private final ToolNames tools;
  private final OperatorCommands commands;

  AdoptionPages(ConsoleConfig config, People people, ToolNames tools, OperatorCommands commands) {
    this.config = config;
    this.people = people;
    this.tools = tools;
    this.commands = commands;
  }

  JsonNode plan(Request request) {
    Adopting.Wanted wanted =
        new Adopting.Wanted(
            tools.known(request.required("tool")),
            request.parameter("scope"),
            request.flag("explained"));
    return json(wanted, adopting(wanted));
  }

  private Adopting adopting(Adopting.Wanted wanted) {
    List<String> guarded = control(wanted.tool()).map(Control::getProtect).orElse(List.of());
    return Adopting.of(wanted, config, guarded);
  }

  private Optional<Control> control(String tool) {
    return config.trail().controls().stream()
        .filter(each -> each.getTool().equals(tool))
        .findFirst();
  }

  /** What becomes of the roles of one scope. */
  private static final class InScope {
    private long explained;
    private long revoked;
    private long held;
  }

  /** What becomes of all of them. */
  private static final class Counts {
    private final Map<String, InScope> scopes = new TreeMap<>();
    private final Map<String, Long> holds = new TreeMap<>();
    private long revoked;

    /** What it waits under; empty: a rule gives it, or it goes. */
    Optional<String> add(Adopting.Found cell, AdoptionBudget budget) {
      InScope scope = scopes.computeIfAbsent(cell.scope(), each -> new InScope());
      if (cell.explained()) {
        scope.explained++;
        return Optional.empty();
      }
      Optional<String> hold = budget.takes(cell);
      if (hold.isPresent()) {
        holds.merge(hold.get(), 1L, Long::sum);
        scope.held++;
      } else {
        scope.revoked++;
        revoked++;
      }
      return hold;
    }
  }

  private ObjectNode json(Adopting.Wanted wanted, Adopting adopting) {
    Optional<Control> control = control(wanted.tool());
    AdoptionBudget budget = new AdoptionBudget(wanted.tool(), control, config);
    Counts counts = new Counts();
    ObjectNode json = Shapes.object();
    ArrayNode samples = json.putArray("samples");
    People.Names names = people.names();
    for (Adopting.Found cell : adopting.cells()) {
      Optional<String> hold = counts.add(cell, budget);
      if (!cell.explained() && samples.size() < MOST_SAMPLES) {
        ObjectNode sample = samples.addObject();
        sample.put("userName", names.of(cell.directory(), cell.person()));
        sample.put("scope", cell.scope()).put("role", cell.role());
        sample.put("hold", hold.orElse(null));
      }
    }
    json.put("tool", wanted.tool());
    json.put("digest", adopting.digest());
    json.put("roles", adopting.cells().size());
    json.put("explained", adopting.explained());
    json.put("revoked", counts.revoked);
    json.put("loading", adopting.loading());
    json.put("others", adopting.others());
    ObjectNode held = json.putObject("held");
    counts.holds.forEach(held::put);
    put(json.putArray("scopes"), counts.scopes, control);
    json.put("scopesTotal", counts.scopes.size());
    return json;
  }

  private static void put(ArrayNode json, Map<String, InScope> scopes, Optional<Control> control) {
    scopes.entrySet().stream()
        .limit(MOST_SCOPES)
        .forEach(each -> {
          ObjectNode scope = json.addObject();
          scope.put("scope", each.getKey());
          scope.put("mode", ModeOfScope.word(control, each.getKey()));
          scope.put("explained", each.getValue().explained);
          scope.put("revoked", each.getValue().revoked);
          scope.put("held", each.getValue().held);
        });
  }

  JsonNode adopt(Request request) {
    JsonNode body = request.body();
    String digest = body.path("digest").asText("");
    Adopting.Wanted wanted =
        new Adopting.Wanted(
            tools.known(body.path("tool").asText("")),
            Optional.of(body.path("scope").asText("")).filter(scope -> !scope.isBlank()),
            body.path("explained").asBoolean());
    Adopting adopting = adopting(wanted);
    if (digest.isBlank() || !adopting.digest().equals(digest)) {
      throw new Refused(
          409, "this is not what was shown, or something has changed since; look again");
    }
    if (adopting.cells().isEmpty()) {
      throw new Refused(409, "there is nothing to take over");
    }
    String correlation = commands.correlation();
    int sent = 0;
    for (Part part : parts(wanted.tool(), adopting.cells())) {
      try {
        commands.send(request, part.directory(), correlation, new AdoptCells(part.people()));
      } catch (Refused refused) {
        throw new Refused(
            refused.status(),
            refused.getMessage()
                + (sent == 0
                    ? "; nothing was taken over"
                    : "; " + sent + " parts of it were accepted: look again and do the rest"));
      }
      sent++;
    }
    ObjectNode json = json(wanted, adopting);
    json.put("correlation", correlation);
    json.put("commands", sent);
    return json;
  }

  private record Part(String directory, List<AdoptedPerson> people) {}

  /** Commands of a bounded size, each of one directory. */
  private static List<Part> parts(String tool, List<Adopting.Found> cells) {
    List<Part> parts = new ArrayList<>();
    for (int from = 0; from < cells.size(); ) {
      String directory = cells.get(from).directory();
      int to = from;
      Map<String, List<AdoptedCell>> byPerson = new LinkedHashMap<>();
      while (to < cells.size()
          && to - from < CELLS_OF_A_COMMAND
          && cells.get(to).directory().equals(directory)) {
        Adopting.Found cell = cells.get(to);
        byPerson
            .computeIfAbsent(cell.key(), person -> new ArrayList<>())
            .add(new AdoptedCell(tool, cell.scope(), cell.role()));
        to++;
      }
      List<AdoptedPerson> people = new ArrayList<>();
      byPerson.forEach((person, adopted) -> people.add(new AdoptedPerson(person, adopted)));
      parts.add(new Part(directory, people));
      from = to;
    }
    return parts;
  }
}
