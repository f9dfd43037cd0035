package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.app.UserError;
import dev.rolecall.service.config.ConfigFile.ConfigException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a tool has beside what the policy wants. */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = DriftCommand.FAILED,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:no drift", "1:it could not be told", "2:some"},
    description = {
      "Show what in a tool no rule explains, and what rules want that is missing, as of the last"
          + " sweep. Changes nothing.",
      "Example: rolecall drift gitlab --csv drift.csv"
    })
public final class DriftCommand implements Callable<Integer> {

  static final int FAILED = 1;
  private static final int SOME = 2;

  @Parameters(paramLabel = "TOOL", description = "Name of the tool.")
  private String tool = "";

  @Option(names = "--all", description = "List also what is explained.")
  private boolean all;

  @Mixin private CsvOption csv = new CsvOption();
  @Mixin private OperatorOptions console = new OperatorOptions();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  DriftCommand() {}

  /** 2 says that there is drift, so what goes wrong is 1 here. */
  @Override
  public Integer call() {
    try {
      return told();
    } catch (UserError | ConfigException e) {
      spec.commandLine().getErr().println(e.getMessage());
      spec.commandLine().getErr().flush();
      return FAILED;
    }
  }

  private int told() {
    PrintWriter out = spec.commandLine().getOut();
    String path = ToolsCommand.path(tool) + "/drift";
    boolean everything = all || (console.json() && !csv.isAsked());
    JsonNode answer =
        console.get(
            path,
            Map.of("all", everything ? Optional.of("true") : Optional.empty()),
            ToolsAdoptCommand.PATIENCE);
    if (csv.isAsked()) {
      csv.write(console, path + ".csv", out);
    } else if (console.json()) {
      OperatorOptions.print(out, answer);
    } else {
      print(out, answer);
    }
    JsonNode counts = answer.path("counts");
    return counts.path("unexplained").asLong() + counts.path("missing").asLong() > 0 ? SOME : 0;
  }

  private void print(PrintWriter out, JsonNode answer) {
    out.println(tool + " as of " + Texts.time(answer.path("asOf")));
    out.println(
        ToolTexts.counts(answer.path("counts"), "explained", "unexplained", "missing")
            + "  ("
            + ToolTexts.counts(answer.path("reasons"))
            + ")");
    if (!answer.path("cells").isEmpty()) {
      out.println();
      Table table = new Table("VERDICT", "WHY", "WHO", "SCOPE", "HELD", "WANTED");
      for (JsonNode each : answer.path("cells")) {
        table.row(
            each.path("verdict").asText(),
            each.path("reason").asText(),
            who(each),
            each.path("scope").asText(),
            role(each.path("held")),
            role(each.path("wanted")));
      }
      table.print(out, "");
    }
    if (answer.path("truncated").asBoolean()) {
      out.println("… and more: --csv FILE has all of it");
    }
    out.flush();
  }

  private static String role(JsonNode role) {
    return role.isTextual() ? role.asText() : "-";
  }

  private static String who(JsonNode cell) {
    String name = cell.path("name").asText();
    return switch (cell.path("kind").asText()) {
      case "leaver" -> name + " (left)";
      case "bot" -> name + " (bot)";
      case "ambiguous", "orphan" -> name + " (account)";
      default -> name;
    };
  }
}
