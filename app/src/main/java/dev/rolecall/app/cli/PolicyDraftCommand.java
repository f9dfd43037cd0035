package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.app.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A policy that gives people what they hold in a tool today. */
@Command(
    name = "draft",
    mixinStandardHelpOptions = true,
    description = {
      "Propose rules, and dated exceptions for what no rule explains, from what people hold in a tool"
          + " today. The policy goes to the terminal or to a file; what it covers goes to the error"
          + " output. Changes nothing.",
      "Example: rolecall policy draft gitlab --out policies/gitlab-draft.yaml"
    })
final class PolicyDraftCommand implements Callable<Integer> {

  @Parameters(paramLabel = "TOOL", description = "Name of the tool.")
  private String tool = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the policy there; further files, if it needs them, beside it.")
  private @Nullable Path out;

  @Option(
      names = "--exceptions-until",
      paramLabel = "DATE",
      description = "When exceptions end, as 2026-12-31; default: in 90 days.")
  private @Nullable String until;

  @Option(
      names = "--share",
      paramLabel = "PERCENT",
      defaultValue = "90",
      description = "Of a group, how many hold a role before it becomes a rule; default: 90.")
  private int share;

  @Mixin private OperatorOptions console = new OperatorOptions();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  PolicyDraftCommand() {}

  @Override
  public Integer call() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("share", share);
    if (until != null) {
      body.put("exceptionsUntil", until);
    }
    JsonNode answer =
        console.post(ToolsCommand.path(tool) + "/draft", body, ToolsAdoptCommand.PATIENCE);
    PrintWriter terminal = spec.commandLine().getOut();
    if (console.json()) {
      OperatorOptions.print(terminal, answer);
      return 0;
    }
    PrintWriter err = spec.commandLine().getErr();
    coverage(err, answer);
    if (answer.path("files").isEmpty()) {
      err.println("there is nothing to propose");
    } else if (out == null) {
      print(terminal, answer.path("files"));
    } else {
      write(err, answer.path("files"), out);
    }
    err.flush();
    return 0;
  }

  private static void print(PrintWriter terminal, JsonNode files) {
    boolean first = true;
    for (JsonNode file : files) {
      // One document for each file: a policy cannot have two in one.
      terminal.print((first ? "" : "---\n") + "# " + file.path("path").asText() + "\n");
      terminal.print(file.path("content").asText());
      first = false;
    }
    terminal.flush();
  }

  /** What was changed by hand is not overwritten. */
  private static void write(PrintWriter err, JsonNode files, Path out) {
    List<Path> paths = new ArrayList<>();
    for (int number = 0; number < files.size(); number++) {
      Path path = number == 0 ? out : further(out, number);
      if (Files.exists(path)) {
        throw new UserError(path + " is there already; remove it, or write to another file");
      }
      paths.add(path);
    }
    for (int number = 0; number < files.size(); number++) {
      try {
        Files.writeString(paths.get(number), files.path(number).path("content").asText());
      } catch (IOException e) {
        throw new UserError(paths.get(number) + " was not written: " + e.getMessage());
      }
      err.println("written to " + paths.get(number));
    }
    err.println("read it, change it; then: rolecall policy plan");
  }

  private static Path further(Path out, int number) {
    String name = String.valueOf(out.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return out.resolveSibling(stem + "-" + (number + 1) + (dot > 0 ? name.substring(dot) : ""));
  }

  private static void coverage(PrintWriter err, JsonNode answer) {
    JsonNode counts = answer.path("coverage");
    err.println("as of " + Texts.time(answer.path("asOf")));
    Table table = new Table("ROLES HELD", "IN FORCE", "BY RULES", "BY EXCEPTIONS", "LEFT OVER");
    table.row(
        counts.path("observed").asText(),
        counts.path("inForce").asText(),
        counts.path("byRules").asText(),
        counts.path("byExceptions").asText(),
        counts.path("leftOver").asText());
    table.print(err, "");
    err.println(
        "people who would get something new: "
            + counts.path("gaining").asText()
            + " ("
            + counts.path("gained").asText()
            + " roles)");
    if (!answer.path("rules").isEmpty()) {
      err.println();
      rules(err, answer.path("rules"));
    }
    if (!answer.path("leftOver").isEmpty()) {
      err.println();
      leftOver(err, answer.path("leftOver"));
    }
    for (JsonNode problem : answer.path("problems")) {
      err.println("  ! beside the policy in force: " + PlanText.problem(problem));
    }
    err.println();
  }

  private static void rules(PrintWriter err, JsonNode rules) {
    Table table = new Table("RULE", "GROUPS", "GIVES", "EXPLAINS", "HELD TODAY", "NEW FOR");
    for (JsonNode rule : rules) {
      table.row(
          rule.path("id").asText(),
          Texts.list(rule.path("groups"), JsonNode::asText),
          Texts.list(rule.path("gives"), JsonNode::asText),
          rule.path("explains").asText(),
          rule.path("precision").asText() + " %",
          rule.path("excess").asText());
    }
    table.print(err, "");
  }

  private static void leftOver(PrintWriter err, JsonNode left) {
    Table table = new Table("LEFT OVER", "SCOPE", "ROLE", "WHY");
    for (JsonNode each : left) {
      table.row(
          each.path("userName").asText(),
          each.path("scope").asText(),
          each.path("role").asText(),
          each.path("detail").asText());
    }
    table.print(err, "");
  }
}
