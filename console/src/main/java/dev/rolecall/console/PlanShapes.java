package dev.rolecall.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.console.Planner.Planned;
import dev.rolecall.policy.plan.Change;
import dev.rolecall.policy.plan.FindingSample;
import dev.rolecall.policy.plan.Ground;
import dev.rolecall.policy.plan.Hold;
import dev.rolecall.policy.plan.PolicyPlan;
import dev.rolecall.policy.plan.SettingsChange;
import dev.rolecall.policy.plan.ToolPlan;
import dev.rolecall.schemas.avro.BundleState;
import java.util.List;

/** How plans look in the API. */
final class PlanShapes {

  private PlanShapes() {}

  static ObjectNode plan(Planned.Usable planned, People.Names names) {
    PolicyPlan plan = planned.plan();
    ObjectNode json = Shapes.object();
    json.put("outcome", Shapes.word(plan.outcome()));
    json.put("digest", plan.digest());
    Shapes.time(json, "at", plan.at());
    ObjectNode bundle = json.putObject("bundle");
    bundle.put("digest", plan.bundle());
    planned.commit().ifPresent(commit -> bundle.put("commit", commit));
    json.put("version", planned.version());
    planned.inForce().ifPresent(state -> json.set("inForce", inForce(state)));
    json.put("people", plan.people());
    json.put("touched", plan.touched());
    json.put("incomplete", plan.incomplete());
    ArrayNode tools = json.putArray("tools");
    plan.tools().forEach(tool -> tools.add(tool(tool, names)));
    ArrayNode holds = json.putArray("holds");
    plan.holds().forEach(hold -> holds.add(hold(hold)));
    json.put("findingsTotal", plan.findingsTotal());
    ArrayNode findings = json.putArray("findings");
    plan.findings().forEach(finding -> findings.add(finding(finding)));
    json.set("warnings", ProblemShapes.of(planned.warnings()));
    return json;
  }

  private static ObjectNode inForce(BundleState state) {
    ObjectNode json = Shapes.object();
    json.put("version", state.getVersion());
    json.put("digest", state.getBundle().getDigest());
    if (state.getBundle().getCommit() != null) {
      json.put("commit", state.getBundle().getCommit());
    }
    Shapes.time(json, "publishedAt", state.getPublishedAt());
    return json;
  }

  private static ObjectNode tool(ToolPlan tool, People.Names names) {
    ToolPlan.Counts counts = tool.counts();
    ObjectNode json = Shapes.object();
    json.put("tool", tool.tool());
    json.put("mode", Shapes.word(tool.mode()));
    tool.settings().ifPresent(settings -> json.set("settings", settings(settings)));
    json.put("held", tool.held());
    json.put("granted", counts.granted());
    json.put("changed", counts.changed());
    json.put("lowered", counts.lowered());
    json.put("revoked", counts.revoked());
    json.put("people", counts.people());
    json.put("losingAll", counts.losingAll());
    json.put("withoutAccount", counts.withoutAccount());
    json.put("outside", counts.outside());
    json.put("calls", tool.calls());
    ArrayNode samples = json.putArray("samples");
    tool.samples().forEach(change -> samples.add(change(change, names)));
    return json;
  }

  private static ObjectNode settings(SettingsChange settings) {
    ObjectNode json = Shapes.object();
    json.put("from", Shapes.word(settings.from()));
    json.put("to", Shapes.word(settings.to()));
    texts(json.putArray("managed"), settings.managed());
    texts(json.putArray("released"), settings.released());
    texts(json.putArray("protected"), settings.protectedNow());
    texts(json.putArray("unprotected"), settings.unprotected());
    settings
        .modes()
        .ifPresent(modes -> {
          ArrayNode array = json.putArray("modes");
          modes.forEach(each -> array.add(each.scopes() + ": " + Shapes.word(each.mode())));
        });
    settings.offboards().ifPresent(offboards -> json.put("offboards", offboards));
    return json;
  }

  private static void texts(ArrayNode json, List<String> texts) {
    texts.forEach(json::add);
  }

  private static ObjectNode change(Change change, People.Names names) {
    ObjectNode json = Shapes.object();
    json.put("kind", Shapes.word(change.kind()));
    json.put("directory", change.directory());
    json.put("person", change.person());
    json.put("userName", names.of(change.directory(), change.person()));
    json.put("scope", change.scope());
    json.put("from", change.from());
    json.put("to", change.to());
    json.put("lowered", change.lowered());
    if (change.endsNow() != null) {
      Shapes.time(json, "endsNow", change.endsNow());
    }
    if (change.endsThen() != null) {
      Shapes.time(json, "endsThen", change.endsThen());
    }
    json.set("gave", grounds(change.gave()));
    json.set("gives", grounds(change.gives()));
    return json;
  }

  private static ArrayNode grounds(List<Ground> grounds) {
    ArrayNode json = Shapes.object().arrayNode();
    grounds.forEach(each -> json.add(ground(each)));
    return json;
  }

  private static ObjectNode ground(Ground ground) {
    return Shapes.object()
        .put("rule", ground.rule())
        .put("file", ground.file())
        .put("line", ground.line());
  }

  private static ObjectNode hold(Hold hold) {
    return Shapes.object()
        .put("cause", Shapes.word(hold.cause()))
        .put("tool", hold.tool())
        .put("scope", hold.scope())
        .put("message", hold.message())
        .put("remedy", hold.remedy());
  }

  private static ObjectNode finding(FindingSample finding) {
    return ground(finding.rule())
        .put("kind", Shapes.word(finding.kind()))
        .put("message", finding.message())
        .put("remedy", finding.remedy())
        .put("people", finding.people());
  }
}
