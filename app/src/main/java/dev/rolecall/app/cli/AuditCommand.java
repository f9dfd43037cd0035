package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
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

/** What happened. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Show decisions and effects, newest last, of one person or of all.")
public final class AuditCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "PERSON",
      description = "userName, e-mail, external id or id.")
  private @Nullable String person;

  @Option(names = "--tool", description = "Only effects in this tool.")
  private @Nullable String tool;

  @Option(
      names = "--correlation",
      description = "Only what one request of the identity provider caused.")
  private @Nullable String correlation;

  @Option(names = "--limit", description = "How many at most; default: ${DEFAULT-VALUE}.")
  private int limit = 50;

  @Mixin private OperatorOptions console = new OperatorOptions();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  AuditCommand() {}

  @Override
  public Integer call() {
    JsonNode answer =
        console.get(
            "/audit",
            Map.of(
                "person", Optional.ofNullable(person),
                "tool", Optional.ofNullable(tool),
                "correlation", Optional.ofNullable(correlation),
                "limit", Optional.of(Integer.toString(limit))));
    PrintWriter out = spec.commandLine().getOut();
    if (console.json()) {
      OperatorOptions.print(out, answer);
      return 0;
    }
    Table table = new Table("AT", "WHAT", "PHASE", "WHO", "WHERE", "BEFORE → AFTER", "WHY", "BY");
    for (JsonNode each : answer.path("entries")) {
      table.row(
          Texts.time(each.path("at")),
          each.path("type").asText(),
          each.path("phase").asText()
              + (each.path("outcome").asText().equals("SUCCESS")
                  ? ""
                  : " " + each.path("outcome").asText()),
          each.path("userName").asText("-"),
          each.path("tool").asText("-")
              + (each.path("scope").isTextual() ? ":" + each.path("scope").asText() : ""),
          change(each),
          each.path("rules").isEmpty()
              ? each.path("message").asText(each.path("request").asText())
              : Texts.list(each.path("rules"), JsonNode::asText),
          each.path("actor").asText());
    }
    table.print(out, "");
    return 0;
  }

  private static String change(JsonNode entry) {
    if (entry.path("before").isEmpty() && entry.path("after").isEmpty()) {
      return "-";
    }
    return Texts.list(entry.path("before"), JsonNode::asText)
        + " → "
        + Texts.list(entry.path("after"), JsonNode::asText);
  }
}
