package dev.rolecall.policy;

import dev.rolecall.policy.text.Nearest;
import dev.rolecall.policy.yaml.Tree;

/**
 * A tool that policies name and the configuration does not have: no error, since the same policies
 * serve installations with other tools, but said, since it may be misspelt.
 */
final class NotConfigured {
  private NotConfigured() {}

  static void report(
      Tree.Leaf tool, String effect, Surroundings surroundings, Problems.Reporter reporter) {
    reporter.warning(
        tool.at(),
        "'" + tool.text() + "' is not configured: " + effect,
        Nearest.to(tool.text(), surroundings.toolWords())
            .map(near -> "did you mean '" + near + "'?")
            .orElse("add it under 'tools:' of the configuration"));
  }
}
