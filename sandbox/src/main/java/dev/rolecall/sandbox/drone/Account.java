package dev.rolecall.sandbox.drone;

import dev.rolecall.sandbox.http.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user of the simulated Drone; its id is never used again. */
final class Account {
  final long id;
  final String login;
  final boolean machine;
  final long created;
  boolean admin;
  boolean active = true;
  long lastLogin;
  String token;

  Account(long id, String login, boolean machine, boolean admin, long created, String token) {
    this.id = id;
    this.login = login;
    this.machine = machine;
    this.admin = admin;
    this.created = created;
    this.token = token;
  }

  /** The e-mail address comes from the SCM alone, so it is empty; a PATCH leaves "updated". */
  Map<String, @Nullable Object> json() {
    return Json.object(
        "id", id,
        "login", login,
        "email", "",
        "machine", machine,
        "admin", admin,
        "active", active,
        "avatar", "",
        "syncing", false,
        "synced", 0,
        "created", created,
        "updated", created,
        "last_login", lastLogin);
  }

  DroneUser snapshot() {
    return new DroneUser(id, login, machine, admin, active);
  }
}
