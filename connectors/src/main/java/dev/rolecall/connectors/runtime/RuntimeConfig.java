package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.service.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * One tool, as configured.
 *
 * @param tool the instance's name, as in topics
 * @param connector opened; closed with the runtime
 * @param instance unique among running processes; the same over restarts on one data folder, so
 *     that a killed process' open transaction is ended at once
 * @param ids of intents and sweeps
 * @param data this process' folder: a file {@code pause}, or {@code pause.TOOL}, in it stops work
 * @param limits the permit that the connector was opened with
 */
public record RuntimeConfig(
    String tool,
    Connector connector,
    KafkaSettings kafka,
    String instance,
    Pace pace,
    MeterRegistry meters,
    InstantSource clock,
    RandomGenerator random,
    Supplier<UUID> ids,
    Path data,
    RateLimits limits) {

  /** A tool whose calls nothing limits. */
  public RuntimeConfig(
      String tool,
      Connector connector,
      KafkaSettings kafka,
      String instance,
      Pace pace,
      MeterRegistry meters,
      InstantSource clock,
      RandomGenerator random,
      Supplier<UUID> ids,
      Path data) {
    this(
        tool,
        connector,
        kafka,
        instance,
        pace,
        meters,
        clock,
        random,
        ids,
        data,
        RateLimits.none());
  }

  /** Names this process in transactions and intents of this tool. */
  String owner() {
    return group() + "." + instance;
  }

  String group() {
    return group(tool);
  }

  /** The group of a tool's connectors; their transactions' ids begin with it and a dot. */
  public static String group(String tool) {
    return "rolecall.connector." + tool;
  }
}
