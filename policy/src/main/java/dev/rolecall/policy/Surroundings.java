package dev.rolecall.policy;

import dev.rolecall.policy.condition.Attribute;
import dev.rolecall.policy.condition.Expressions;
import dev.rolecall.policy.text.ScopeGlob;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

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

  /** The tools that a word means: one by its name, else those of a family or a pattern; sorted. */
  List<ToolShapes> toolsNamed(String word) {
    Optional<ToolShapes> one = tool(word);
    if (one.isPresent()) {
      return List.of(one.get());
    }
    ScopeGlob glob = new ScopeGlob(word);
    boolean pattern = ScopeGlob.isGlob(word);
    return tools.values().stream()
        .filter(tool -> word.equals(tool.family()) || (pattern && glob.matches(tool.name())))
        .toList();
  }

  /** Words that mean a tool: names and families. */
  Set<String> toolWords() {
    Set<String> words = new TreeSet<>(tools.keySet());
    tools.values().forEach(tool -> Optional.ofNullable(tool.family()).ifPresent(words::add));
    return words;
  }

  Optional<Attribute> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }
}
