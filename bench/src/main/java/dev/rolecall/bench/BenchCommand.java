package dev.rolecall.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rolecall bench}: measures this machine, prints tables, and says which targets are met. */
@Command(
    name = "rolecall bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measure Rolecall on this machine; without a name, everything.",
      "",
      "  write     SCIM create and PATCH with 1, 16 and 128 in flight, beside a bare",
      "            exactly-once Kafka Streams application on the same broker",
      "  group     PATCH of one member of groups of 10 to 100,000",
      "  read      look-ups and pages over HTTP, 1,000 to 1,000,000 users",
      "  push      SCIM to verified in a simulated tool; leavers during an import",
      "  policy    resolution; what commands feel while a policy changes everybody",
      "  restart   start beside the start of a bare broker; views built anew",
      "  memory    resident memory of all-in-one, and of each service per 100,000 people",
      "",
      "Absolute figures are this machine's, with whatever else it does. What is compared to a base"
          + " was measured in turns with it. A target counts as missed when the median lies more"
          + " than half beyond it: less may be noise."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:measured",
      "1:it could not be measured; with --check also: a target is missed by more than half",
      "2:wrong use"
    })
public final class BenchCommand implements Callable<Integer> {

  private static final int MISSED = 1;
  private static final int MOST_RUNS = 99;

  @Parameters(arity = "0..*", paramLabel = "WHAT", description = "${COMPLETION-CANDIDATES}")
  private List<Kind> kinds = List.of();

  @Option(
      names = "--quick",
      description = "All of it in five minutes on two processors: smaller sizes, shorter runs.")
  private boolean quick;

  @Option(names = "--json", description = "One JSON document instead of tables.")
  private boolean json;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Measure so often and print medians; default: ${DEFAULT-VALUE}.")
  private int runs = 1;

  @Option(names = "--check", description = "Exit with 1 when a target is missed by more than half.")
  private boolean check;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  BenchCommand() {}

  /** The command line. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new BenchCommand())
        .setExecutionExceptionHandler(BenchCommand::failed)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }

  /** A machine that is far too busy lets requests time out; the trace is for whoever wants it. */
  private static int failed(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
    PrintWriter err = command.getErr();
    err.println("rolecall bench: it could not be measured to the end, on " + Machine.now().text());
    failure.printStackTrace(err);
    err.flush();
    return MISSED;
  }

  @Override
  public Integer call() throws Exception {
    if (runs < 1 || runs > MOST_RUNS) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--runs is from 1 to " + MOST_RUNS);
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Machine machine = Machine.now();
    err.println("measuring on " + machine.text());
    err.flush();
    List<Report> reports = new ArrayList<>();
    for (Kind kind : kinds.isEmpty() ? List.of(Kind.values()) : kinds) {
      Report report = measured(kind, err);
      reports.add(report);
      if (!json) {
        out.println(report.text());
        out.flush();
      }
    }
    if (json) {
      out.println(Json.of(reports, machine));
      out.flush();
    }
    return check && reports.stream().anyMatch(Report::isMissed) ? MISSED : 0;
  }

  private Report measured(Kind kind, PrintWriter err) throws Exception {
    List<List<Figure>> each = new ArrayList<>();
    for (int run = 1; run <= runs; run++) {
      String which = kind.label() + (runs == 1 ? "" : ", run " + run + " of " + runs);
      each.add(
          kind.measure(
              quick ? Scale.QUICK : Scale.FULL,
              what -> {
                err.println("  … " + which + ": " + what);
                err.flush();
              }));
    }
    return new Report(kind, runs, Figure.medians(each));
  }
}
