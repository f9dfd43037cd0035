package dev.rolecall.connectors.tool;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a connector can do its work.
 *
 * @param version of the tool, as it says
 * @param credentialsEnd when our token ends, if the tool says so
 * @param problems what is missing, each with its remedy; empty: all is well
 * @param syncedByOthers what else writes to a scope, as far as the tool tells: by scope or pattern
 *     of scopes, in the tool's words ("SAML group sync")
 */
public record ToolHealth(
    Optional<String> version,
    Optional<LocalDate> credentialsEnd,
    List<String> problems,
    Map<String, String> syncedByOthers) {

  public ToolHealth {
    problems = List.copyOf(problems);
    syncedByOthers = Map.copyOf(syncedByOthers);
  }

  /** Nothing else is known to write there. */
  public ToolHealth(
      Optional<String> version, Optional<LocalDate> credentialsEnd, List<String> problems) {
    this(version, credentialsEnd, problems, Map.of());
  }
}
