package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.console.People.Found;
import dev.rolecall.schemas.avro.ApiCall;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Latency;
import dev.rolecall.schemas.avro.Reason;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.Target;
import dev.rolecall.views.trail.TrailReader;
import dev.rolecall.views.trail.TrailReader.AuditQuery;
import java.util.List;
import java.util.Optional;

/** What happened, with names that are looked up now: the entries themselves hold none. */
final class AuditPage implements Page {

  private static final int PRESET = 50;
  private static final int MOST = 5_000;

  private final TrailReader trail;
  private final People people;

  AuditPage(TrailReader trail, People people) {
    this.trail = trail;
    this.people = people;
  }

  @Override
  public JsonNode answer(Request request) {
    Optional<Found> person = request.parameter("person").map(people::find);
    List<AuditEntry> entries =
        trail.audit(
            new AuditQuery(
                person.map(Found::directory),
                person.map(Found::id),
                request.parameter("tool"),
                request.parameter("correlation"),
                request.number("limit", PRESET, MOST)));
    ObjectNode json = Shapes.object();
    ArrayNode array = json.putArray("entries");
    People.Names names = people.names();
    entries.forEach(entry -> array.add(entry(entry, names)));
    return json;
  }

  private static ObjectNode entry(AuditEntry entry, People.Names names) {
    ObjectNode json = Shapes.object();
    json.put("id", entry.getId());
    Shapes.time(json, "at", entry.getOccurredAt());
    json.put("type", entry.getType().name());
    json.put("phase", entry.getPhase().name());
    json.put("outcome", entry.getOutcome().name());
    json.put("actor", entry.getActor().getName());
    json.put("directory", entry.getDirectory());
    String person = entry.getPerson();
    if (person != null) {
      json.put("person", person);
      json.put("userName", names.of(entry.getDirectory(), person));
    }
    json.put("group", entry.getGroup());
    Target target = entry.getTarget();
    if (target != null) {
      json.put("tool", target.getTool());
      json.put("scope", target.getScope());
      json.put("account", target.getAccount());
    }
    roles(json.putArray("before"), entry.getBefore());
    roles(json.putArray("after"), entry.getAfter());
    ArrayNode rules = json.putArray("rules");
    for (Reason reason : entry.getReasons()) {
      rules.add(reason.getRule() + " " + reason.getFile() + ":" + reason.getLine());
    }
    json.put("command", entry.getCause().getCommand());
    json.put("request", entry.getCause().getRequest());
    json.put("correlation", entry.getCause().getCorrelation());
    json.put("intent", entry.getIntent());
    if (entry.getCall() != null) {
      json.set("call", call(entry.getCall()));
    }
    json.put("message", entry.getMessage());
    json.set("latency", latency(entry.getLatency()));
    return json;
  }

  private static ObjectNode call(ApiCall call) {
    ObjectNode json = Shapes.object();
    json.put("method", call.getMethod());
    json.put("path", call.getPath());
    json.put("status", call.getStatus());
    json.put("attempt", call.getAttempt());
    return json;
  }

  private static ObjectNode latency(Latency latency) {
    ObjectNode json = Shapes.object();
    Shapes.time(json, "receivedAt", latency.getReceivedAt());
    Shapes.time(json, "decidedAt", latency.getDecidedAt());
    Shapes.time(json, "sentAt", latency.getSentAt());
    Shapes.time(json, "verifiedAt", latency.getVerifiedAt());
    return json;
  }

  private static void roles(ArrayNode json, List<Role> roles) {
    roles.forEach(role -> json.add(role.getScope() + ":" + role.getRole()));
  }
}
