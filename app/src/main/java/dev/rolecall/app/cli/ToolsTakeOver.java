package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes over the roles that are in a tool already. */
@Command(
    name = "take-over",
    mixinStandardHelpOptions = true,
    description = {
      "Take over roles that people have in a tool: they are Rolecall's from then on.",
      "What a rule gives anyway stays as it is. What no rule gives is revoked in enforce, within",
      "the budgets of the tool; the rest is held until somebody decides. Shown first; needs 'admin'.",
      "Example: rolecall tools take-over gitlab --scope 'payments/**' --explained-only"
    })
public final class ToolsTakeOver implements Callable<Integer> {

  @Parameters(paramLabel = "TOOL", description = "Name of the tool.")
  private String tool = "";

  @Option(names = "--scope", paramLabel = "PATTERN", description = "Only scopes like this.")
  private @Nullable String scope;

  @Option(names = "--explained-only", description = "Only what a rule gives anyway.")
  private boolean explainedOnly;

  @Mixin private Confirmation confirmation = new Confirmation();
  @Mixin private OperatorOptions console = new OperatorOptions();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  ToolsTakeOver() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode plan =
        console.get(
            "/adoptions",
            Map.of(
                "tool",
                Optional.of(tool),
                "scope",
                Optional.ofNullable(scope),
                "explained",
                explainedOnly ? Optional.of("true") : Optional.empty()));
    PrintWriter shown = console.json() ? spec.commandLine().getErr() : out;
    if (!console.json() || !confirmation.given()) {
      print(shown, plan);
    }
    if (plan.path("roles").asLong() == 0) {
      if (console.json()) {
        OperatorOptions.print(out, plan);
      }
      return 0;
    }
    confirmation.require(shown, "take this over?");
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("tool", tool).put("explained", explainedOnly);
    body.put("digest", plan.path("digest").asText());
    if (scope != null) {
      body.put("scope", scope);
    }
    JsonNode answer = console.post("/adoptions", body);
    console.accepted(out, answer);
    return 0;
  }

  private static void print(PrintWriter out, JsonNode plan) {
    out.println(
        "%d roles would be taken over: %d that rules give, about %d that none gives and that go in enforce"
            .formatted(
                plan.path("roles").asLong(),
                plan.path("explained").asLong(),
                plan.path("revoked").asLong()));
    plan.path("held")
        .properties()
        .forEach(each ->
            out.println(
                "about " + each.getValue().asText() + " would wait under " + each.getKey()));
    Table scopes = new Table("SCOPE", "MODE", "BY RULES", "GO", "WAIT");
    plan.path("scopes")
        .forEach(each ->
            scopes.row(
                each.path("scope").asText(),
                each.path("mode").asText(),
                each.path("explained").asText(),
                each.path("revoked").asText(),
                each.path("held").asText()));
    section(out, scopes);
    Table samples = new Table("BY NO RULE", "SCOPE", "ROLE", "WAITS UNDER");
    plan.path("samples")
        .forEach(each ->
            samples.row(
                each.path("userName").asText(),
                each.path("scope").asText(),
                each.path("role").asText(),
                each.path("hold").asText("-")));
    section(out, samples);
    leftOut(out, plan.path("loading").asLong(), "their directory is still being filled");
    leftOut(out, plan.path("others").asLong(), "of people who have left or have no access there");
    out.println();
    out.flush();
  }

  private static void section(PrintWriter out, Table table) {
    if (!table.isEmpty()) {
      out.println();
      table.print(out, "  ");
    }
  }

  private static void leftOut(PrintWriter out, long roles, String why) {
    if (roles > 0) {
      out.println();
      out.println("left out: " + roles + " roles; " + why);
    }
  }
}
