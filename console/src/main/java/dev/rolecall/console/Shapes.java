package dev.rolecall.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.Lowered;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How records of the topics look in the API. */
final class Shapes {

  private Shapes() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static void time(ObjectNode json, String field, @Nullable Instant instant) {
    if (instant == null) {
      json.putNull(field);
    } else {
      json.put(field, instant.toString());
    }
  }

  static ObjectNode cause(Cause cause) {
    ObjectNode json = object();
    json.put("trigger", word(cause.getTrigger()));
    json.put("command", cause.getCommand());
    json.put("request", cause.getRequest());
    json.put("correlation", cause.getCorrelation());
    json.put("actor", cause.getActor().getName());
    time(json, "receivedAt", cause.getReceivedAt());
    time(json, "decidedAt", cause.getDecidedAt());
    return json;
  }

  static ObjectNode reason(Reason reason) {
    ObjectNode json = object();
    json.put("rule", reason.getRule());
    json.put("file", reason.getFile());
    json.put("line", reason.getLine());
    json.put("bundle", reason.getBundle());
    if (reason.getCommit() != null) {
      json.put("commit", reason.getCommit());
    }
    GroupRef group = reason.getGroup();
    if (group != null) {
      json.put("group", group.getDisplayName());
      time(json, "memberSince", group.getSince());
      if (!reason.getPath().isEmpty()) {
        ArrayNode via = json.putArray("via");
        reason.getPath().forEach(each -> via.add(each.getDisplayName()));
      }
    }
    Lowered lowered = reason.getLowered();
    if (lowered != null) {
      ObjectNode cap = json.putObject("lowered");
      cap.put("from", lowered.getFrom());
      cap.put("rule", lowered.getRule());
      cap.put("file", lowered.getFile());
      cap.put("line", lowered.getLine());
    }
    return json;
  }

  static ObjectNode cell(Cell cell) {
    ObjectNode json = object();
    json.put("scope", cell.getScope());
    json.put("role", cell.getRole());
    json.put("origin", word(cell.getOrigin()));
    json.put("state", cell.getState());
    if (cell.getEnds() != null) {
      time(json, "ends", cell.getEnds());
    }
    return json;
  }

  static ObjectNode account(NativeAccount account) {
    ObjectNode json = object();
    json.put("id", account.getId());
    json.put("login", account.getLogin());
    json.put("state", account.getState());
    return json;
  }

  static ArrayNode findings(List<Finding> findings) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Finding finding : findings) {
      ObjectNode each = json.addObject();
      each.put("kind", word(finding.getKind()));
      each.put("scope", finding.getScope());
      each.put("detail", finding.getDetail());
    }
    return json;
  }
}
