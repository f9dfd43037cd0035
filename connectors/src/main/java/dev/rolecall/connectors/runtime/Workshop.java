package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.tool.ToolDescriptor;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What all works of a tool share.
 *
 * @param otherWriters what else writes to the tool's scopes, as it last said
 */
record Workshop(
    String owner,
    ToolDescriptor descriptor,
    Calls calls,
    Log log,
    Circuit circuit,
    Metrics metrics,
    Pace pace,
    InstantSource clock,
    RandomGenerator random,
    Supplier<UUID> ids,
    Flaps flaps,
    Supplier<Map<String, String>> otherWriters) {

  /** As configured. */
  static Workshop of(
      RuntimeConfig config,
      Calls calls,
      Log log,
      Circuit circuit,
      Metrics metrics,
      Supplier<Map<String, String>> otherWriters) {
    return new Workshop(
        config.owner(),
        config.connector().descriptor(),
        calls,
        log,
        circuit,
        metrics,
        config.pace(),
        config.clock(),
        config.random(),
        config.ids(),
        new Flaps(),
        otherWriters);
  }
}
