package dev.rolecall.connectors.tool;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How to reach one instance of a tool.
 *
 * @param name of the instance, as in topics
 * @param token read anew for each call, so that a rotated secret needs no restart
 * @param options of this type of tool only, for example edition
 * @param callTimeout no call lasts longer
 * @param permit asked before each call; its wait does not count as the call's
 * @param time against which a tool's dates are read, such as when a rate limit ends
 */
public record ToolSettings(
    String name,
    URI url,
    Supplier<String> token,
    Map<String, String> options,
    Duration callTimeout,
    CallPermit permit,
    InstantSource time) {

  public ToolSettings {
    options = Map.copyOf(options);
  }

  /** Without a rate limit, by the system's clock. */
  public ToolSettings(
      String name,
      URI url,
      Supplier<String> token,
      Map<String, String> options,
      Duration callTimeout) {
    this(name, url, token, options, callTimeout, CallPermit.UNLIMITED, InstantSource.system());
  }

  /** The same, with another permit. */
  public ToolSettings with(CallPermit other) {
    return new ToolSettings(name, url, token, options, callTimeout, other, time);
  }

  /** Neither token nor options, which may hold secrets. */
  @Override
  public String toString() {
    return "ToolSettings[" + name + " at " + url.getHost() + "]";
  }
}
