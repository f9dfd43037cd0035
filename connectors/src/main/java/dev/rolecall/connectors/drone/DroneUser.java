package dev.rolecall.connectors.drone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;

/** A user as Drone shows it; the login in Drone's own spelling. */
record DroneUser(String id, String login, boolean machine, boolean admin, boolean active) {

  static DroneUser of(JsonNode json) throws ToolException {
    if (!json.path("id").canConvertToLong()
        || !json.path("login").isTextual()
        || !json.path("admin").isBoolean()
        || !json.path("active").isBoolean()) {
      throw new ToolException(Kind.UNEXPECTED, "not a user as Drone shows one");
    }
    return new DroneUser(
        json.path("id").asText(),
        json.path("login").asText(),
        json.path("machine").asBoolean(),
        json.path("admin").asBoolean(),
        json.path("active").asBoolean());
  }

  String role() {
    return admin ? DroneConnectorType.ADMIN : DroneConnectorType.USER;
  }

  ObservedAccount observed() {
    return new ObservedAccount(id, login, active ? Presence.ACTIVE : Presence.DISABLED, machine);
  }

  /** Logins are personal. */
  @Override
  public String toString() {
    return "DroneUser[" + id + "]";
  }
}
