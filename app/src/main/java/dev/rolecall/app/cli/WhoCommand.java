package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Who holds roles in a tool. */
@Command(
    name = "who",
    mixinStandardHelpOptions = true,
    description = "Show who holds which role in a tool or one of its scopes.")
public final class WhoCommand implements Callable<Integer> {

  @Parameters(paramLabel = "TOOL[:SCOPE]", description = "e.g. gitlab or gitlab:payments/core.")
  private String place = "";

  @Mixin private OperatorOptions console = new OperatorOptions();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  WhoCommand() {}

  @Override
  public Integer call() {
    int colon = place.indexOf(':');
    String tool = colon < 0 ? place : place.substring(0, colon);
    Optional<String> scope = colon < 0 ? Optional.empty() : Optional.of(place.substring(colon + 1));
    JsonNode answer = console.get("/who", Map.of("tool", Optional.of(tool), "scope", scope));
    PrintWriter out = spec.commandLine().getOut();
    if (console.json()) {
      OperatorOptions.print(out, answer);
      return 0;
    }
    Table table = new Table("SCOPE", "ROLE", "PERSON", "ACCOUNT", "BY", "GROUP", "SINCE");
    for (JsonNode each : answer.path("holders")) {
      table.row(
          each.path("scope").asText(),
          each.path("role").asText(),
          each.path("userName").asText("-"),
          each.path("account").asText("-"),
          each.path("origin").asText(),
          Texts.list(each.path("reasons"), Texts::path),
          Texts.list(each.path("reasons"), reason -> Texts.time(reason.path("memberSince"))));
    }
    for (JsonNode each : answer.path("unexplained")) {
      table.row(
          each.path("scope").asText(),
          each.path("role").asText(),
          "-",
          each.path("login").asText(),
          "unexplained",
          "-",
          "-");
    }
    if (table.isEmpty()) {
      out.println("nobody that Rolecall knows of");
      out.flush();
    } else {
      table.print(out, "");
    }
    return 0;
  }
}
