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
import picocli.CommandLine.Parameters;

/** Has connectors look at what is in the tools, without waiting for the next round. */
@Command(
    name = "resync",
    mixinStandardHelpOptions = true,
    description = {
      "Look at a tool anew: everybody and every managed scope, or one person.",
      "Without a tool: all of them. Differences are put right as the tool's mode says.",
      "Example: rolecall resync gitlab ada@acme.example"
    })
public final class ResyncCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TOOL|all",
      description = "Name of the tool; default: all.")
  private String tool = "all";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PERSON",
      description = "userName, e-mail address, external id or id; default: everybody.")
  private @Nullable String person;

  @Mixin private OperatorOptions console = new OperatorOptions();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  ResyncCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (!tool.equals("all")) {
      body.putArray("tools").add(tool);
    }
    if (person != null) {
      body.put("person", person);
    }
    JsonNode answer = console.post("/resync", body);
    if (console.json()) {
      OperatorOptions.print(out, answer);
      return 0;
    }
    String tools = Texts.list(answer.path("tools"), JsonNode::asText);
    out.println(
        answer.path("done").asBoolean()
            ? "the connectors of " + tools + " look anew; follow it: " + follow()
            : "accepted, and not yet carried out in " + tools + "; look again: " + follow());
    out.flush();
    return 0;
  }

  private String follow() {
    return person == null ? "rolecall status" : "rolecall status " + person;
  }
}
