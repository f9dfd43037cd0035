package dev.rolecall.policy;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Which tools a grant is for. */
sealed interface Aim {

  /** All that it may be for. */
  Collection<ToolShapes> tools();

  /** These: one by its name, or all of a family or a pattern. */
  record Named(List<ToolShapes> tools) implements Aim {
    public Named {
      tools = List.copyOf(tools);
    }
  }

  /**
   * The one whose name a capture takes.
   *
   * @param byName all that it may take, by folded name
   */
  record Captured(String capture, Map<String, ToolShapes> byName) implements Aim {
    public Captured {
      byName = Map.copyOf(byName);
    }

    @Override
    public Collection<ToolShapes> tools() {
      return byName.values();
    }
  }
}
