package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets changes in a tool go on. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = {
      "Let changes in a paused tool, or in all, go on; what waited is done.",
      "Example: rolecall resume all"
    })
public final class ResumeCommand implements Callable<Integer> {

  @Parameters(paramLabel = "TOOL|all", description = "Name of the tool, or all.")
  private String tool = "";

  @Mixin private OperatorOptions console = new OperatorOptions();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  ResumeCommand() {}

  @Override
  public Integer call() {
    return PauseCommand.change(
        console,
        spec.commandLine().getOut(),
        tool,
        "resume",
        JsonNodeFactory.instance.objectNode());
  }
}
