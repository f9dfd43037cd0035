package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** How the installation or one person is. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Show how the installation is, or what one person has in each tool.")
public final class StatusCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "PERSON",
      description = "userName, e-mail, external id or id.")
  private @Nullable String person;

  @Mixin private OperatorOptions console = new OperatorOptions();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  StatusCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode answer =
        person == null
            ? console.get("/status", Map.of())
            : console.get("/people/status", Map.of("person", Optional.of(person)));
    if (console.json()) {
      OperatorOptions.print(out, answer);
    } else if (person == null) {
      installation(out, answer);
    } else {
      person(out, answer);
    }
    return answer.path("ready").asBoolean(true) ? 0 : 1;
  }

  private static void installation(PrintWriter out, JsonNode answer) {
    out.println(answer.path("ready").asBoolean() ? "ready" : "NOT READY");
    answer
        .path("problems")
        .properties()
        .forEach(part -> out.println("  " + part.getKey() + ": " + part.getValue().asText()));
    answer
        .path("warnings")
        .properties()
        .forEach(
            part -> out.println("warning: " + part.getKey() + ": " + part.getValue().asText()));
    JsonNode policy = answer.path("policy");
    out.println(
        policy.isMissingNode() || policy.isNull()
            ? "policy: none"
            : "policy: "
                + Texts.shortDigest(policy.path("digest").asText())
                + commit(policy.path("commit").asText(""))
                + ", published "
                + Texts.time(policy.path("publishedAt")));
    holds(out, answer.path("holds"));
    out.println();
    directories(out, answer.path("directories"));
    out.println();
    tools(out, answer.path("tools"));
  }

  private static void holds(PrintWriter out, JsonNode holds) {
    if (holds.path("open").asLong() > 0) {
      out.println(
          "holds: "
              + holds.path("open").asText()
              + " open, the oldest since "
              + Texts.time(holds.path("oldest"))
              + (holds.path("nextExpiry").isTextual()
                  ? ", the next expires " + Texts.time(holds.path("nextExpiry"))
                  : ""));
    }
  }

  private static void directories(PrintWriter out, JsonNode answer) {
    Table directories = new Table("DIRECTORY", "PHASE", "USERS", "GROUPS", "TOKENS");
    for (JsonNode each : answer) {
      directories.row(
          each.path("name").asText(),
          each.path("phase").asText("-"),
          each.path("users").asText(),
          each.path("groups").asText(),
          Texts.list(each.path("tokens"), StatusCommand::token));
    }
    directories.print(out, "");
  }

  private static void tools(PrintWriter out, JsonNode answer) {
    Table tools =
        new Table(
            "TOOL",
            "MODE",
            "PEOPLE",
            "CONVERGED",
            "WAITING",
            "PENDING",
            "BLOCKED",
            "OFFBOARDED",
            "FINDINGS",
            "LEAVERS WITH ACCESS",
            "TOKEN");
    for (JsonNode each : answer) {
      tools.row(
          each.path("tool").asText(),
          mode(each),
          each.path("people").asText(),
          each.path("converged").asText(),
          each.path("waiting").asText(),
          each.path("pending").asText(),
          each.path("blocked").asText(),
          each.path("offboarded").asText(),
          each.path("findings").asText(),
          each.path("leavers").path("count").asText(),
          each.has("leavers") ? ToolTexts.token(each) : "");
    }
    tools.print(out, "");
    leavers(out, answer);
  }

  /** A mode that is only a step on the way says for how long. */
  private static String mode(JsonNode tool) {
    String mode = tool.path("mode").asText("-");
    return mode
        + (mode.equals("observe") ? ToolTexts.age(tool) : "")
        + (tool.has("paused") ? " (PAUSED)" : "");
  }

  private static void leavers(PrintWriter out, JsonNode tools) {
    for (JsonNode tool : tools) {
      JsonNode leavers = tool.path("leavers");
      if (leavers.path("count").asLong() > 0) {
        out.println();
        out.println(
            "left, and still has access to "
                + tool.path("tool").asText()
                + ": "
                + Texts.list(leavers.path("people"), each -> each.path("userName").asText())
                + (leavers.path("count").asLong() > leavers.path("people").size() ? ", …" : ""));
        out.flush();
      }
    }
  }

  private static String commit(String commit) {
    return commit.isEmpty() ? "" : " (commit " + Texts.shortDigest(commit) + ")";
  }

  private static String token(JsonNode token) {
    String name = token.path("name").asText();
    if (token.path("state").asText().equals("expired")) {
      return name + " (EXPIRED)";
    }
    return token.path("daysLeft").isNumber()
        ? name + " (" + token.path("daysLeft").asLong() + " days left)"
        : name;
  }

  private static void person(PrintWriter out, JsonNode answer) {
    out.println(Texts.person(answer.path("person")));
    out.println();
    Table table = new Table("TOOL", "STATE", "ACCOUNT", "ROLES", "VERIFIED");
    for (JsonNode tool : answer.path("tools")) {
      JsonNode account = tool.path("account");
      table.row(
          tool.path("tool").asText(),
          tool.path("state").asText(),
          account.isObject()
              ? account.path("login").asText() + " (" + account.path("state").asText() + ")"
              : "-",
          Texts.list(tool.path("roles"), Texts::role),
          Texts.time(tool.path("verifiedAt")));
    }
    table.print(out, "");
    for (JsonNode tool : answer.path("tools")) {
      for (JsonNode finding : tool.path("findings")) {
        out.println(
            "  ! "
                + tool.path("tool").asText()
                + " "
                + finding.path("scope").asText("")
                + ": "
                + finding.path("detail").asText());
      }
      if (tool.path("reason").isTextual()) {
        out.println("  ! " + tool.path("tool").asText() + ": " + tool.path("reason").asText());
      }
    }
    out.flush();
  }
}
