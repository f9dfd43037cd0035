package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** How tools read in a terminal. */
final class ToolTexts {

  private ToolTexts() {}

  static void list(PrintWriter out, JsonNode tools) {
    Table table =
        new Table("TOOL", "TYPE", "EDITION", "VERSION", "MODE", "TOKEN", "LAST SWEEP", "PROBLEMS");
    for (JsonNode each : tools) {
      table.row(
          each.path("tool").asText(),
          each.path("type").asText(),
          text(each.path("edition")),
          text(each.path("version")),
          mode(each),
          token(each),
          Texts.time(each.path("sweptAt")),
          problems(each));
    }
    table.print(out, "");
  }

  /** What a tool's mode is and for how long, also for the status. */
  static String mode(JsonNode tool) {
    if (!tool.path("supported").asBoolean(true)) {
      return "no connector in this version";
    }
    if (!tool.path("mode").isTextual()) {
      return "no policy";
    }
    return tool.path("mode").asText()
        + age(tool)
        + (tool.path("paused").asBoolean() || tool.path("paused").isObject() ? " (PAUSED)" : "");
  }

  static String age(JsonNode tool) {
    if (!tool.has("modeDays")) {
      return "";
    }
    long days = tool.path("modeDays").asLong();
    return days == 0 ? " since today" : " for " + days + (days == 1 ? " day" : " days");
  }

  static String token(JsonNode tool) {
    if (!tool.has("tokenDaysLeft")) {
      return "-";
    }
    long days = tool.path("tokenDaysLeft").asLong();
    return days < 0 ? "ENDED" : days + (days == 1 ? " day left" : " days left");
  }

  private static String problems(JsonNode tool) {
    if (tool.path("supported").asBoolean() && !tool.path("looked").asBoolean()) {
      return "not looked at yet";
    }
    int problems = tool.path("problems").size();
    return problems == 0 ? "-" : String.valueOf(problems);
  }

  private static String text(JsonNode value) {
    return value.isTextual() && !value.asText().isEmpty() ? Texts.oneLine(value.asText()) : "-";
  }

  static void one(PrintWriter out, JsonNode tool) {
    out.println(
        tool.path("tool").asText()
            + "  ("
            + tool.path("type").asText()
            + (text(tool.path("edition")).equals("-") ? "" : " " + text(tool.path("edition")))
            + ")");
    if (!tool.path("looked").asBoolean()) {
      out.println("  nobody has looked yet: what stands here is what the configuration tells");
    } else {
      out.println("  version: " + text(tool.path("version")));
      out.println("  token: " + tokenLine(tool));
    }
    out.println("  mode: " + mode(tool));
    for (JsonNode each : tool.path("modes")) {
      out.println("    " + each.path("scopes").asText() + ": " + each.path("mode").asText());
    }
    out.println("  manages: " + Texts.list(tool.path("manage"), JsonNode::asText));
    out.println("  last sweep: " + Texts.time(tool.path("sweptAt")));
    for (JsonNode problem : tool.path("problems")) {
      out.println("  ! " + Texts.oneLine(problem.asText()));
    }
    for (JsonNode other : tool.path("otherWriters")) {
      out.println(
          "  ! "
              + Texts.oneLine(other.path("who").asText())
              + " also writes to "
              + Texts.oneLine(other.path("scope").asText()));
    }
    scopes(out, tool.path("scopes"));
    capabilities(out, tool.path("capabilities"));
    out.flush();
  }

  private static String tokenLine(JsonNode tool) {
    return tool.path("tokenEnds").isTextual()
        ? "ends " + Texts.time(tool.path("tokenEnds")) + " (" + token(tool) + ")"
        : "the tool does not say when it ends";
  }

  private static void scopes(PrintWriter out, JsonNode scopes) {
    if (!scopes.isEmpty()) {
      out.println();
      out.println("SCOPES AND ROLES");
      scopes.forEach(each -> out.println("  " + Texts.oneLine(each.asText())));
    }
  }

  /** Abilities by how they are supported; an instruction below each that a person has to do. */
  private static void capabilities(PrintWriter out, JsonNode capabilities) {
    if (capabilities.isEmpty()) {
      return;
    }
    out.println();
    Table table = new Table("ABILITY", "SCOPES", "SUPPORT", "WHAT A PERSON HAS TO DO");
    for (JsonNode each : capabilities) {
      table.row(
          each.path("ability").asText(),
          each.path("scopes").asText("").isEmpty() ? "all" : each.path("scopes").asText(),
          each.path("support").asText(),
          text(each.path("instruction")));
    }
    table.print(out, "");
  }

  /** Numbers in the order of the answer: "3 bots, 2 orphans". */
  static String counts(JsonNode counts, String... fields) {
    Map<String, Long> numbers = new LinkedHashMap<>();
    for (String field : fields) {
      numbers.put(field, counts.path(field).asLong());
    }
    return joined(numbers);
  }

  /** All numbers of an object by name. */
  static String counts(JsonNode counts) {
    Map<String, Long> numbers = new TreeMap<>();
    counts.properties().forEach(each -> numbers.put(each.getKey(), each.getValue().asLong()));
    return joined(numbers);
  }

  private static String joined(Map<String, Long> numbers) {
    StringBuilder text = new StringBuilder();
    numbers.forEach((name, number) ->
        text.append(text.isEmpty() ? "" : ", ").append(number).append(' ').append(name));
    return text.isEmpty() ? "-" : text.toString();
  }
}
