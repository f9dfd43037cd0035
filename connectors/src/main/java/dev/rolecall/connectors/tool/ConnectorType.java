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

  /** How often instances with these options may be called, unless configured otherwise. */
  default CallLimits limits(Map<String, String> options) {
    return CallLimits.NONE;
  }

  /** What instances with these settings have, without any call. */
  ToolDescriptor describe(ToolSettings settings);

  /** Opens an instance. Makes no call. */
  Connector open(ToolSettings settings);
}
