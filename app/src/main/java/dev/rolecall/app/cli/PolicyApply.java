package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.app.policy.PolicyFolder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Puts policies in force: those of a folder as they are, or exactly what a plan says. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:in force",
      "1:not published",
      "2:the command cannot be read",
      "3:held; the old policy stays in force"
    },
    description = {
      "Publish the policies: they take effect for everybody at once, unless they take so much that"
          + " they are held: then the old ones stay in force until an operator decides.",
      "Given a file that 'policy plan --out' wrote, publish exactly that; refused when the directory"
          + " has moved in a way that changes the plan, or another policy was published."
    })
final class PolicyApply implements Callable<Integer> {

  /** The console plans anew before it publishes a plan. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Mixin private PolicyCommand.Source source = new PolicyCommand.Source();
  @Mixin private OperatorOptions console = new OperatorOptions();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  PolicyApply() {}

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Optional<Path> plan = source.given().filter(Files::isRegularFile);
    JsonNode answer;
    if (plan.isPresent()) {
      PlanFile read = PlanFile.read(plan.get());
      notes(err, read.holds());
      answer = console.post("/policy", read.request(), PATIENCE);
    } else {
      PolicyFolder folder = source.read();
      ObjectNode body = PlanFile.body(folder);
      if (folder.commit().isEmpty()) {
        err.println("note: these files are not committed; the audit can name no commit");
      }
      answer = console.post("/policy", body, PATIENCE);
    }
    err.flush();
    print(answer);
    return answer.hasNonNull("hold") ? PolicyPlan.HELD : 0;
  }

  private static void notes(PrintWriter err, List<String> holds) {
    holds.forEach(hold -> err.println("note: this exceeds a limit: " + hold));
  }

  private void print(JsonNode answer) {
    PrintWriter out = spec.commandLine().getOut();
    if (console.json()) {
      OperatorOptions.print(out, answer);
      return;
    }
    answer.path("warnings").forEach(warning -> out.println(PlanText.problem(warning)));
    if (answer.hasNonNull("hold")) {
      String hold = answer.path("hold").asText();
      out.println("held as " + hold + ": " + answer.path("detail").asText());
      out.println("the old policy stays in force; " + answer.path("remedy").asText());
      out.println("look:    rolecall holds show " + hold);
      out.println("release: rolecall holds release " + hold);
      out.flush();
      return;
    }
    out.println(
        (answer.path("changed").asBoolean() ? "published " : "in force already: ")
            + Texts.shortDigest(answer.path("digest").asText()));
    out.flush();
  }
}
