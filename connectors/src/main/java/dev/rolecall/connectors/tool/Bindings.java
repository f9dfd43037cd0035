package dev.rolecall.connectors.tool;

import java.util.Map;

/**
 * What a team or group of the tool itself may do with a resource, whoever is in it. As with people,
 * every call is repeatable and says what came of it.
 */
public interface Bindings {

  /**
   * What a holder has. Never writes.
   *
   * @param holder as policies name it: {@code team:payments}
   * @return role by resource, as in {@code pipeline:deploy}
   * @throws ToolException when it could not be read, or there is no such holder
   */
  Map<String, String> read(String holder) throws ToolException;

  /** Gives a holder a role on a resource, in place of another role that it has there. */
  Applied bind(String holder, String resource, String role);

  /** Takes a holder's role on a resource away. */
  Applied unbind(String holder, String resource);
}
