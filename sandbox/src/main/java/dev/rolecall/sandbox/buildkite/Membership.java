package dev.rolecall.sandbox.buildkite;

import dev.rolecall.sandbox.http.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user in the organization. */
final class Membership {
  final String uuid;
  final User user;
  String role;
  String ssoMode;

  Membership(String uuid, User user, String role, String ssoMode) {
    this.uuid = uuid;
    this.user = user;
    this.role = role;
    this.ssoMode = ssoMode;
  }

  boolean isAdmin() {
    return role.equals("admin");
  }

  /** {@code sso_mode} is shown to administrators and to oneself. */
  Map<String, @Nullable Object> json(Membership viewer) {
    Map<String, @Nullable Object> json =
        Json.object("id", user.uuid, "name", user.name, "email", user.email, "role", role);
    if (viewer.isAdmin() || viewer == this) {
      json.put("sso_mode", ssoMode);
    }
    return json;
  }

  BuildkiteMember snapshot() {
    return new BuildkiteMember(user.uuid, user.email, role, ssoMode);
  }
}
