package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** How holds read in a terminal. */
final class HoldTexts {

  private HoldTexts() {}

  static void list(PrintWriter out, JsonNode answer) {
    Table table = new Table("ID", "SINCE", "TOOL", "WHY", "PEOPLE", "CELLS", "EXPIRES");
    for (JsonNode each : answer.path("holds")) {
      table.row(
          each.path("id").asText(),
          Texts.time(each.path("openedAt")),
          each.path("tool").asText("-"),
          words(each.path("trigger")) + (isOpen(each) ? "" : " (" + fate(each) + ")"),
          each.path("people").asText(),
          each.path("cells").asText(),
          isOpen(each) ? expires(each) : "-");
    }
    if (table.isEmpty()) {
      out.println("nothing waits for a decision");
      out.flush();
      return;
    }
    table.print(out, "");
  }

  static void one(PrintWriter out, JsonNode hold) {
    out.println(hold.path("id").asText() + "  " + fate(hold));
    out.println();
    line(out, "what", hold.path("detail").asText());
    line(out, "why", words(hold.path("trigger")) + group(hold));
    line(out, "tool", hold.path("tool").asText("all: a policy as a whole"));
    if (hold.path("directory").isTextual()) {
      line(out, "directory", hold.path("directory").asText());
    }
    line(out, "held", hold.path("people").asText() + " people, " + hold.path("cells") + " roles");
    JsonNode cause = hold.path("cause");
    line(
        out,
        "because of",
        cause.path("request").asText()
            + " by "
            + cause.path("actor").asText()
            + ", received "
            + Texts.time(cause.path("receivedAt"))
            + ", correlation "
            + cause.path("correlation").asText());
    line(out, "since", Texts.time(hold.path("openedAt")));
    if (isOpen(hold)) {
      line(
          out,
          "expires",
          expires(hold) + (hold.path("expires").isTextual() ? ", rejected then" : ""));
      line(out, "to do", hold.path("remedy").asText());
    }
    if (hold.path("successor").isTextual()) {
      line(out, "what came later", "waits as " + hold.path("successor").asText());
    }
    samples(out, hold.path("samples"), hold.path("cells").asLong());
    out.flush();
  }

  private static void samples(PrintWriter out, JsonNode samples, long cells) {
    if (samples.isEmpty()) {
      return;
    }
    out.println();
    Table table = new Table("PERSON", "SCOPE", "FROM", "TO");
    for (JsonNode each : samples) {
      table.row(
          each.path("userName").asText(),
          each.path("scope").asText(),
          each.path("from").asText("-") + (each.path("elevated").asBoolean() ? " (elevated)" : ""),
          each.path("to").asText("-"));
    }
    table.print(out, "  ");
    if (cells > samples.size()) {
      out.println("  … and " + (cells - samples.size()) + " more: --csv FILE has all");
    }
  }

  /** Open, or what became of it and through whom. */
  static String fate(JsonNode hold) {
    JsonNode decision = hold.path("decision");
    return words(hold.path("state"))
        + (decision.isObject()
            ? " by " + decision.path("actor").asText() + " at " + Texts.time(decision.path("at"))
            : "");
  }

  static boolean isOpen(JsonNode hold) {
    return hold.path("state").asText().equals("open");
  }

  private static String expires(JsonNode hold) {
    return hold.path("expires").isTextual() ? Texts.time(hold.path("expires")) : "never";
  }

  private static String group(JsonNode hold) {
    String name = hold.path("groupName").asText(hold.path("group").asText(""));
    return name.isEmpty() ? "" : ", group " + name;
  }

  private static void line(PrintWriter out, String what, String text) {
    out.println("  %-16s%s".formatted(what, Texts.oneLine(text)));
  }

  static String words(JsonNode constant) {
    return constant.asText().replace('_', ' ');
  }
}
