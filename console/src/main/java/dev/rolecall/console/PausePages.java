package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.console.ConsoleConfig.ConfiguredTool;
import dev.rolecall.console.OperatorCommands.Sent;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.PauseTools;
import dev.rolecall.views.trail.TrailReader;
import java.util.List;
import java.util.Optional;

/** Stops changes in tools, and lets them go on. What identity providers send is still taken in. */
final class PausePages {

  private static final String ALL = "all";

  /** As the directory stage accepts it. */
  private static final int LONGEST_REASON = 300;

  private final TrailReader trail;
  private final List<String> connected;
  private final OperatorCommands commands;
  private final Watching watching;

  PausePages(ConsoleConfig config, OperatorCommands commands, Watching watching) {
    this.trail = config.trail();
    this.connected =
        config.tools().stream()
            .filter(ConfiguredTool::supported)
            .map(ConfiguredTool::name)
            .toList();
    this.commands = commands;
    this.watching = watching;
  }

  JsonNode pause(Request request) {
    return change(request, true);
  }

  JsonNode resume(Request request) {
    return change(request, false);
  }

  private ObjectNode change(Request request, boolean paused) {
    List<String> tools = tools(request.required("name"));
    String reason = request.body().path("reason").asText("").strip();
    if (reason.length() > LONGEST_REASON) {
      throw new Refused(400, "the reason should have at most " + LONGEST_REASON + " characters");
    }
    Sent sent =
        commands.send(
            request,
            Keys.POLICY_DIRECTORY,
            new PauseTools(tools, paused, reason.isEmpty() ? null : reason));
    boolean done =
        watching.until(() -> Optional.of(true).filter(yes -> areSo(tools, paused))).isPresent();
    ObjectNode json = Shapes.object();
    ArrayNode names = json.putArray("tools");
    tools.forEach(names::add);
    json.put("paused", paused);
    json.put("done", done);
    json.put("correlation", sent.correlation());
    return json;
  }

  private List<String> tools(String name) {
    if (name.equals(ALL)) {
      if (connected.isEmpty()) {
        throw new Refused(404, "no tool is connected");
      }
      return connected;
    }
    return List.of(new ToolNames(connected).known(name));
  }

  /** A tool that no policy mentions has no settings yet, and nothing happens in it. */
  private boolean areSo(List<String> tools, boolean paused) {
    return trail.controls().stream()
        .filter(control -> tools.contains(control.getTool()))
        .allMatch(control -> control.getPaused() == paused);
  }

  /** Who paused a tool, since when and why, as far back as the audit is known; null: it runs. */
  static void describe(ObjectNode json, TrailReader trail, Optional<Control> control) {
    if (!control.map(Control::getPaused).orElse(false)) {
      return;
    }
    ObjectNode paused = json.putObject("paused");
    Optional<AuditEntry> entry = trail.last(AuditType.TOOL_PAUSED, control.get().getTool());
    if (entry.isPresent()) {
      paused.put("by", entry.get().getActor().getName());
      Shapes.time(paused, "since", entry.get().getOccurredAt());
      paused.put("reason", entry.get().getMessage());
    }
  }
}
