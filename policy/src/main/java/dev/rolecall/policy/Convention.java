package dev.rolecall.policy;

import dev.rolecall.policy.selector.Selector;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A template by which groups of a name get roles in a tool. One stands for many groups, so one that
 * is lost or mistyped takes from all of them at once.
 *
 * @param rule id of the rule that has it
 * @param line of the rule, from 1
 * @param template as it is written in the rule
 */
public record Convention(String rule, String file, int line, Selector template, String tool) {

  /** What it says, wherever it stands. */
  public record Said(String template, String tool) {}

  public Said said() {
    return new Said(template.text(), tool);
  }

  /** Of all rules, in their order; no two of them the same. */
  static List<Convention> of(Collection<Statement> statements) {
    Map<Said, Convention> found = new LinkedHashMap<>();
    for (Statement statement : statements) {
      if (statement.says() instanceof Statement.Says.Gives gives) {
        of(statement, gives).forEach(each -> found.putIfAbsent(each.said(), each));
      }
    }
    return List.copyOf(found.values());
  }

  private static Stream<Convention> of(Statement statement, Statement.Says.Gives gives) {
    Place place = statement.place();
    List<String> tools =
        gives.grants().stream()
            .flatMap(line -> line.aim().tools().stream())
            .map(ToolShapes::name)
            .distinct()
            .sorted()
            .toList();
    Selection selection = statement.selection();
    return Stream.concat(selection.anyOf().stream(), selection.allOf().stream())
        .filter(selector -> !selector.captures().isEmpty())
        .distinct()
        .flatMap(template ->
            tools.stream()
                .map(tool ->
                    new Convention(place.id(), place.file(), place.line(), template, tool)));
  }
}
