package dev.rolecall.connectors.tool;

import java.util.Map;
import java.util.Set;

/** A kind of tool: what one registers to add a connector. */
public interface ConnectorType {

  /** As in the configuration: lower case. */
  String name();

  /**
   * Options of this type that the configuration may set; {@code name.*} is a mapping with keys of
   * the user's own, of which each arrives as {@code name.KEY}.
   */
  Set<String> options();

  /**
   * How often instances with these options may be called, unless configured otherwise.
   *
   * @throws IllegalArgumentException when an option is missing or makes no sense
   */
  default CallLimits limits(Map<String, String> options) {
    return CallLimits.NONE;
  }

  /**
   * What instances with these settings have, without any call; without any option, what such tools
   * usually have.
   *
   * @throws IllegalArgumentException when an option that is there makes no sense
   */
  ToolDescriptor describe(ToolSettings settings);

  /** Opens an instance. Makes no call. */
  Connector open(ToolSettings settings);
}
