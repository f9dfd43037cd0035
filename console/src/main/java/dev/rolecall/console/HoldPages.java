package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.policy.text.Nearest;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.HeldCell;
import dev.rolecall.schemas.avro.HeldPerson;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.views.directory.DirectoryReader;
import dev.rolecall.views.trail.HoldsReader.HoldQuery;
import dev.rolecall.views.trail.TrailReader;
import dev.rolecall.views.trail.TrailReader.PersonKey;
import java.util.List;
import java.util.Optional;

/** What waits for a decision: all of it, and each in full. */
final class HoldPages {

  /** What a terminal can show. There are few: a hold is one decision about many people. */
  private static final int MOST = 1_000;

  /** People of a hold that are in memory at a time while its table is sent. */
  private static final int PEOPLE_AT_ONCE = 500;

  private final TrailReader trail;
  private final DirectoryReader directory;
  private final People people;
  private final ToolNames tools;
  private final HeldPolicy policy;

  HoldPages(ConsoleConfig config, People people, ToolNames tools, HeldPolicy policy) {
    this.trail = config.trail();
    this.directory = config.directory();
    this.people = people;
    this.tools = tools;
    this.policy = policy;
  }

  JsonNode list(Request request) {
    HoldQuery query =
        new HoldQuery(
            request.flag("all"),
            request.parameter("tool").map(tools::known),
            Optional.empty(),
            MOST);
    ObjectNode json = Shapes.object();
    json.put("open", trail.openHolds().count());
    ArrayNode holds = json.putArray("holds");
    trail.holds(query).forEach(hold -> holds.add(HoldShapes.line(hold)));
    return json;
  }

  JsonNode one(Request request) {
    Hold hold = find(request.required("id"));
    ObjectNode json = HoldShapes.line(hold);
    json.put("group", hold.getGroup());
    groupName(hold).ifPresent(name -> json.put("groupName", name));
    json.put("reminders", hold.getReminders());
    json.set("cause", Shapes.cause(hold.getCause()));
    HoldShapes.samples(json.putArray("samples"), hold.getSamples(), people.names());
    return json;
  }

  private Optional<String> groupName(Hold hold) {
    return hold.getGroup() == null || hold.getDirectory() == null
        ? Optional.empty()
        : directory.group(hold.getDirectory(), hold.getGroup()).map(GroupState::getDisplayName);
  }

  /**
   * The hold with this id.
   *
   * @throws Refused when there is none, with the one that was probably meant
   */
  Hold find(String id) {
    return trail
        .hold(id)
        .orElseThrow(
            () -> new Refused(404, "there is no hold " + Texts.shown(id) + "; " + instead(id)));
  }

  private String instead(String id) {
    List<String> known =
        trail.holds(new HoldQuery(true, Optional.empty(), Optional.empty(), MOST)).stream()
            .map(Hold::getId)
            .toList();
    return Nearest.to(id, known)
        .map(near -> "did you mean " + near + "?")
        .orElse("'rolecall holds --all' lists those that there are");
  }

  /** Everything that a hold keeps, one cell a line, for a spreadsheet. */
  Download table(Request request) {
    Hold hold = find(request.required("id"));
    return new Download(
        hold.getId() + ".csv",
        "text/csv; charset=utf-8",
        to -> {
          People.Names names = people.names();
          CsvRows rows = new CsvRows(to);
          rows.row("directory", "person", "userName", "tool", "scope", "from", "to");
          if (hold.getTool() == null) {
            policy.removals(hold.getId(), rows::removal);
          } else {
            people(hold.getId(), names, rows);
          }
          rows.end();
        });
  }

  private void people(String hold, People.Names names, CsvRows rows) {
    Optional<PersonKey> after = Optional.empty();
    List<HeldPerson> page = trail.held(hold, after, PEOPLE_AT_ONCE);
    while (!page.isEmpty()) {
      for (HeldPerson each : page) {
        String userName = names.of(each.getDirectory(), each.getPerson());
        for (HeldCell cell : each.getCells()) {
          rows.row(
              each.getDirectory(),
              each.getPerson(),
              userName,
              each.getTool(),
              cell.getScope(),
              cell.getFrom(),
              cell.getTo());
        }
      }
      HeldPerson last = page.getLast();
      names.forget();
      after = Optional.of(new PersonKey(last.getDirectory(), last.getPerson()));
      page = trail.held(hold, after, PEOPLE_AT_ONCE);
    }
  }
}
