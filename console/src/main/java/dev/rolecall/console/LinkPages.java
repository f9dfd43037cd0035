package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.console.OperatorCommands.Sent;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.views.trail.TrailReader;
import java.util.List;
import java.util.Optional;

/** Whose account is whose: shown, checked, and said by hand. */
final class LinkPages {

  /** Links of one answer, and lines of one check: some hundred kilobytes. */
  static final int MOST_AT_ONCE = 1_000;

  private final TrailReader trail;
  private final People people;
  private final ToolNames tools;
  private final Linking linking;
  private final OperatorCommands commands;
  private final Watching watching;

  LinkPages(
      TrailReader trail,
      People people,
      ToolNames tools,
      OperatorCommands commands,
      Watching watching) {
    this.trail = trail;
    this.people = people;
    this.tools = tools;
    this.linking = new Linking(trail, people);
    this.commands = commands;
    this.watching = watching;
  }

  /** A page of the links of a tool. */
  JsonNode list(Request request) {
    String tool = tools.known(request.required("tool"));
    int most = request.number("limit", MOST_AT_ONCE, MOST_AT_ONCE);
    List<Link> links = trail.links(tool, request.parameter("after"), most);
    ObjectNode json = Shapes.object();
    json.put("tool", tool);
    ArrayNode array = json.putArray("links");
    People.Names names = people.names();
    links.forEach(link -> line(array.addObject(), link, names));
    if (links.size() == most) {
      json.put("next", links.getLast().getKey());
    }
    return json;
  }

  private static void line(ObjectNode json, Link link, People.Names names) {
    json.put("directory", link.getDirectory());
    json.put("person", link.getPerson());
    json.put("userName", names.of(link.getDirectory(), link.getPerson()));
    json.put("externalId", names.externalIdOf(link.getDirectory(), link.getPerson()));
    json.put("key", link.getKey());
    NativeAccount account = link.getAccount();
    json.put("account", account == null ? null : account.getId());
    json.put("login", account == null ? null : account.getLogin());
    json.put("state", account == null ? null : account.getState());
    json.put("foundBy", link.getFoundBy());
    json.put("by", link.getActor().getName());
    Shapes.time(json, "at", link.getAt());
  }

  /** What is wrong with links before any is set: each with its place in the request. */
  JsonNode check(Request request) {
    String tool = tools.known(request.body().path("tool").asText(""));
    JsonNode lines = request.body().path("links");
    if (!lines.isArray() || lines.size() > MOST_AT_ONCE) {
      throw new Refused(400, "'links' should be a list of at most " + MOST_AT_ONCE);
    }
    ObjectNode json = Shapes.object();
    ArrayNode problems = json.putArray("problems");
    int changes = 0;
    for (int i = 0; i < lines.size(); i++) {
      try {
        JsonNode line = lines.get(i);
        boolean changed = linking.of(tool, called(line), account(line)).isChange();
        changes += changed ? 1 : 0;
      } catch (Refused refused) {
        problems
            .addObject()
            .put("index", i)
            .put("error", refused.getMessage())
            .put("absent", refused.isAbsent());
      }
    }
    json.put("changes", changes);
    return json;
  }

  /** Sets one link, or takes it back when no account is named. */
  JsonNode set(Request request) {
    JsonNode body = request.body();
    String tool = tools.known(body.path("tool").asText(""));
    Linking.Asked asked = linking.of(tool, called(body), account(body));
    ObjectNode json = Shapes.object();
    json.put("tool", tool);
    json.put("person", asked.person());
    asked.account().ifPresent(account -> json.put("account", account.getId()));
    json.put("changed", asked.isChange());
    if (!asked.isChange()) {
      json.put("done", true);
      return json;
    }
    Sent sent = commands.send(request, asked.directory(), asked.order());
    boolean done =
        watching
            .until(() -> Optional.of(true).filter(yes -> !linking.again(asked).isChange()))
            .isPresent();
    json.put("done", done);
    json.put("correlation", sent.correlation());
    return json;
  }

  private static Linking.Called called(JsonNode line) {
    return new Linking.Called(
        line.path("person").asText(""), given(line, "externalId"), given(line, "userName"));
  }

  private static Optional<String> given(JsonNode line, String name) {
    return Optional.of(line.path(name).asText("").strip()).filter(text -> !text.isEmpty());
  }

  private static Optional<String> account(JsonNode line) {
    return Optional.of(line.path("account").asText("").strip())
        .filter(account -> !account.isEmpty() && !line.path("account").isNull());
  }
}
