package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan as it reads in a terminal. */
final class PlanText {

  private final PrintWriter out;

  PlanText(PrintWriter out) {
    this.out = out;
  }

  void print(JsonNode plan, Optional<String> commit) {
    out.println(
        "bundle "
            + Texts.shortDigest(plan.path("bundle").path("digest").asText())
            + commit.map(each -> ", commit " + Texts.shortDigest(each)).orElse(", not committed")
            + ", against "
            + inForce(plan)
            + ": "
            + plan.path("people").asLong()
            + " people");
    plan.path("warnings").forEach(warning -> out.println(problem(warning)));
    if (plan.path("outcome").asText().equals("unchanged")) {
      out.println("no change");
    } else {
      changes(plan);
    }
    waiting(plan);
    findings(plan);
    for (JsonNode hold : plan.path("holds")) {
      out.println("HELD   " + hold.path("message").asText());
      out.println("       " + hold.path("remedy").asText());
    }
    out.flush();
  }

  /** As compilers print it. */
  static String problem(JsonNode problem) {
    String remedy =
        problem.path("remedy").isTextual() ? " (" + problem.path("remedy").asText() + ")" : "";
    return "%s:%d:%d: %s: %s%s"
        .formatted(
            problem.path("file").asText(),
            problem.path("line").asInt(),
            problem.path("column").asInt(),
            problem.path("severity").asText(),
            problem.path("message").asText(),
            remedy);
  }

  static String inForce(JsonNode plan) {
    return plan.has("inForce")
        ? "version "
            + plan.path("version").asLong()
            + " ("
            + Texts.shortDigest(plan.path("inForce").path("digest").asText())
            + ")"
        : "nothing: no policy is in force";
  }

  static boolean isEmpty(JsonNode tool) {
    return changesOf(tool) == 0 && !tool.has("settings");
  }

  static long changesOf(JsonNode tool) {
    return tool.path("granted").asLong()
        + tool.path("changed").asLong()
        + tool.path("revoked").asLong();
  }

  /** What follows from the mode. */
  static String mode(JsonNode tool) {
    return switch (tool.path("mode").asText()) {
      case "observe" -> "observe: nothing is done";
      case "additive" -> "additive: nothing is taken away";
      default -> tool.path("mode").asText();
    };
  }

  /** How far the tool is in Rolecall's hands, where that changes. */
  static List<String> settings(JsonNode tool) {
    JsonNode settings = tool.path("settings");
    List<String> texts = new ArrayList<>();
    String from = settings.path("from").asText();
    String to = settings.path("to").asText();
    if (!from.equals(to)) {
      texts.add("mode " + from + " → " + to);
      if (!to.equals("observe")) {
        texts.add("what was only reported so far is done as well, see 'rolecall status'");
      }
    }
    if (settings.has("modes")) {
      JsonNode modes = settings.path("modes");
      texts.add(
          modes.isEmpty()
              ? "no modes of its own for any scope"
              : "modes of scopes: " + Texts.list(modes, JsonNode::asText));
    }
    if (settings.has("offboards")) {
      texts.add(
          settings.path("offboards").asBoolean()
              ? "people who leave are offboarded"
              : "people who leave are only reported");
    }
    each(texts, "manages ", settings.path("managed"));
    each(texts, "no longer manages ", settings.path("released"));
    each(texts, "protects ", settings.path("protected"));
    each(texts, "no longer protects ", settings.path("unprotected"));
    return texts;
  }

  private static void each(List<String> texts, String what, JsonNode patterns) {
    if (!patterns.isEmpty()) {
      texts.add(what + Texts.list(patterns, JsonNode::asText));
    }
  }

  /** "+", "~" or "-". */
  static String sign(JsonNode change) {
    return switch (change.path("kind").asText()) {
      case "granted" -> "+";
      case "revoked" -> "-";
      default -> "~";
    };
  }

  /** The role that comes or goes, or both roles, and the end where there is one. */
  static String roles(JsonNode change) {
    String from = change.path("from").asText("");
    String to = change.path("to").asText("");
    String ends =
        change.path("endsThen").isTextual() ? " until " + change.path("endsThen").asText() : "";
    return switch (change.path("kind").asText()) {
      case "granted" -> to + ends;
      case "revoked" -> from;
      default -> (from.equals(to) ? to : from + " → " + to) + ends;
    };
  }

  /** The rules that give it, or gave what goes. */
  static String rules(JsonNode change) {
    boolean gone = change.path("gives").isEmpty();
    String rules =
        Texts.list(
            change.path(gone ? "gave" : "gives"),
            ground ->
                ground.path("rule").asText()
                    + " "
                    + ground.path("file").asText()
                    + ":"
                    + ground.path("line").asInt());
    return gone ? "was " + rules : rules;
  }

  private void changes(JsonNode plan) {
    Table table = new Table("TOOL", "MODE", "HELD", "+", "~", "-", "PEOPLE", "LOSE ALL", "CALLS");
    for (JsonNode tool : plan.path("tools")) {
      table.row(
          tool.path("tool").asText(),
          mode(tool),
          tool.path("held").asText(),
          tool.path("granted").asText(),
          tool.path("changed").asText(),
          tool.path("revoked").asText(),
          tool.path("people").asText(),
          tool.path("losingAll").asText(),
          "about " + tool.path("calls").asText());
    }
    table.print(out, "");
    for (JsonNode tool : plan.path("tools")) {
      if (!isEmpty(tool)) {
        details(tool);
      }
    }
  }

  private void details(JsonNode tool) {
    out.println();
    out.println(tool.path("tool").asText());
    settings(tool).forEach(each -> out.println("  " + each));
    Table table = new Table("", "PERSON", "SCOPE", "ROLE", "RULE");
    for (JsonNode change : tool.path("samples")) {
      table.row(
          sign(change),
          change.path("userName").asText(),
          change.path("scope").asText(),
          roles(change),
          rules(change));
    }
    if (!table.isEmpty()) {
      table.print(out, "  ");
    }
    long more = changesOf(tool) - tool.path("samples").size();
    if (more > 0) {
      out.println("  and " + more + " more");
    }
  }

  private void waiting(JsonNode plan) {
    for (JsonNode tool : plan.path("tools")) {
      if (tool.path("withoutAccount").asLong() > 0) {
        out.println(
            "note   %d people should have roles in %s and have no account of their own there"
                .formatted(tool.path("withoutAccount").asLong(), tool.path("tool").asText()));
      }
    }
    for (JsonNode tool : plan.path("tools")) {
      if (tool.path("outside").asLong() > 0) {
        out.println(
            "note   %d of the changes in %s are in scopes that it does not manage: nothing is done there"
                .formatted(tool.path("outside").asLong(), tool.path("tool").asText()));
      }
    }
    if (plan.path("incomplete").asLong() > 0) {
      out.println(
          "note   of %d people not all inherited groups are known"
              .formatted(plan.path("incomplete").asLong()));
    }
  }

  private void findings(JsonNode plan) {
    for (JsonNode finding : plan.path("findings")) {
      out.println(
          "finding %s:%d %s: %s (%s); %d people"
              .formatted(
                  finding.path("file").asText(),
                  finding.path("line").asInt(),
                  finding.path("rule").asText(),
                  finding.path("message").asText(),
                  finding.path("remedy").asText(),
                  finding.path("people").asLong()));
    }
  }
}
