package dev.rolecall.processor.access;

import dev.rolecall.service.KafkaSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What the access application needs.
 *
 * @param state folder for state stores; kept over restarts, for this process alone
 * @param instance stays the same over restarts on that folder
 * @param tools by their configured names; what is not here is never written to
 */
public record AccessConfig(
    KafkaSettings kafka,
    Path state,
    String instance,
    Map<String, ConfiguredTool> tools,
    InstantSource clock) {
  public AccessConfig {
    tools = Map.copyOf(tools);
  }
}
