package dev.rolecall.connectors.tool;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How to reach one instance of a tool.
 *
 * @param name of the instance, as in topics
 * @param token read anew for each call, so that a rotated secret needs no restart
 * @param options of this type of tool only, for example edition
 * @param callTimeout no call lasts longer
 */
public record ToolSettings(
    String name,
    URI url,
    Supplier<String> token,
    Map<String, String> options,
    Duration callTimeout) {

  public ToolSettings {
    options = Map.copyOf(options);
  }

  /** Neither token nor options, which may hold secrets. */
  @Override
  public String toString() {
    return "ToolSettings[" + name + " at " + url.getHost() + "]";
  }
}
