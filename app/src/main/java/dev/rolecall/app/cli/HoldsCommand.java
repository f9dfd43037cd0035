package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What waits for a decision. */
@Command(
    name = "holds",
    mixinStandardHelpOptions = true,
    description = {
      "List what is held because it would take away too much, and decide it.",
      "Example: rolecall holds --tool gitlab"
    },
    subcommands = {HoldsCommand.Show.class, HoldsCommand.Release.class, HoldsCommand.Reject.class})
public final class HoldsCommand implements Callable<Integer> {

  @Option(names = "--all", description = "Also those that were decided.")
  private boolean all;

  @Option(names = "--tool", description = "Only those of this tool.")
  private @Nullable String tool;

  @Mixin private OperatorOptions console = new OperatorOptions();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  HoldsCommand() {}

  @Override
  public Integer call() {
    JsonNode answer =
        console.get(
            "/holds",
            Map.of(
                "all",
                all ? Optional.of("true") : Optional.empty(),
                "tool",
                Optional.ofNullable(tool)));
    PrintWriter out = spec.commandLine().getOut();
    if (console.json()) {
      OperatorOptions.print(out, answer);
    } else {
      HoldTexts.list(out, answer);
    }
    return 0;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = {
        "Show what one hold keeps, why, and since when; --csv writes every cell of it.",
        "Example: rolecall holds show gitlab.3f9c2a1b --csv held.csv"
      })
  static final class Show implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "As 'rolecall holds' lists it.")
    private String id = "";

    @Mixin private CsvOption csv = new CsvOption();
    @Mixin private OperatorOptions console = new OperatorOptions();
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    Show() {}

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      if (csv.isAsked()) {
        csv.write(console, path(id) + ".csv", out);
        return 0;
      }
      JsonNode hold = console.get(path(id), Map.of());
      if (console.json()) {
        OperatorOptions.print(out, hold);
      } else {
        HoldTexts.one(out, hold);
        if (HoldTexts.isOpen(hold)) {
          out.println();
          out.println("  rolecall holds release " + hold.path("id").asText());
          out.println("  rolecall holds reject " + hold.path("id").asText());
          out.flush();
        }
      }
      return 0;
    }
  }

  @Command(
      name = "release",
      mixinStandardHelpOptions = true,
      description = {
        "Let happen what a hold keeps: no more of it than is shown here.",
        "Example: rolecall holds release gitlab.3f9c2a1b"
      })
  static final class Release implements Callable<Integer> {
    @Mixin private Decision decision = new Decision();
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    Release() {}

    @Override
    public Integer call() {
      return decision.decide(spec, "release");
    }
  }

  @Command(
      name = "reject",
      mixinStandardHelpOptions = true,
      description = {
        "Refuse what a hold keeps: everything of it stays as it is.",
        "Example: rolecall holds reject gitlab.3f9c2a1b"
      })
  static final class Reject implements Callable<Integer> {
    @Mixin private Decision decision = new Decision();
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    Reject() {}

    @Override
    public Integer call() {
      return decision.decide(spec, "reject");
    }
  }

  /** One verdict on one hold. */
  static final class Decision {
    @Parameters(paramLabel = "ID", description = "As 'rolecall holds' lists it.")
    private String id = "";

    @Option(
        names = "--revision",
        paramLabel = "N",
        description = "What was looked at before; default: what is shown now.")
    private @Nullable Long revision;

    @Mixin private Confirmation confirmation = new Confirmation();
    @Mixin private OperatorOptions console = new OperatorOptions();

    Decision() {}

    int decide(CommandLine.Model.CommandSpec spec, String verdict) {
      PrintWriter out = spec.commandLine().getOut();
      JsonNode hold = console.get(path(id), Map.of());
      // For programs there is nothing but JSON; the question comes after the numbers.
      PrintWriter shown = console.json() ? spec.commandLine().getErr() : out;
      if (!console.json() || !confirmation.given()) {
        HoldTexts.one(shown, hold);
      }
      confirmation.require(shown, verdict + " " + hold.path("id").asText() + "?");
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("verdict", verdict);
      body.put("revision", revision == null ? hold.path("revision").asLong() : revision);
      JsonNode answer = console.post(path(hold.path("id").asText()) + "/decision", body);
      if (console.json()) {
        OperatorOptions.print(out, answer);
      } else {
        said(out, answer);
      }
      return 0;
    }

    private static void said(PrintWriter out, JsonNode answer) {
      String id = answer.path("id").asText();
      if (!answer.path("decided").asBoolean()) {
        out.println("accepted, and not yet carried out; look again: rolecall holds show " + id);
      } else {
        out.println(HoldTexts.words(answer.path("state")) + " " + id);
        if (answer.path("successor").isTextual()) {
          String next = answer.path("successor").asText();
          out.println("what came later waits as " + next + ": rolecall holds show " + next);
        }
      }
      out.flush();
    }
  }

  private static String path(String id) {
    return "/holds/" + OperatorOptions.segment(id);
  }
}
