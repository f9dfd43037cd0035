package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.console.People.Found;
import dev.rolecall.policy.GroupMembership;
import dev.rolecall.policy.NearMisses;
import dev.rolecall.policy.NearMisses.NearMiss;
import dev.rolecall.policy.Policy;
import dev.rolecall.policy.Resolution;
import dev.rolecall.policy.Subject;
import dev.rolecall.policy.Voice;
import dev.rolecall.policy.contract.Subjects;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Target;
import dev.rolecall.views.trail.TrailReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Every rule that speaks of a person, for and against, at any moment. What the directory knows is
 * known as it is now: of a moment that is past, this also tells what was decided then.
 */
final class VoicesPage implements Page {

  /** What an operator can read; somebody in a thousand groups may be meant by more. */
  private static final int MOST_VOICES = 2_000;

  private final TrailReader trail;
  private final People people;
  private final ToolNames tools;
  private final PolicyInForce inForce;

  VoicesPage(TrailReader trail, People people, ToolNames tools, PolicyInForce inForce) {
    this.trail = trail;
    this.people = people;
    this.tools = tools;
    this.inForce = inForce;
  }

  @Override
  public JsonNode answer(Request request) {
    Found found = people.find(request.required("person"));
    Optional<String> tool = request.parameter("tool").map(tools::known);
    Instant at = request.instant("at").orElse(request.at());
    ObjectNode json = Shapes.object();
    json.set("person", people.json(found));
    json.put("at", at.toString());
    json.put("seen", seen(at, request.at()));
    Optional<PolicyInForce.Ready> ready = inForce.now();
    json.set("policy", ready.map(each -> policy(each.bundle())).orElse(null));
    Optional<Subject> subject = trail.person(found.directory(), found.id()).map(Subjects::of);
    List<Voice> voices =
        subject
            .flatMap(each -> ready.map(policy -> voices(each, policy.policy(), at, tool)))
            .orElse(List.of());
    ArrayNode spoken = json.putArray("voices");
    voices.stream().limit(MOST_VOICES).forEach(voice -> spoken.add(VoiceShapes.of(voice)));
    json.put("truncated", voices.size() > MOST_VOICES);
    ArrayNode nearMisses = json.putArray("nearMisses");
    subject.ifPresent(each -> ready.ifPresent(p -> nearMisses(nearMisses, each, p.policy())));
    if (at.isBefore(request.at())) {
      decided(json.putArray("decided"), found, at, tool);
    }
    return json;
  }

  /** Groups, attributes and policy are always those of now. */
  private static String seen(Instant at, Instant now) {
    if (at.isBefore(now)) {
      return "back";
    }
    return at.isAfter(now) ? "ahead" : "now";
  }

  private static List<Voice> voices(
      Subject subject, Policy policy, Instant at, Optional<String> tool) {
    return Resolution.voices(subject, policy, at).stream()
        .filter(voice -> tool.isEmpty() || voice.tool() == null || tool.get().equals(voice.tool()))
        .toList();
  }

  private static ObjectNode policy(BundleState bundle) {
    ObjectNode json = Shapes.object();
    json.put("digest", bundle.getBundle().getDigest());
    json.put("commit", bundle.getBundle().getCommit());
    Shapes.time(json, "publishedAt", bundle.getPublishedAt());
    return json;
  }

  private static void nearMisses(ArrayNode json, Subject subject, Policy policy) {
    for (GroupMembership group : subject.groups()) {
      for (NearMiss miss : NearMisses.of(group.name(), policy)) {
        ObjectNode each = json.addObject();
        each.put("group", group.name());
        each.put("template", miss.template());
        each.put("meant", miss.meant());
        each.put("rule", miss.rule());
        each.put("file", miss.file());
        each.put("line", miss.line());
      }
    }
  }

  private void decided(ArrayNode json, Found found, Instant at, Optional<String> tool) {
    for (AuditEntry entry : trail.decided(found.directory(), found.id(), at)) {
      Target target = entry.getTarget();
      if (target != null && (tool.isEmpty() || tool.get().equals(target.getTool()))) {
        ObjectNode each = json.addObject();
        each.put("tool", target.getTool());
        Shapes.time(each, "at", entry.getOccurredAt());
        ArrayNode roles = each.putArray("roles");
        entry
            .getAfter()
            .forEach(role ->
                roles.addObject().put("scope", role.getScope()).put("role", role.getRole()));
        ArrayNode reasons = each.putArray("reasons");
        entry.getReasons().forEach(reason -> reasons.add(Shapes.reason(reason)));
        each.put("message", entry.getMessage());
        each.set("cause", Shapes.cause(entry.getCause()));
      }
    }
  }
}
