package dev.rolecall.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What is in the tools: whose accounts, which roles, and what Rolecall takes over of them. */
@Command(
    name = "tools",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Link accounts to people, and take over what is in a tool already.",
    subcommands = {ToolsLink.class, ToolsLinks.class, ToolsTakeOver.class})
public final class ToolsCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  ToolsCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
