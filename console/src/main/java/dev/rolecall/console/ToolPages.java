package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.console.ConsoleConfig.ConfiguredTool;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.ToolReport;
import dev.rolecall.views.trail.TrailReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The configured tools: how far they are in Rolecall's hands, how they are, what they can do. */
final class ToolPages {

  private final TrailReader trail;
  private final List<ConfiguredTool> tools;

  ToolPages(TrailReader trail, List<ConfiguredTool> tools) {
    this.trail = trail;
    this.tools = List.copyOf(tools);
  }

  JsonNode list(Request request) {
    List<Control> controls = trail.controls();
    ObjectNode json = Shapes.object();
    ArrayNode all = json.putArray("tools");
    for (ConfiguredTool tool : tools) {
      all.add(line(tool, of(controls, tool), request.at()));
    }
    return json;
  }

  JsonNode one(Request request) {
    String name =
        new ToolNames(tools.stream().map(ConfiguredTool::name).toList())
            .known(request.required("name"));
    ConfiguredTool tool =
        tools.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    ObjectNode json = line(tool, of(trail.controls(), tool), request.at());
    report(tool).ifPresent(report -> details(json, report));
    return json;
  }

  private static Optional<Control> of(List<Control> controls, ConfiguredTool tool) {
    return controls.stream().filter(each -> each.getTool().equals(tool.name())).findFirst();
  }

  /** What the connector told last; until it has asked the tool, what it says by itself. */
  private Optional<ToolReport> report(ConfiguredTool tool) {
    return trail.toolReport(tool.name()).or(tool::described);
  }

  private ObjectNode line(ConfiguredTool tool, Optional<Control> control, Instant now) {
    ObjectNode json = Shapes.object();
    json.put("tool", tool.name());
    json.put("type", tool.type());
    json.put("supported", tool.supported());
    mode(json, tool, control, now);
    Optional<ToolReport> report = report(tool);
    json.put("edition", report.map(ToolReport::getEdition).orElse(null));
    boolean looked = trail.toolReport(tool.name()).isPresent();
    json.put("looked", looked);
    if (looked) {
      seen(json, report.orElseThrow(), now);
    }
    Shapes.time(json, "sweptAt", Surveyor.asOf(trail, tool.name()).orElse(null));
    return json;
  }

  private void mode(ObjectNode json, ConfiguredTool tool, Optional<Control> control, Instant now) {
    json.put("mode", control.map(each -> Shapes.word(each.getMode())).orElse(null));
    ModeAge.describe(json, trail, tool.name(), now);
    ArrayNode manage = json.putArray("manage");
    control.map(Control::getManage).orElseGet(List::of).forEach(manage::add);
    ArrayNode modes = json.putArray("modes");
    control
        .map(Control::getModes)
        .orElseGet(List::of)
        .forEach(each ->
            modes
                .addObject()
                .put("scopes", each.getScopes())
                .put("mode", Shapes.word(each.getMode())));
    json.put("paused", control.map(Control::getPaused).orElse(false));
  }

  private static void seen(ObjectNode json, ToolReport report, Instant now) {
    Shapes.time(json, "at", report.getAt());
    json.put("version", report.getVersion());
    Shapes.time(json, "tokenEnds", report.getTokenEnds());
    ToolTokens.daysLeft(report, now).ifPresent(days -> json.put("tokenDaysLeft", days));
    ArrayNode problems = json.putArray("problems");
    report.getProblems().forEach(problems::add);
    ArrayNode others = json.putArray("otherWriters");
    report
        .getOtherWriters()
        .forEach(
            each -> others.addObject().put("scope", each.getScope()).put("who", each.getWho()));
  }

  private static void details(ObjectNode json, ToolReport report) {
    ArrayNode scopes = json.putArray("scopes");
    report.getScopes().forEach(scopes::add);
    ArrayNode capabilities = json.putArray("capabilities");
    report
        .getCapabilities()
        .forEach(each ->
            capabilities
                .addObject()
                .put("ability", each.getAbility())
                .put("scopes", each.getScopes())
                .put("support", each.getSupport())
                .put("instruction", each.getInstruction()));
  }
}
