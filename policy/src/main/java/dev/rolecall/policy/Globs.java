package dev.rolecall.policy;

import dev.rolecall.policy.text.ScopeGlob;
import dev.rolecall.policy.yaml.Tree;
import java.util.List;
import java.util.Optional;

/** Patterns of scopes, checked against the scopes that tools have. */
final class Globs {

  /** Stands for what a star takes when a pattern is checked. */
  private static final String SOMETHING = "x";

  private Globs() {}

  /** Empty when it is no pattern of a scope that all of the tools have; that was reported. */
  static Optional<ScopeGlob> read(
      Tree.Leaf leaf, List<ToolShapes> tools, Problems.Reporter reporter) {
    String text = leaf.text();
    if (text.isBlank() || text.length() > Limits.MAX_PATTERN) {
      reporter.error(leaf.at(), "a pattern has 1 to " + Limits.MAX_PATTERN + " characters", null);
      return Optional.empty();
    }
    ScopeGlob glob = new ScopeGlob(text);
    for (ToolShapes tool : tools) {
      if (!isEverything(text) && shape(glob, tool).isEmpty()) {
        reporter.error(leaf.at(), tool.noSuchScope(text), tool.scopesThereAre(text));
        return Optional.empty();
      }
    }
    return Optional.of(glob);
  }

  /** What the scopes that a pattern means look like; empty when it means all, or none. */
  static Optional<Shape> shape(ScopeGlob glob, ToolShapes tool) {
    return isEverything(glob.text())
        ? Optional.empty()
        : tool.of(glob.text().replaceAll("\\*{1,2}", SOMETHING));
  }

  private static boolean isEverything(String text) {
    return text.equals("*") || text.equals("**");
  }
}
