package dev.rolecall.connectors.tool;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Whether a connector can do its work.
 *
 * @param version of the tool, as it says
 * @param credentialsEnd when our token ends, if the tool says so
 * @param problems what is missing, each with its remedy; empty: all is well
 */
public record ToolHealth(
    Optional<String> version, Optional<LocalDate> credentialsEnd, List<String> problems) {

  public ToolHealth {
    problems = List.copyOf(problems);
  }
}
