package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes back what one cause did in the tools. */
@Command(
    name = "undo",
    mixinStandardHelpOptions = true,
    description = {
      "Give back what one command or one policy took in the tools, and take what it gave.",
      "Only where nothing else has changed it since; takings meet the same budgets as all.",
      "Example: rolecall undo --cause 6f1c…   (the command or correlation of 'rolecall audit --json')"
    })
public final class UndoCommand implements Callable<Integer> {

  @Option(
      names = "--cause",
      required = true,
      paramLabel = "ID",
      description = "A command, or the correlation of a request.")
  private String cause = "";

  @Mixin private Confirmation confirmation = new Confirmation();
  @Mixin private OperatorOptions console = new OperatorOptions();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  UndoCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode plan = console.get("/undo", Map.of("cause", Optional.of(cause)));
    PrintWriter shown = console.json() ? spec.commandLine().getErr() : out;
    if (!console.json() || !confirmation.given()) {
      print(shown, plan);
    }
    confirmation.require(shown, "undo this?");
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("cause", cause);
    body.put("digest", plan.path("digest").asText());
    JsonNode answer = console.post("/undo", body);
    console.accepted(out, answer);
    return 0;
  }

  static void print(PrintWriter out, JsonNode plan) {
    out.println(
        "would give back %d, take %d and change %d roles; what is taken goes through the budgets of each tool, and may be held"
            .formatted(
                plan.path("given").asLong(),
                plan.path("taken").asLong(),
                plan.path("changed").asLong()));
    Table table = new Table("PERSON", "TOOL", "SCOPE", "NOW", "THEN");
    rows(table, plan.path("cells"));
    if (!table.isEmpty()) {
      out.println();
      table.print(out, "  ");
    }
    Table since = new Table("PERSON", "TOOL", "SCOPE", "IT LEFT", "BEFORE");
    rows(since, plan.path("leftAlone"));
    if (!since.isEmpty()) {
      out.println();
      out.println("changed since, left alone: " + plan.path("changedSince").asText());
      since.print(out, "  ");
    }
    if (plan.path("unclear").asLong() > 0) {
      out.println();
      out.println(
          "not undone: "
              + plan.path("unclear").asText()
              + " effects among several roles of one scope; see 'rolecall audit --correlation'");
    }
    out.println();
    out.flush();
  }

  private static void rows(Table table, JsonNode cells) {
    for (JsonNode each : cells) {
      table.row(
          each.path("userName").asText(),
          each.path("tool").asText(),
          each.path("scope").asText(),
          each.path("from").asText("-"),
          each.path("to").asText("-"));
    }
  }
}
