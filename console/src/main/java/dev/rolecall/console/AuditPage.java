package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.console.People.Found;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Reason;
import dev.rolecall.schemas.avro.Role;
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
    entries.forEach(entry -> array.add(entry(entry)));
    return json;
  }

  private ObjectNode entry(AuditEntry entry) {
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
      json.put("userName", people.userName(entry.getDirectory(), person).orElse("(deleted)"));
    }
    json.put("group", entry.getGroup());
    if (entry.getTarget() != null) {
      json.put("tool", entry.getTarget().getTool());
      json.put("scope", entry.getTarget().getScope());
      json.put("account", entry.getTarget().getAccount());
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
      ObjectNode call = json.putObject("call");
      call.put("method", entry.getCall().getMethod());
      call.put("path", entry.getCall().getPath());
      call.put("status", entry.getCall().getStatus());
      call.put("attempt", entry.getCall().getAttempt());
    }
    json.put("message", entry.getMessage());
    ObjectNode latency = json.putObject("latency");
    Shapes.time(latency, "receivedAt", entry.getLatency().getReceivedAt());
    Shapes.time(latency, "decidedAt", entry.getLatency().getDecidedAt());
    Shapes.time(latency, "sentAt", entry.getLatency().getSentAt());
    Shapes.time(latency, "verifiedAt", entry.getLatency().getVerifiedAt());
    return json;
  }

  private static void roles(ArrayNode json, List<Role> roles) {
    roles.forEach(role -> json.add(role.getScope() + ":" + role.getRole()));
  }
}
