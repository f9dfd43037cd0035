package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.app.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** All links of a tool: shown, written to a file, or set from one. */
@Command(
    name = "links",
    mixinStandardHelpOptions = true,
    description = {
      "Show whose account is whose in a tool; write it to a CSV file, or link what a file says.",
      "A file has the columns person and account; every line is checked before any is set. Whose",
      "id is unknown, because a directory was made anew, is found by externalId or userName.",
      "Example: rolecall tools links gitlab --import links.csv"
    })
public final class ToolsLinks implements Callable<Integer> {

  /** Lines of one check: as the console takes them. */
  private static final int LINES_AT_ONCE = 1_000;

  @Parameters(paramLabel = "TOOL", description = "Name of the tool.")
  private String tool = "";

  @Option(names = "--export", paramLabel = "FILE", description = "Write a CSV file; - prints it.")
  private @Nullable Path export;

  @Option(names = "--import", paramLabel = "FILE", description = "Link what a CSV file says.")
  private @Nullable Path from;

  @Option(
      names = "--skip-absent",
      description = "Leave out people who are not there any more, or have nothing in the tool.")
  private boolean skipAbsent;

  @Mixin private Confirmation confirmation = new Confirmation();
  @Mixin private OperatorOptions console = new OperatorOptions();
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  ToolsLinks() {}

  @Override
  public Integer call() {
    if (export != null && from != null) {
      throw new UserError("say --export or --import, not both");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (from != null) {
      return set(LinksFile.read(from), out);
    }
    if (export != null) {
      return export(export, out);
    }
    show(out);
    return 0;
  }

  private void show(PrintWriter out) {
    if (console.json()) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      each(all::add);
      OperatorOptions.print(out, all);
      return;
    }
    Table table = new Table("PERSON", "ACCOUNT", "LOGIN", "STATE", "FOUND BY", "SINCE");
    each(link ->
        table.row(
            link.path("userName").asText(),
            link.path("account").asText("-"),
            link.path("login").asText("-"),
            link.path("state").asText("-"),
            link.path("foundBy").asText(),
            link.path("at").asText()));
    if (table.isEmpty()) {
      out.println("nobody is linked to an account in " + tool);
    } else {
      table.print(out, "");
    }
    out.flush();
  }

  private int export(Path file, PrintWriter out) {
    List<List<String>> rows = new ArrayList<>();
    each(link ->
        rows.add(
            List.of(
                link.path("directory").asText() + "/" + link.path("person").asText(),
                link.path("account").asText(""),
                link.path("login").asText(""),
                link.path("userName").asText(),
                link.path("externalId").asText(""),
                link.path("foundBy").asText())));
    String text = LinksFile.text(rows);
    if (file.toString().equals("-")) {
      out.print(text);
      out.flush();
      return 0;
    }
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UserError(file + " cannot be written: " + e.getMessage());
    }
    out.println(rows.size() + " links of " + tool + " written to " + file);
    out.flush();
    return 0;
  }

  /** Every link, page by page. */
  private void each(Consumer<JsonNode> to) {
    Optional<String> after = Optional.empty();
    do {
      JsonNode page = console.get("/links", Map.of("tool", Optional.of(tool), "after", after));
      page.path("links").forEach(to);
      after = Optional.of(page.path("next").asText("")).filter(next -> !next.isEmpty());
    } while (after.isPresent());
  }

  private int set(LinksFile file, PrintWriter out) {
    PrintWriter shown = console.json() ? spec.commandLine().getErr() : out;
    List<String> wrong = new ArrayList<>(file.problems());
    Set<LinksFile.Line> absent = new HashSet<>();
    long changes = check(file.lines(), wrong, absent);
    if (!wrong.isEmpty()) {
      wrong.forEach(shown::println);
      shown.flush();
      throw UserError.refused(wrong.size() + " lines are wrong; nothing was linked");
    }
    if (!absent.isEmpty()) {
      shown.println(absent.size() + " lines are left out: nobody who is there now has them");
    }
    if (changes == 0) {
      shown.println("it is so already; nothing to do");
      shown.flush();
      return 0;
    }
    confirmation.require(shown, "link " + changes + " accounts of " + tool + "?");
    return link(file.lines().stream().filter(line -> !absent.contains(line)).toList(), out);
  }

  /** How many links would change; problems go to the list, with their lines. */
  private long check(List<LinksFile.Line> lines, List<String> wrong, Set<LinksFile.Line> absent) {
    long changes = 0;
    for (int from = 0; from < lines.size(); from += LINES_AT_ONCE) {
      List<LinksFile.Line> part = lines.subList(from, Math.min(lines.size(), from + LINES_AT_ONCE));
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("tool", tool);
      ArrayNode links = body.putArray("links");
      part.forEach(line -> put(links.addObject(), line));
      JsonNode answer = console.post("/links/check", body);
      changes += answer.path("changes").asLong();
      for (JsonNode problem : answer.path("problems")) {
        LinksFile.Line line = part.get(problem.path("index").asInt());
        if (skipAbsent && problem.path("absent").asBoolean()) {
          absent.add(line);
        } else {
          wrong.add("line %d: %s".formatted(line.number(), problem.path("error").asText()));
        }
      }
    }
    return changes;
  }

  private static void put(ObjectNode body, LinksFile.Line line) {
    body.put("person", line.person()).put("account", line.account());
    line.others().forEach(body::put);
  }

  private int link(List<LinksFile.Line> lines, PrintWriter out) {
    int linked = 0;
    int same = 0;
    for (LinksFile.Line line : lines) {
      try {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("tool", tool);
        put(body, line);
        JsonNode answer = console.post("/links", body);
        linked += answer.path("changed").asBoolean() ? 1 : 0;
        same += answer.path("changed").asBoolean() ? 0 : 1;
      } catch (UserError refused) {
        throw UserError.refused(
            "line %d: %s; of %d lines before it %d were linked and %d were so already, the rest was not touched; repeat the import to go on"
                .formatted(line.number(), refused.getMessage(), linked + same, linked, same));
      }
    }
    if (console.json()) {
      OperatorOptions.print(
          out, JsonNodeFactory.instance.objectNode().put("linked", linked).put("unchanged", same));
    } else {
      out.println("linked " + linked + ", so already " + same);
    }
    out.flush();
    return 0;
  }
}
