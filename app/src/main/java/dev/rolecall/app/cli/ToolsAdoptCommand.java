package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whose the accounts of a tool are. */
@Command(
    name = "adopt",
    mixinStandardHelpOptions = true,
    description = {
      "Report whose the accounts of a tool are, as of its last sweep: matched, ambiguous, bots,"
          + " orphans, and people without an account. Nothing is guessed and nothing is changed.",
      "Example: rolecall tools adopt gitlab --csv accounts.csv"
    })
final class ToolsAdoptCommand implements Callable<Integer> {

  /** The console looks at everybody there is. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  @Parameters(paramLabel = "TOOL", description = "Name of the tool.")
  private String tool = "";

  @Option(names = "--all", description = "List also accounts that are matched or linked.")
  private boolean all;

  @Mixin private CsvOption csv = new CsvOption();
  @Mixin private OperatorOptions console = new OperatorOptions();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  ToolsAdoptCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    String path = ToolsCommand.path(tool) + "/adoption";
    if (csv.isAsked()) {
      csv.write(console, path + ".csv", out);
      return 0;
    }
    boolean everything = all || console.json();
    JsonNode answer =
        console.get(
            path, Map.of("all", everything ? Optional.of("true") : Optional.empty()), PATIENCE);
    if (console.json()) {
      OperatorOptions.print(out, answer);
    } else {
      print(out, answer);
    }
    return 0;
  }

  private void print(PrintWriter out, JsonNode answer) {
    JsonNode counts = answer.path("counts");
    head(out, answer, counts);
    if (!answer.path("accounts").isEmpty()) {
      out.println();
      accounts(out, answer.path("accounts"));
    }
    JsonNode unmatched = answer.path("unmatched");
    if (!unmatched.isEmpty()) {
      out.println();
      Table table = new Table("WITHOUT AN ACCOUNT", "PERSON");
      unmatched.forEach(
          each -> table.row(each.path("userName").asText(), each.path("person").asText()));
      table.print(out, "");
    }
    answer
        .path("stale")
        .properties()
        .forEach(each ->
            out.println(
                "  ! the account "
                    + each.getKey()
                    + " that is linked to "
                    + each.getValue().asText()
                    + " was not seen in the tool"));
    if (answer.path("truncated").asBoolean()) {
      out.println("… and more: --csv FILE has all of it");
    }
    if (counts.path("ambiguous").asLong() > 0) {
      out.println();
      out.println("nobody guesses: say whose an ambiguous account is with 'rolecall tools link'");
    }
    out.flush();
  }

  private void head(PrintWriter out, JsonNode answer, JsonNode counts) {
    out.println(tool + " as of " + Texts.time(answer.path("asOf")));
    out.println(
        counts.path("accounts").asText()
            + " accounts: "
            + ToolTexts.counts(counts, "matched", "linked", "ambiguous", "bots", "orphans"));
    out.println(
        counts.path("people").asText()
            + " people in the directories: "
            + counts.path("unmatched").asText()
            + " without an account, "
            + counts.path("uncertain").asText()
            + " of whom it cannot be told");
  }

  private static void accounts(PrintWriter out, JsonNode accounts) {
    Table table = new Table("ACCOUNT", "STATE", "ROLES", "IS", "PEOPLE", "WHY");
    for (JsonNode each : accounts) {
      table.row(
          each.path("login").asText(),
          each.path("state").asText(),
          each.path("roles").asText(),
          each.path("standing").asText(),
          Texts.list(each.path("people"), ToolsAdoptCommand::person),
          each.path("why").asText());
    }
    table.print(out, "");
  }

  private static String person(JsonNode person) {
    String name = person.path("userName").asText();
    return person.path("active").asBoolean(true) ? name : name + " (left)";
  }
}
