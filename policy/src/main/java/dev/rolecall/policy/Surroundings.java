package dev.rolecall.policy;

import dev.rolecall.policy.condition.Attribute;
import dev.rolecall.policy.condition.Expressions;
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

  Optional<Attribute> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }
}
