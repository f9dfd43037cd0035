package dev.rolecall.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.ToolReport;
import dev.rolecall.views.trail.ToolsReader.StillThere;
import dev.rolecall.views.trail.TrailReader;
import dev.rolecall.views.trail.TrailReader.PersonKey;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the page of the installation says of each tool beside how far it is. */
final class ToolStatus {

  /** Named one by one: more of them are a list, not a message. */
  private static final int MOST_LEAVERS = 100;

  /** In a warning. */
  private static final int MOST_NAMED = 5;

  private final TrailReader trail;
  private final People people;

  ToolStatus(TrailReader trail, People people) {
    this.trail = trail;
    this.people = people;
  }

  void describe(ObjectNode json, String tool, ObjectNode warnings, Instant now) {
    ModeAge.describe(json, trail, tool, now);
    Optional<ToolReport> report = trail.toolReport(tool);
    ArrayNode problems = json.putArray("problems");
    report.ifPresent(known -> {
      ToolTokens.describe(json, known, warnings, now);
      known.getProblems().forEach(problems::add);
      if (!known.getProblems().isEmpty()) {
        warnings.put("problems of tool " + tool, String.join("; ", known.getProblems()));
      }
    });
    leavers(json.putObject("leavers"), tool, warnings);
  }

  private void leavers(ObjectNode json, String tool, ObjectNode warnings) {
    StillThere there = trail.leavers(tool, MOST_LEAVERS);
    json.put("count", there.count());
    ArrayNode some = json.putArray("people");
    People.Names names = people.names();
    for (PersonKey each : there.some()) {
      some.addObject()
          .put("directory", each.directory())
          .put("person", each.id())
          .put("userName", names.of(each.directory(), each.id()));
    }
    if (there.count() > 0) {
      String named =
          there.some().stream()
              .limit(MOST_NAMED)
              .map(each -> names.of(each.directory(), each.id()))
              .collect(Collectors.joining(", "));
      warnings.put(
          "leavers in " + tool,
          there.count()
              + (there.count() == 1 ? " person who left still has" : " people who left still have")
              + " access: "
              + named
              + (there.count() > MOST_NAMED ? " …" : "")
              + "; look: rolecall status PERSON");
    }
  }
}
