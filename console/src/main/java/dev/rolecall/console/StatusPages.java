package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.console.ConsoleConfig.ConfiguredTool;
import dev.rolecall.console.People.Found;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.service.config.DirectoryConfig;
import dev.rolecall.views.directory.Lookup;
import dev.rolecall.views.trail.TrailReader.ToolProgress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the installation is, and how one person is. */
final class StatusPages {

  private final ConsoleConfig config;
  private final People people;
  private final ToolStatus tools;

  StatusPages(ConsoleConfig config, People people) {
    this.config = config;
    this.tools = new ToolStatus(config.trail(), people);
    this.people = people;
  }

  JsonNode installation(Request request) {
    ObjectNode json = Shapes.object();
    Map<String, String> problems = config.health().problems();
    json.put("ready", problems.isEmpty());
    ObjectNode parts = json.putObject("problems");
    problems.forEach(parts::put);
    ObjectNode warnings = json.putObject("warnings");
    config.health().warnings().forEach(warnings::put);
    policy(json, warnings);
    new WaitingDecisions(config.trail()).holds(json, warnings);
    ArrayNode directories = json.putArray("directories");
    for (DirectoryConfig each : config.directories().now().values()) {
      TokenExpiry expiry = new TokenExpiry(each, request.at());
      ObjectNode described = directory(each, expiry);
      WaitingDecisions.phase(
          described, each.name(), config.directory().isReady(each.name()), warnings);
      directories.add(described);
      expiry.warnings().forEach(warnings::put);
    }
    Map<String, Control> controls =
        config.trail().controls().stream().collect(Collectors.toMap(Control::getTool, c -> c));
    ArrayNode listed = json.putArray("tools");
    for (ConfiguredTool each : config.tools()) {
      Optional<Control> control = Optional.ofNullable(controls.get(each.name()));
      ObjectNode described = tool(each, control, request.at());
      PausePages.describe(described, config.trail(), control);
      WaitingDecisions.pause(described, each.name(), warnings);
      if (each.supported()) {
        tools.describe(described, each.name(), warnings, request.at());
      }
      listed.add(described);
    }
    return json;
  }

  private void policy(ObjectNode json, ObjectNode warnings) {
    Optional<BundleState> bundle = config.directory().bundle();
    if (bundle.isEmpty()) {
      json.putNull("policy");
      warnings.put(
          "policy",
          "none is in force: nobody's access changes; run 'rolecall policy check', then 'rolecall"
              + " policy apply'");
      return;
    }
    ObjectNode policy = json.putObject("policy");
    policy.put("digest", bundle.get().getBundle().getDigest());
    policy.put("commit", bundle.get().getBundle().getCommit());
    policy.put("files", bundle.get().getBundle().getFiles().size());
    Shapes.time(policy, "publishedAt", bundle.get().getPublishedAt());
  }

  private ObjectNode directory(DirectoryConfig directory, TokenExpiry expiry) {
    ObjectNode json = Shapes.object();
    json.put("name", directory.name());
    Lookup everything = new Lookup.Everything();
    json.put("users", config.directory().users(directory.name(), everything, 1).total());
    json.put("groups", config.directory().groups(directory.name(), everything, 1).total());
    json.set("tokens", expiry.tokens());
    ArrayNode issuers = json.putArray("issuers");
    directory.issuers().forEach(each -> issuers.add(each.name()));
    return json;
  }

  private ObjectNode tool(ConfiguredTool tool, Optional<Control> control, Instant now) {
    ObjectNode json = Shapes.object();
    json.put("tool", tool.name());
    json.put("type", tool.type());
    json.put(
        "mode",
        tool.supported()
            ? control.map(each -> Shapes.word(each.getMode())).orElse("no policy")
            : "no connector in this version");
    if (!tool.supported()) {
      return json;
    }
    ToolProgress progress = config.trail().progress(tool.name());
    json.put("people", progress.people());
    json.put("waiting", progress.waiting());
    progress
        .oldestWaiting()
        .ifPresent(at -> json.put("oldestWaitingSeconds", ChronoUnit.SECONDS.between(at, now)));
    for (State state : State.values()) {
      json.put(Shapes.word(state), progress.states().getOrDefault(state, 0L));
    }
    json.put("findings", progress.findings());
    return json;
  }

  JsonNode person(Request request) {
    Found found = people.find(request.required("person"));
    ObjectNode json = Shapes.object();
    json.set("person", people.json(found));
    Map<String, Access> wanted =
        config.trail().accesses(found.directory(), found.id()).stream()
            .collect(Collectors.toMap(Access::getTool, access -> access));
    Map<String, Status> done =
        config.trail().statuses(found.directory(), found.id()).stream()
            .collect(Collectors.toMap(Status::getTool, status -> status));
    ArrayNode tools = json.putArray("tools");
    for (ConfiguredTool each : config.tools()) {
      Optional<Access> access = Optional.ofNullable(wanted.get(each.name()));
      Optional<Status> status = Optional.ofNullable(done.get(each.name()));
      if (access.isPresent() || status.isPresent()) {
        tools.add(inTool(each.name(), access, status));
      }
    }
    return json;
  }

  private static ObjectNode inTool(String tool, Optional<Access> access, Optional<Status> status) {
    ObjectNode json = Shapes.object();
    json.put("tool", tool);
    json.put("state", state(access, status));
    ArrayNode wanted = json.putArray("wanted");
    for (Grant grant : access.map(Access::getGrants).orElseGet(List::of)) {
      ObjectNode each = wanted.addObject();
      each.put("scope", grant.getScope());
      each.put("role", grant.getRole());
      if (grant.getEnds() != null) {
        Shapes.time(each, "ends", grant.getEnds());
      }
    }
    status.ifPresent(each -> describe(json, each));
    return json;
  }

  private static void describe(ObjectNode json, Status status) {
    if (status.getAccount() != null) {
      json.set("account", Shapes.account(status.getAccount()));
    }
    ArrayNode roles = json.putArray("roles");
    status.getCells().forEach(cell -> roles.add(Shapes.cell(cell)));
    json.set("findings", Shapes.findings(status.getFindings()));
    if (status.getReason() != null) {
      json.put("reason", status.getReason());
    }
    if (status.getNextAttempt() != null) {
      Shapes.time(json, "nextAttempt", status.getNextAttempt());
    }
    Shapes.time(json, "sentAt", status.getSentAt());
    Shapes.time(json, "verifiedAt", status.getVerifiedAt());
  }

  /** Pending is what access and status do not agree on: there is no queue to look into. */
  static String state(Optional<Access> access, Optional<Status> status) {
    if (status.isEmpty()) {
      return "waiting";
    }
    boolean newest =
        access.isEmpty() || access.get().getVersion().equals(status.get().getApplied());
    return newest ? Shapes.word(status.get().getState()) : "waiting";
  }
}
