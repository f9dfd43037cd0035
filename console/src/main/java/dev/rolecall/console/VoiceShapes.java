package dev.rolecall.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.policy.GroupMembership;
import dev.rolecall.policy.Lowered;
import dev.rolecall.policy.RuleReason;
import dev.rolecall.policy.Voice;
import org.jspecify.annotations.Nullable;

/** How what rules say looks in the API; {@code policy test} tells it alike without a console. */
public final class VoiceShapes {

  private VoiceShapes() {}

  /** What one rule says, and what becomes of it; what is not known is null. */
  public static ObjectNode of(Voice voice) {
    ObjectNode json = Shapes.object();
    json.put("kind", Shapes.word(voice.kind()));
    json.put("tool", voice.tool());
    json.put("scope", voice.scope());
    json.put("role", voice.role());
    json.put("fate", Shapes.word(voice.fate()));
    json.set("reason", of(voice.reason()));
    @Nullable RuleReason by = voice.by();
    if (by != null) {
      json.set("by", of(by));
    }
    Shapes.time(json, "from", voice.from());
    Shapes.time(json, "until", voice.until());
    json.put("detail", voice.detail());
    return json;
  }

  /** As the reasons of a role look, without the bundle. */
  public static ObjectNode of(RuleReason reason) {
    ObjectNode json = Shapes.object();
    json.put("rule", reason.rule());
    json.put("file", reason.file());
    json.put("line", reason.line());
    @Nullable GroupMembership group = reason.group();
    if (group != null) {
      json.put("group", group.name());
      Shapes.time(json, "memberSince", group.since());
      if (!group.path().isEmpty()) {
        ArrayNode via = json.putArray("via");
        group.path().forEach(each -> via.add(each.name()));
      }
    }
    @Nullable Lowered lowered = reason.lowered();
    if (lowered != null) {
      ObjectNode cap = json.putObject("lowered");
      cap.put("from", lowered.from());
      cap.put("rule", lowered.rule());
      cap.put("file", lowered.file());
      cap.put("line", lowered.line());
    }
    return json;
  }
}
