package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.console.ConsoleConfig.ConfiguredTool;
import dev.rolecall.console.OperatorCommands.Sent;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Resync;
import dev.rolecall.views.trail.TrailReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks connectors to look at everything anew, or at one person. */
final class ResyncPage implements Page {

  private final TrailReader trail;
  private final People people;
  private final List<String> connected;
  private final OperatorCommands commands;
  private final Watching watching;

  ResyncPage(ConsoleConfig config, People people, OperatorCommands commands, Watching watching) {
    this.trail = config.trail();
    this.people = people;
    this.connected =
        config.tools().stream()
            .filter(ConfiguredTool::supported)
            .map(ConfiguredTool::name)
            .toList();
    this.commands = commands;
    this.watching = watching;
  }

  @Override
  public JsonNode answer(Request request) {
    String called = request.body().path("person").asText("");
    Optional<People.Found> person =
        called.isBlank() ? Optional.empty() : Optional.of(people.find(called));
    List<String> tools = tools(request.body().path("tools"));
    if (person.isPresent()) {
      tools = withAccess(person.get(), tools);
    }
    List<String> asked = tools;
    Sent sent =
        commands.send(
            request,
            Keys.POLICY_DIRECTORY,
            new Resync(asked, person.map(ResyncPage::key).orElse(null)));
    boolean done =
        watching
            .until(() -> Optional.of(true).filter(yes -> isAsked(person, asked, sent.command())))
            .isPresent();
    ObjectNode json = Shapes.object();
    ArrayNode names = json.putArray("tools");
    asked.forEach(names::add);
    person.ifPresent(each -> json.put("person", key(each)));
    json.put("done", done);
    json.put("correlation", sent.correlation());
    return json;
  }

  /** Named in the request; none: all that are connected. */
  private List<String> tools(JsonNode named) {
    List<String> tools = new ArrayList<>();
    ToolNames names = new ToolNames(connected);
    named.forEach(each -> tools.add(names.known(each.asText())));
    if (tools.isEmpty() && connected.isEmpty()) {
      throw new Refused(404, "no tool is connected");
    }
    return tools.isEmpty() ? connected : tools;
  }

  private List<String> withAccess(People.Found person, List<String> tools) {
    List<String> with =
        trail.accesses(person.directory(), person.id()).stream()
            .map(Access::getTool)
            .filter(tools::contains)
            .toList();
    if (with.isEmpty()) {
      throw new Refused(
          409,
          "the person never had access in " + String.join(", ", tools) + "; nothing to look at");
    }
    return with;
  }

  /** Whether the guard has asked the connectors. A tool without settings is never looked at. */
  private boolean isAsked(Optional<People.Found> person, List<String> tools, String command) {
    return person
        .map(each ->
            trail.accesses(each.directory(), each.id()).stream()
                .filter(access -> tools.contains(access.getTool()))
                .allMatch(access -> access.getCause().getCommand().equals(command)))
        .orElseGet(() ->
            trail.controls().stream()
                .filter(control -> tools.contains(control.getTool()))
                .allMatch(control -> control.getResync().equals(command)));
  }

  private static String key(People.Found person) {
    return Keys.person(person.directory(), person.id());
  }
}
