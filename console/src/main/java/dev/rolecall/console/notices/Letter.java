package dev.rolecall.console.notices;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.service.config.RolecallConfig.ReceiverKind;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a notice is written for each kind of receiver. */
final class Letter {

  private Letter() {}

  static String of(Notice notice, ReceiverKind kind) {
    return switch (kind) {
      case WEBHOOK -> fields(notice).toString();
      case SLACK ->
          JsonNodeFactory.instance.objectNode().put("text", escaped(sentence(notice))).toString();
    };
  }

  private static ObjectNode fields(Notice notice) {
    Hold hold = notice.hold();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("event", notice.word());
    json.put("hold", hold.getId());
    json.put("state", word(hold.getState()));
    json.put("trigger", word(hold.getTrigger()));
    json.put("tool", hold.getTool());
    json.put("directory", hold.getDirectory());
    json.put("people", hold.getPeople());
    json.put("cells", hold.getCells());
    json.put("total", hold.getTotal());
    json.put("detail", hold.getDetail());
    json.put("remedy", hold.getRemedy());
    json.put("openedAt", hold.getOpenedAt().toString());
    json.put("expires", text(hold.getExpires()));
    json.put("correlation", hold.getCause().getCorrelation());
    notice
        .decision()
        .ifPresent(decision -> {
          json.put("decidedBy", decision.getActor().getName());
          json.put("decidedAt", decision.getAt().toString());
        });
    json.put("command", notice.command());
    return json;
  }

  private static String sentence(Notice notice) {
    Hold hold = notice.hold();
    String where = hold.getTool() == null ? "a policy" : hold.getTool();
    String by = notice.decision().map(each -> " by " + each.getActor().getName()).orElse("");
    String what = " (" + hold.getId() + ", " + where + "): " + hold.getDetail();
    String until =
        hold.getExpires() == null ? "" : " Rejected by itself at " + hold.getExpires() + ".";
    return switch (notice.event()) {
      case OPENED ->
          "Held" + what + "." + until + " " + hold.getRemedy() + " — " + notice.command();
      case REMINDED -> "Still held" + what + "." + until + " — " + notice.command();
      case RELEASED -> "Released" + by + what;
      case REJECTED -> "Rejected" + by + what;
      case EXPIRED -> "Expired, and so rejected" + what + " — " + notice.command();
      case OVERTAKEN -> "Nothing is left to decide" + what;
    };
  }

  /** What names of groups contain must not call a channel or make a link. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
