package dev.rolecall.app.cli;

import dev.rolecall.policy.JsonSchema;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What editors need to help with policy files. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = "Print the JSON Schema of policy files, for editors.")
final class PolicySchema implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  PolicySchema() {}

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(JsonSchema.policy());
    out.flush();
  }
}
