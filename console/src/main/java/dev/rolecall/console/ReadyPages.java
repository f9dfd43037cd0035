package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.console.ConsoleConfig.ConfiguredTool;
import dev.rolecall.console.OperatorCommands.Sent;
import dev.rolecall.policy.text.Nearest;
import dev.rolecall.schemas.avro.ConfirmDirectory;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.ShownHold;
import dev.rolecall.views.directory.Lookup;
import dev.rolecall.views.trail.EffectsReader.GrantedRoles;
import dev.rolecall.views.trail.HoldsReader.HoldQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A directory that is still being filled takes nothing away from anybody; here an operator sees
 * what it would take, and confirms that it is complete.
 */
final class ReadyPages {

  /** One for each tool is normal. */
  private static final int MOST_HOLDS = 1_000;

  private final ConsoleConfig config;
  private final People people;
  private final OperatorCommands commands;
  private final Watching watching;

  ReadyPages(ConsoleConfig config, People people, OperatorCommands commands, Watching watching) {
    this.config = config;
    this.people = people;
    this.commands = commands;
    this.watching = watching;
  }

  JsonNode plan(Request request) {
    String name = known(request.required("name"));
    ObjectNode json = Shapes.object();
    json.put("directory", name);
    json.put("ready", config.directory().isReady(name));
    Lookup everything = new Lookup.Everything();
    json.put("users", config.directory().users(name, everything, 1).total());
    json.put("groups", config.directory().groups(name, everything, 1).total());
    List<Hold> loading = loading(name);
    ArrayNode tools = json.putArray("tools");
    for (ConfiguredTool tool : config.tools()) {
      if (tool.supported()) {
        tools.add(tool(name, tool.name(), loading));
      }
    }
    ArrayNode shown = json.putArray("shown");
    loading.forEach(
        hold -> shown.addObject().put("hold", hold.getId()).put("revision", hold.getRevision()));
    return json;
  }

  private ObjectNode tool(String directory, String tool, List<Hold> loading) {
    ObjectNode json = Shapes.object();
    json.put("tool", tool);
    GrantedRoles granted = config.trail().granted(directory, tool);
    json.put("people", granted.people());
    json.put("roles", granted.roles());
    ArrayNode holds = json.putArray("holds");
    for (Hold hold : loading) {
      if (tool.equals(hold.getTool())) {
        ObjectNode each = HoldShapes.line(hold);
        HoldShapes.samples(each.putArray("samples"), hold.getSamples(), people.names());
        holds.add(each);
      }
    }
    return json;
  }

  private List<Hold> loading(String directory) {
    HoldQuery query = new HoldQuery(false, Optional.empty(), Optional.of(directory), MOST_HOLDS);
    return config.trail().holds(query).stream()
        .filter(hold -> hold.getTrigger() == HoldTrigger.LOADING)
        .toList();
  }

  JsonNode confirm(Request request) {
    String name = known(request.required("name"));
    JsonNode body = request.body().path("shown");
    if (!body.isArray()) {
      throw new Refused(
          400,
          "say what was shown: {\"shown\": [{\"hold\": …, \"revision\": …}]}, as GET of this page"
              + " has it; no more than that is released");
    }
    List<ShownHold> shown = new ArrayList<>();
    for (JsonNode each : body) {
      if (!each.path("hold").isTextual() || !each.path("revision").isIntegralNumber()) {
        throw new Refused(400, "each of 'shown' should have a hold and a revision");
      }
      shown.add(new ShownHold(each.path("hold").asText(), each.path("revision").asLong()));
    }
    Sent sent = commands.send(request, name, new ConfirmDirectory(shown));
    boolean done =
        watching
            .until(() -> Optional.of(true).filter(yes -> config.directory().isReady(name)))
            .isPresent();
    ObjectNode json = Shapes.object();
    json.put("directory", name);
    json.put("ready", done);
    json.put("changed", sent.accepted().getChanged());
    json.put("correlation", sent.correlation());
    return json;
  }

  private String known(String name) {
    Set<String> names = config.directories().now().keySet();
    if (!names.contains(name)) {
      throw new Refused(
          404, "no directory is called " + Texts.shown(name) + "; " + Nearest.remedy(name, names));
    }
    return name;
  }
}
