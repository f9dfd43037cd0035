package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How things of the console's API read in a terminal. */
final class Texts {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private static final int SHORT_DIGEST = 12;

  private Texts() {}

  static String time(JsonNode instant) {
    return instant.isTextual() ? TIME.format(Instant.parse(instant.asText())) : "-";
  }

  /** What comes from elsewhere must not move the cursor of a terminal. */
  static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  static String shortDigest(String digest) {
    return digest.length() > SHORT_DIGEST ? digest.substring(0, SHORT_DIGEST) : digest;
  }

  static String list(JsonNode elements, Function<JsonNode, String> text) {
    List<String> texts = new ArrayList<>();
    elements.forEach(each -> texts.add(text.apply(each)));
    return texts.isEmpty() ? "-" : String.join(", ", texts);
  }

  static String role(JsonNode role) {
    String state = role.path("state").asText("active");
    String byHand = "unexplained".equals(role.path("origin").asText()) ? " (by hand)" : "";
    String ends = role.path("ends").isTextual() ? " until " + role.path("ends").asText() : "";
    return role.path("scope").asText()
        + ":"
        + role.path("role").asText()
        + ("active".equals(state) ? "" : " [" + state + "]")
        + ends
        + byHand;
  }

  static String person(JsonNode person) {
    return person.path("userName").asText("?")
        + "  ("
        + person.path("directory").asText()
        + ", "
        + (person.path("active").asBoolean() ? "active" : "not active")
        + ", groups: "
        + list(person.path("groups"), Texts::group)
        + ")";
  }

  private static String group(JsonNode group) {
    String inherited = "indirect".equals(group.path("type").asText()) ? " (inherited)" : "";
    return group.path("name").asText() + inherited;
  }

  /** The group of a reason, and how the person comes to be in it; "-" without one. */
  static String path(JsonNode reason) {
    if (!reason.path("group").isTextual()) {
      return "-";
    }
    String group = reason.path("group").asText();
    List<String> path = new ArrayList<>();
    reason.path("via").forEach(each -> path.add(each.asText()));
    path.add(group);
    return path.size() == 1 ? group : "via " + String.join(" > ", path);
  }
}
