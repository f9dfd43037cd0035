package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.app.UserError;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Why a person has each role. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = "Show the rule, the group and the request behind each role of a person.")
public final class WhyCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "PERSON",
      description = "userName, e-mail, external id or id.")
  private String person = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "TOOL", description = "Only this tool.")
  private @Nullable String tool;

  @Option(names = "--all", description = "Show every rule that speaks, also those against.")
  private boolean all;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "With --all: as of this instant, e.g. 2026-09-01T08:00:00Z; default: now.")
  private @Nullable Instant at;

  @Mixin private OperatorOptions console = new OperatorOptions();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  WhyCommand() {}

  @Override
  public Integer call() {
    if (at != null && !all) {
      throw new UserError("--at goes with --all");
    }
    JsonNode answer =
        console.get(
            "/why",
            Map.of(
                "person",
                Optional.of(person),
                "tool",
                Optional.ofNullable(tool),
                "all",
                all ? Optional.of("true") : Optional.empty(),
                "at",
                Optional.ofNullable(at).map(Instant::toString)));
    PrintWriter out = spec.commandLine().getOut();
    if (console.json()) {
      OperatorOptions.print(out, answer);
    } else if (all) {
      EveryVoice.print(out, answer);
    } else {
      roles(out, answer);
    }
    return 0;
  }

  static void roles(PrintWriter out, JsonNode answer) {
    out.println(Texts.person(answer.path("person")));
    if (answer.path("roles").isEmpty()) {
      out.println(
          answer.path("held").isEmpty()
              ? "  holds nothing: no rule matches"
              : "  holds nothing: what rules give waits for a decision");
    }
    for (JsonNode role : answer.path("roles")) {
      print(out, role);
    }
    held(out, answer.path("held"));
    out.flush();
  }

  private static void print(PrintWriter out, JsonNode role) {
    out.println();
    out.println(
        role.path("tool").asText()
            + "  "
            + role.path("scope").asText()
            + "  "
            + role.path("role").asText()
            + (role.path("ends").isTextual() ? "  until " + Texts.time(role.path("ends")) : "")
            + (role.path("verifiedAt").isTextual()
                ? "  (verified " + Texts.time(role.path("verifiedAt")) + ")"
                : "  (" + role.path("state").asText() + ")"));
    for (JsonNode reason : role.path("reasons")) {
      if (reason.path("file").asText().isEmpty()) {
        // No rule: an operator has undone something, or it was found in the tool and is held.
        out.println("  " + reason.path("rule").asText());
        continue;
      }
      out.println(
          "  rule "
              + reason.path("rule").asText()
              + "  "
              + reason.path("file").asText()
              + ":"
              + reason.path("line").asText()
              + "  policy "
              + Texts.shortDigest(reason.path("commit").asText(reason.path("bundle").asText()))
              + (reason.path("group").isTextual()
                  ? "  group "
                      + Texts.path(reason)
                      + " since "
                      + Texts.time(reason.path("memberSince"))
                  : "")
              + VoiceTexts.capped(reason));
    }
    printCause(out, role.path("cause"));
    if (role.path("held").isObject()) {
      out.println("  held: " + kept(role.path("held")));
    }
  }

  private static String kept(JsonNode held) {
    String to = held.path("to").asText("nothing");
    return (held.path("state").asText("open").equals("open")
            ? "waits for a decision to become " + to
            : "would be " + to + " by now, had it not been " + held.path("state").asText())
        + " (rolecall holds show "
        + held.path("hold").asText()
        + ")";
  }

  /** Roles that are not given: they stand with no role above. */
  private static void held(PrintWriter out, JsonNode held) {
    for (JsonNode each : held) {
      if (!each.path("from").isTextual()) {
        out.println();
        out.println(
            each.path("tool").asText()
                + "  "
                + each.path("scope").asText()
                + "  -\n  held: "
                + kept(each));
      }
    }
  }

  private static void printCause(PrintWriter out, JsonNode cause) {
    out.println(
        "  because of "
            + cause.path("request").asText()
            + " by "
            + cause.path("actor").asText()
            + ", received "
            + Texts.time(cause.path("receivedAt"))
            + ", correlation "
            + cause.path("correlation").asText());
  }
}
