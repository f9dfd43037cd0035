package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Directories, and whether they are complete. */
@Command(
    name = "directory",
    mixinStandardHelpOptions = true,
    description = "Say that a directory is complete.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DirectoryCommand.Ready.class})
public final class DirectoryCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  DirectoryCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "ready",
      mixinStandardHelpOptions = true,
      description = {
        "Show what a directory would take away once it is complete; with --yes confirm that it is.",
        "Until then nothing is taken away on its behalf.",
        "Example: rolecall directory ready acme --yes"
      })
  static final class Ready implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "As rolecall.yaml calls it.")
    private String name = "";

    @Mixin private Confirmation confirmation = new Confirmation();
    @Mixin private OperatorOptions console = new OperatorOptions();
    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    Ready() {}

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      String path = "/directories/" + OperatorOptions.segment(name) + "/ready";
      JsonNode plan = console.get(path, Map.of());
      boolean confirm = confirmation.given() && !plan.path("ready").asBoolean();
      if (!console.json()) {
        print(out, plan, confirm);
      }
      if (confirm) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("shown", plan.path("shown"));
        plan = console.post(path, body);
        if (!console.json()) {
          out.println(
              plan.path("ready").asBoolean()
                  ? name + " is ready: what it takes away is taken away from now on"
                  : "accepted, and not yet carried out; look again: rolecall status");
        }
      }
      if (console.json()) {
        OperatorOptions.print(out, plan);
      }
      out.flush();
      return 0;
    }

    private static void print(PrintWriter out, JsonNode plan, boolean confirm) {
      String name = plan.path("directory").asText();
      boolean ready = plan.path("ready").asBoolean();
      out.println(
          name
              + " is "
              + (ready ? "ready" : "loading")
              + ": "
              + plan.path("users").asText()
              + " users, "
              + plan.path("groups").asText()
              + " groups");
      out.println();
      Table table = new Table("TOOL", "PEOPLE", "ROLES", "HELD", "WOULD");
      for (JsonNode tool : plan.path("tools")) {
        table.row(
            tool.path("tool").asText(),
            tool.path("people").asText(),
            tool.path("roles").asText(),
            Texts.list(tool.path("holds"), hold -> hold.path("cells").asText()),
            Texts.list(tool.path("holds"), hold -> hold.path("detail").asText()));
      }
      table.print(out, "");
      if (!ready && !confirm) {
        out.println();
        out.println("when its identity provider has sent everybody and every group:");
        out.println("  rolecall directory ready " + name + " --yes");
      }
      out.flush();
    }
  }
}
