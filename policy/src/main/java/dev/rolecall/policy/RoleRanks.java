package dev.rolecall.policy;

import java.util.SortedMap;
import java.util.TreeMap;

/** How roles of the configured tools compare. Immutable. */
public final class RoleRanks {

  /** The highest role of a scope; the others are parts of it. */
  public static final int HIGHEST = 1_000;

  private final SortedMap<String, ToolShapes> tools = new TreeMap<>();

  public RoleRanks(Tools configured) {
    configured.byName().forEach((name, shape) -> tools.put(name, ToolShapes.of(name, shape)));
  }

  /** Whether a person holds at most one role of this scope at a time. */
  public boolean isLadder(String tool, String scope) {
    ToolShapes shapes = tools.get(tool);
    return shapes != null
        && shapes
            .of(scope)
            .map(shape ->
                switch (shape.kind()) {
                  case LADDER -> true;
                  case SET -> false;
                })
            .orElse(false);
  }

  /**
   * How much a role is among those of its scope: 1 to {@link #HIGHEST}, by its height on the ladder
   * and, where roles add up, by its place in the connector's list. 0: the tool has no such role
   * (any more).
   */
  public int of(String tool, String scope, String role) {
    ToolShapes shapes = tools.get(tool);
    return shapes == null
        ? 0
        : shapes
            .of(scope)
            .map(shape -> HIGHEST * (shape.roles().indexOf(role) + 1) / shape.roles().size())
            .orElse(0);
  }
}
