package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** A plan as a comment for a pull request, in GitHub-flavoured Markdown. */
final class PlanMarkdown {

  private PlanMarkdown() {}

  static String of(JsonNode plan) {
    StringBuilder text = new StringBuilder("### Rolecall: ").append(headline(plan)).append("\n\n");
    text.append("Bundle ")
        .append(code(Texts.shortDigest(plan.path("bundle").path("digest").asText())))
        .append(" against ")
        .append(plain(PlanText.inForce(plan)))
        .append(", ")
        .append(plan.path("people").asLong())
        .append(" people.\n");
    for (JsonNode hold : plan.path("holds")) {
      text.append("\n> **Would be held:** ")
          .append(plain(hold.path("message").asText()))
          .append(". ")
          .append(plain(hold.path("remedy").asText()))
          .append("\n");
    }
    if (!plan.path("outcome").asText().equals("unchanged")) {
      summary(text, plan);
      details(text, plan);
    }
    notes(text, plan);
    return text.toString();
  }

  private static String headline(JsonNode plan) {
    if (plan.path("outcome").asText().equals("unchanged")) {
      return "no change";
    }
    long granted = 0;
    long changed = 0;
    long revoked = 0;
    for (JsonNode tool : plan.path("tools")) {
      granted += tool.path("granted").asLong();
      changed += tool.path("changed").asLong();
      revoked += tool.path("revoked").asLong();
    }
    return "%d granted, %d changed, %d revoked, %d people"
        .formatted(granted, changed, revoked, plan.path("touched").asLong());
  }

  private static void summary(StringBuilder text, JsonNode plan) {
    text.append("\n| Tool | Mode | Held | + | ~ | - | People | Lose all | Calls |\n")
        .append("|---|---|--:|--:|--:|--:|--:|--:|--:|\n");
    for (JsonNode tool : plan.path("tools")) {
      text.append("| ")
          .append(code(tool.path("tool").asText()))
          .append(" | ")
          .append(plain(PlanText.mode(tool)));
      for (String number :
          new String[] {
            "held", "granted", "changed", "revoked", "people", "losingAll", "calls"
          }) {
        text.append(" | ").append(tool.path(number).asLong());
      }
      text.append(" |\n");
    }
    for (JsonNode tool : plan.path("tools")) {
      for (String setting : PlanText.settings(tool)) {
        text.append("\n- ")
            .append(code(tool.path("tool").asText()))
            .append(": ")
            .append(plain(setting));
      }
    }
  }

  private static void details(StringBuilder text, JsonNode plan) {
    text.append("\n<details><summary>Changes, most privileged first</summary>\n\n")
        .append("| | Person | Tool | Scope | Role | Rule |\n|---|---|---|---|---|---|\n");
    long more = 0;
    for (JsonNode tool : plan.path("tools")) {
      more += PlanText.changesOf(tool) - tool.path("samples").size();
      for (JsonNode change : tool.path("samples")) {
        text.append("| ")
            .append(PlanText.sign(change))
            .append(" | ")
            .append(code(change.path("userName").asText()))
            .append(" | ")
            .append(code(tool.path("tool").asText()))
            .append(" | ")
            .append(code(change.path("scope").asText()))
            .append(" | ")
            .append(plain(PlanText.roles(change)))
            .append(" | ")
            .append(plain(PlanText.rules(change)))
            .append(" |\n");
      }
    }
    if (more > 0) {
      text.append("\nand ").append(more).append(" more\n");
    }
    text.append("\n</details>\n");
  }

  private static void notes(StringBuilder text, JsonNode plan) {
    for (JsonNode finding : plan.path("findings")) {
      text.append("\n- finding: ")
          .append(plain(finding.path("message").asText()))
          .append(" (")
          .append(plain(finding.path("remedy").asText()))
          .append("), ")
          .append(finding.path("people").asLong())
          .append(" people");
    }
    for (JsonNode warning : plan.path("warnings")) {
      text.append("\n- ").append(plain(PlanText.problem(warning)));
    }
    if (!plan.path("findings").isEmpty() || !plan.path("warnings").isEmpty()) {
      text.append('\n');
    }
  }

  /** What comes from people must stay text: no tags, no columns, no lines of its own. */
  private static String plain(String text) {
    return oneLine(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("|", "\\|")
        .replace("`", "'")
        .replace("*", "\\*")
        .replace("_", "\\_")
        .replace("@", "&#64;")
        .replace("[", "\\[");
  }

  private static String code(String text) {
    return "`" + oneLine(text).replace("`", "'").replace("|", "\\|") + "`";
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cc}", " ");
  }
}
