package dev.rolecall.policy;

import dev.rolecall.policy.condition.Attribute;
import dev.rolecall.policy.condition.Expressions;
import dev.rolecall.policy.text.ScopeGlob;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the readers of all files share: the tools there are and the attributes that may be named.
 */
record Surroundings(
    SortedMap<String, ToolShapes> tools,
    SortedMap<String, Attribute> attributes,
    Expressions expressions) {

  static Surroundings of(
      SortedMap<String, ToolShapes> tools, SortedMap<String, Attribute> attributes) {
    return new Surroundings(tools, attributes, new Expressions(attributes.values()));
  }

  Optional<ToolShapes> tool(String name) {
    return Optional.ofNullable(tools.get(name));
  }

  /**
   * The tools that a word means: the one of that name, else those of that family, else those whose
   * names match it with {@code *} for any characters.
   */
  List<ToolShapes> toolsNamed(String word) {
    Optional<ToolShapes> named = tool(word);
    if (named.isPresent() || word.length() > Limits.MAX_PATTERN) {
      return named.stream().toList();
    }
    ScopeGlob names = new ScopeGlob(word);
    return tools.values().stream()
        .filter(tool ->
            word.equals(tool.family()) || (ScopeGlob.isGlob(word) && names.matches(tool.name())))
        .toList();
  }

  Optional<Attribute> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }
}
