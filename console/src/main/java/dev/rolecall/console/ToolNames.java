package dev.rolecall.console;

import java.util.List;

/** The configured instances of tools, as operators call them. */
record ToolNames(List<String> all) {

  ToolNames {
    all = List.copyOf(all);
  }

  /**
   * The name, if a tool has it.
   *
   * @throws Refused when none has
   */
  String known(String tool) {
    if (!all.contains(tool)) {
      throw new Refused(
          404, "no tool is called " + tool + "; configured are: " + String.join(", ", all));
    }
    return tool;
  }
}
