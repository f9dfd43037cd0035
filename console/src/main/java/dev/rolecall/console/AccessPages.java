package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.console.People.Found;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Holder;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.views.trail.TrailReader;
import dev.rolecall.views.trail.TrailReader.Held;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who has what, and why. */
final class AccessPages {

  /** What a terminal can show; programs read the topics. */
  private static final int MOST_HOLDERS = 10_000;

  /** Parts of a hundred holders each. */
  private static final int MOST_REPORTS = 1_000;

  private final TrailReader trail;
  private final People people;
  private final ToolNames tools;

  AccessPages(TrailReader trail, People people, ToolNames tools) {
    this.trail = trail;
    this.people = people;
    this.tools = tools;
  }

  JsonNode who(Request request) {
    String tool = tools.known(request.required("tool"));
    Optional<String> scope = request.parameter("scope");
    ObjectNode json = Shapes.object();
    json.put("tool", tool);
    ArrayNode holders = json.putArray("holders");
    People.Names names = people.names();
    Grounds grounds = new Grounds(trail, tool);
    List<Held> found = trail.holders(tool, scope, MOST_HOLDERS + 1);
    json.put("truncated", found.size() > MOST_HOLDERS);
    for (Held each : found.stream().limit(MOST_HOLDERS).toList()) {
      ObjectNode holder = holders.addObject();
      holder.put("directory", each.directory());
      holder.put("person", each.person());
      holder.put("userName", names.of(each.directory(), each.person()));
      holder.put("scope", each.scope());
      holder.put("role", each.role());
      holder.put("origin", each.origin());
      holder.put("state", each.state());
      holder.put("account", each.login());
      holder.set("reasons", grounds.of(each));
    }
    unexplained(json.putArray("unexplained"), tool, scope);
    return json;
  }

  private void unexplained(ArrayNode unexplained, String tool, Optional<String> scope) {
    for (ScopeReport report : trail.reports(tool, scope, Optional.empty(), MOST_REPORTS)) {
      for (Holder each : report.getUnexplained()) {
        // People of ours stand above, with their origin.
        if (each.getPerson() == null) {
          ObjectNode holder = unexplained.addObject();
          holder.put("scope", report.getScope());
          holder.put("role", each.getRole());
          holder.put("login", each.getAccount().getLogin());
          Shapes.time(holder, "at", report.getAt());
        }
      }
    }
  }

  JsonNode why(Request request) {
    Found found = people.find(request.required("person"));
    Optional<String> only = request.parameter("tool").map(tools::known);
    Map<String, Status> statuses =
        trail.statuses(found.directory(), found.id()).stream()
            .collect(Collectors.toMap(Status::getTool, status -> status));
    ObjectNode json = Shapes.object();
    json.set("person", people.json(found));
    HeldOfPerson held = HeldOfPerson.of(trail, found.directory(), found.id());
    ArrayNode roles = json.putArray("roles");
    for (Access access : trail.accesses(found.directory(), found.id())) {
      if (only.isEmpty() || only.get().equals(access.getTool())) {
        Optional<Status> status = Optional.ofNullable(statuses.get(access.getTool()));
        access.getGrants().forEach(grant -> roles.add(role(access, grant, status, held)));
      }
    }
    held.list(json.putArray("held"), only);
    return json;
  }

  private static ObjectNode role(
      Access access, Grant grant, Optional<Status> status, HeldOfPerson held) {
    ObjectNode json = Shapes.object();
    json.put("tool", access.getTool());
    json.put("scope", grant.getScope());
    json.put("role", grant.getRole());
    String state = StatusPages.state(Optional.of(access), status);
    json.put("state", state);
    if (grant.getEnds() != null) {
      Shapes.time(json, "ends", grant.getEnds());
    }
    ArrayNode reasons = json.putArray("reasons");
    grant.getReasons().forEach(reason -> reasons.add(Shapes.reason(reason)));
    json.set("cause", Shapes.cause(access.getCause()));
    held.of(json, access.getTool(), grant);
    if (state.equals("converged")) {
      Shapes.time(json, "verifiedAt", status.map(Status::getVerifiedAt).orElse(null));
    }
    return json;
  }
}
