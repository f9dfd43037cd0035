package dev.rolecall.policy;

import java.util.Map;

/** The configured instances of tools, by the names that policies use. */
public record Tools(Map<String, ToolShape> byName) {
  public Tools {
    byName = Map.copyOf(byName);
  }
}
