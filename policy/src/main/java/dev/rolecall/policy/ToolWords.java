package dev.rolecall.policy;

import dev.rolecall.policy.yaml.Tree;
import java.util.List;

/** The tools that a word in a policy means. */
final class ToolWords {
  private ToolWords() {}

  /** A warning when there is none. */
  static List<ToolShapes> find(
      Tree.Leaf word, String effect, Surroundings surroundings, Problems.Reporter reporter) {
    List<ToolShapes> tools = surroundings.toolsNamed(word.text());
    if (tools.isEmpty()) {
      NotConfigured.report(word, effect, surroundings, reporter);
    }
    return tools;
  }
}
