package dev.rolecall.policy;

import java.util.List;

/** The scopes that a type of tool has. */
public record ToolShape(String type, List<ScopeShape> scopes) {
  public ToolShape {
    scopes = List.copyOf(scopes);
  }
}
