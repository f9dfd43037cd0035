package dev.rolecall.connectors.tool;

import java.util.Set;

/** A kind of tool: what one registers to add a connector. */
public interface ConnectorType {

  /** As in the configuration: lower case. */
  String name();

  /** Options of this type that the configuration may set. */
  Set<String> options();

  /** What instances with these settings have, without any call. */
  ToolDescriptor describe(ToolSettings settings);

  /** Opens an instance. Makes no call. */
  Connector open(ToolSettings settings);
}
