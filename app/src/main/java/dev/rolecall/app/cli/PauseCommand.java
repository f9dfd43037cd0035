package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stops changes in a tool. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = {
      "Stop changes in a tool, or in all: what identity providers send is taken in and waits.",
      "Example: rolecall pause gitlab --reason \"an outage, INC-7\""
    })
public final class PauseCommand implements Callable<Integer> {

  @Parameters(paramLabel = "TOOL|all", description = "Name of the tool, or all.")
  private String tool = "";

  @Option(names = "--reason", description = "For the audit and whoever looks; no personal data.")
  private @Nullable String reason;

  @Mixin private OperatorOptions console = new OperatorOptions();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  PauseCommand() {}

  @Override
  public Integer call() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (reason != null) {
      body.put("reason", reason);
    }
    return change(console, spec.commandLine().getOut(), tool, "pause", body);
  }

  static int change(
      OperatorOptions console, PrintWriter out, String tool, String what, ObjectNode body) {
    JsonNode answer = console.post("/tools/" + OperatorOptions.segment(tool) + "/" + what, body);
    if (console.json()) {
      OperatorOptions.print(out, answer);
      return 0;
    }
    String tools = Texts.list(answer.path("tools"), JsonNode::asText);
    if (!answer.path("done").asBoolean()) {
      out.println("accepted, and not yet carried out; look again: rolecall status");
    } else if (answer.path("paused").asBoolean()) {
      out.println("paused: " + tools + "; go on: rolecall resume " + tool);
    } else {
      out.println("resumed: " + tools);
    }
    out.flush();
    return 0;
  }
}
