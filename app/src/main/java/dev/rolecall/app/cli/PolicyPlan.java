package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.app.UserError;
import dev.rolecall.app.policy.PolicyFolder;
import dev.rolecall.service.config.ConfigFile.ConfigException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the policies would change for real people. Changes nothing. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = PolicyPlan.FAILED,
    description = "Show what the policies would change for the people of the directory.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:nothing to change",
      "1:it could not be planned",
      "2:changes",
      "3:changes that exceed a limit and would be held"
    })
final class PolicyPlan implements Callable<Integer> {

  static final int UNCHANGED = 0;
  static final int FAILED = 1;
  static final int CHANGES = 2;
  static final int HELD = 3;

  /** How long the console holds one question back; so often progress is shown. */
  private static final Optional<String> WAIT_SECONDS = Optional.of("2");

  @Mixin private PolicyCommand.Source source = new PolicyCommand.Source();
  @Mixin private OperatorOptions console = new OperatorOptions();

  @Option(names = "--markdown", description = "Print a comment for a pull request.")
  private boolean markdown;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the plan to a file that 'policy apply' executes.")
  private @Nullable Path out;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  PolicyPlan() {}

  /** 2 says that there are changes, so what goes wrong is 1 here. */
  @Override
  public Integer call() {
    try {
      PolicyFolder folder = source.read();
      return print(folder, planned(folder));
    } catch (UserError | ConfigException e) {
      spec.commandLine().getErr().println(e.getMessage());
      spec.commandLine().getErr().flush();
      return FAILED;
    }
  }

  private JsonNode planned(PolicyFolder folder) {
    String id = console.post("/policy/plans", PlanFile.body(folder)).path("id").asText();
    Map<String, Optional<String>> question =
        Map.of("id", Optional.of(id), "wait", WAIT_SECONDS);
    JsonNode plan = console.get("/policy/plans", question);
    PrintWriter err = spec.commandLine().getErr();
    while (plan.path("state").asText().equals("running")) {
      err.println(
          "planning … "
              + plan.path("done").asLong()
              + " of "
              + plan.path("total").asLong()
              + " people");
      err.flush();
      plan = console.get("/policy/plans", question);
    }
    return plan;
  }

  private int print(PolicyFolder folder, JsonNode plan) {
    PrintWriter to = spec.commandLine().getOut();
    if (console.json()) {
      OperatorOptions.print(to, plan);
    }
    switch (plan.path("state").asText()) {
      case "done" -> {}
      case "broken" -> {
        if (!console.json()) {
          plan.path("problems").forEach(problem -> to.println(PlanText.problem(problem)));
          to.flush();
        }
        return FAILED;
      }
      default -> throw new UserError(plan.path("error").asText("the console made no plan"));
    }
    if (out != null) {
      PlanFile.of(folder, plan).write(out);
    }
    if (markdown) {
      to.print(PlanMarkdown.of(plan));
      to.flush();
    } else if (!console.json()) {
      new PlanText(to).print(plan, folder.commit());
      if (out != null) {
        to.println("written to " + out + "; 'rolecall policy apply " + out + "' does exactly this");
        to.flush();
      }
    }
    return code(plan);
  }

  private static int code(JsonNode plan) {
    return switch (plan.path("outcome").asText()) {
      case "unchanged" -> UNCHANGED;
      case "changes" -> CHANGES;
      case "held" -> HELD;
      default -> throw new UserError("this console is of another version; update it or this command");
    };
  }
}
