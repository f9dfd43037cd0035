package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.app.UserError;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says by hand whose account it is. */
@Command(
    name = "link",
    mixinStandardHelpOptions = true,
    description = {
      "Say whose account it is, where the tool's account rule finds none or another.",
      "A link by hand beats finding, until it is taken back. Needs the scope 'admin'.",
      "Example: rolecall tools link gitlab ada@acme.example 4711"
    })
public final class ToolsLink implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "TOOL", description = "Name of the tool.")
  private String tool = "";

  @Parameters(
      index = "1",
      paramLabel = "PERSON",
      description = "userName, e-mail address, external id or id.")
  private String person = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "ACCOUNT",
      description = "The tool's own id, or a login that nobody is linked to.")
  private @Nullable String account;

  @Option(names = "--unlink", description = "Take the link back: the account is looked for again.")
  private boolean unlink;

  @Mixin private OperatorOptions console = new OperatorOptions();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  ToolsLink() {}

  @Override
  public Integer call() {
    if (unlink == (account != null)) {
      throw new UserError("name the account to link, or say --unlink");
    }
    PrintWriter out = spec.commandLine().getOut();
    JsonNode answer = console.post("/links", body(tool, person, account));
    if (console.json()) {
      OperatorOptions.print(out, answer);
    } else {
      out.println(said(answer));
    }
    out.flush();
    return 0;
  }

  static ObjectNode body(String tool, String person, @Nullable String account) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("tool", tool)
        .put("person", person)
        .put("account", account);
  }

  private String said(JsonNode answer) {
    String what = account == null ? "no link by hand" : "linked to " + account;
    if (!answer.path("changed").asBoolean()) {
      return "it is so already: " + what;
    }
    return answer.path("done").asBoolean()
        ? what + "; the connector looks again: rolecall status " + person
        : "accepted, and not yet carried out; look again: rolecall tools links " + tool;
  }
}
