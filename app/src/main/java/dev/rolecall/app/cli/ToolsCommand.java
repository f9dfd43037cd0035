package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The tools: how they are, what they can do, whose their accounts are. */
@Command(
    name = "tools",
    mixinStandardHelpOptions = true,
    description = {
      "Show how the tools are: mode, version, token, problems; of one tool also what it can do.",
      "Example: rolecall tools gitlab"
    },
    subcommands = {ToolsAdoptCommand.class, ToolsLink.class, ToolsLinks.class, ToolsTakeOver.class})
public final class ToolsCommand implements Callable<Integer> {

  @Parameters(arity = "0..1", paramLabel = "TOOL", description = "Name of a tool; default: all.")
  private @Nullable String tool;

  @Mixin private OperatorOptions console = new OperatorOptions();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  ToolsCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode answer = console.get(tool == null ? "/tools" : path(tool), Map.of());
    if (console.json()) {
      OperatorOptions.print(out, answer);
    } else if (tool == null) {
      ToolTexts.list(out, answer.path("tools"));
    } else {
      ToolTexts.one(out, answer);
    }
    return 0;
  }

  static String path(String tool) {
    return "/tools/" + OperatorOptions.segment(tool);
  }
}
