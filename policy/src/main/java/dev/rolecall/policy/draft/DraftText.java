package dev.rolecall.policy.draft;

import dev.rolecall.policy.PolicyFile;
import dev.rolecall.policy.safety.TemporaryLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes a draft as policy files. */
final class DraftText {

  /** Of one file, of at most 500,000 characters. */
  private static final int MOST_CHARACTERS = 300_000;

  private final String tool;
  private final Terms terms;

  DraftText(String tool, Terms terms) {
    this.tool = tool;
    this.terms = terms;
  }

  List<PolicyFile> files(List<ProposedRule> rules, List<DatedException> exceptions) {
    List<PolicyFile> files = new ArrayList<>();
    if (!rules.isEmpty()) {
      StringBuilder text = header(terms.name(), "Rules that explain what people hold today.");
      text.append("rules:\n");
      rules.forEach(rule -> text.append(rule(rule)));
      files.add(new PolicyFile(terms.name() + ".yaml", text.toString()));
    }
    int from = 0;
    while (from < exceptions.size()) {
      String name = terms.name() + "-exceptions-" + (files.size() + (rules.isEmpty() ? 1 : 0));
      StringBuilder text = header(name, "What no rule explains; it ends by itself.");
      Duration without = TemporaryLimits.DEFAULTS.maxDuration();
      if (from == 0 && terms.limits().isEmpty() && terms.exceptions().compareTo(without) > 0) {
        text.append("temporary-limits: { max-duration: ")
            .append(YamlWords.duration(terms.exceptions()))
            .append(" }\n");
      }
      text.append("temporary:\n");
      while (from < exceptions.size() && text.length() < MOST_CHARACTERS) {
        DatedException each = exceptions.get(from);
        text.append(exception(terms, each.id(), tool, each.userName(), each.cells()));
        from++;
      }
      files.add(new PolicyFile(name + ".yaml", text.toString()));
    }
    return files;
  }

  private StringBuilder header(String name, String description) {
    return new StringBuilder()
        .append("# A draft for ")
        .append(YamlWords.word(tool))
        .append(": read it, change it, plan it.\n")
        .append("version: 1\npolicy: ")
        .append(YamlWords.word(name))
        .append("\ndescription: ")
        .append(YamlWords.word(description))
        .append('\n');
  }

  private String rule(ProposedRule rule) {
    StringBuilder text = new StringBuilder();
    text.append(
        "  # explains %s of %s in %s; %d %% of what it gives is held today, %s\n"
            .formatted(
                counted(rule.explains(), "role", "roles"),
                counted(rule.members(), "person", "people"),
                counted(rule.matched(), "group", "groups"),
                rule.precision(),
                rule.excess() == 0
                    ? "nobody gets anything new"
                    : counted(rule.excess(), "person gets", "people get") + " something new"));
    text.append("  - id: ").append(YamlWords.word(rule.id())).append('\n');
    if (!rule.selectors().isEmpty()) {
      text.append("    groups: ").append(YamlWords.oneOrList(rule.selectors())).append('\n');
    }
    if (!rule.groupIds().isEmpty()) {
      text.append("    group-id: ").append(YamlWords.oneOrList(rule.groupIds())).append('\n');
    }
    if (!rule.excepted().isEmpty()) {
      text.append("    except: { users: ").append(YamlWords.list(rule.excepted())).append(" }\n");
    }
    return text.append("    grant: ").append(grant(tool, rule.gives())).append('\n').toString();
  }

  private static String counted(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  /** To measure it. */
  static String exception(Terms terms, String tool, String userName, List<Cell> cells) {
    return exception(terms, exceptionId(terms, 0), tool, userName, cells);
  }

  static String exceptionId(Terms terms, int number) {
    return "%s-exception-%05d".formatted(terms.name(), number);
  }

  private static String exception(
      Terms terms, String id, String tool, String userName, List<Cell> cells) {
    return "  - id: %s\n    user: %s\n    from: %s\n    until: %s\n    reason: %s\n    grant: %s\n"
        .formatted(
            YamlWords.word(id),
            YamlWords.word(userName),
            terms.from(),
            terms.from().plus(terms.exceptions()),
            "held before Rolecall, and no rule explains it",
            grant(tool, cells));
  }

  private static String grant(String tool, List<Cell> cells) {
    SortedMap<String, List<String>> scopes = new TreeMap<>();
    for (Cell cell : cells) {
      scopes.computeIfAbsent(cell.scope(), absent -> new ArrayList<>()).add(cell.role());
    }
    return scopes.entrySet().stream()
        .map(each -> YamlWords.word(each.getKey()) + ": " + YamlWords.oneOrList(each.getValue()))
        .collect(Collectors.joining(", ", "{ " + YamlWords.word(tool) + ": { ", " } }"));
  }
}
