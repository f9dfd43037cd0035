package dev.rolecall.sandbox.buildkite;

import dev.rolecall.sandbox.http.Json;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A Buildkite user: global, and known to the API by one primary address of several. */
final class User {
  final String uuid;
  final String name;
  final Instant createdAt;
  final Set<String> otherEmails = new LinkedHashSet<>();
  String email;

  User(String uuid, String email, String name, Instant createdAt) {
    this.uuid = uuid;
    this.email = email;
    this.name = name;
    this.createdAt = createdAt;
  }

  boolean uses(String address) {
    String wanted = address.toLowerCase(Locale.ROOT);
    return email.toLowerCase(Locale.ROOT).equals(wanted)
        || otherEmails.stream().anyMatch(other -> other.toLowerCase(Locale.ROOT).equals(wanted));
  }

  /** As the one who did something. */
  Map<String, @Nullable Object> author() {
    return Json.object("id", uuid, "name", name, "email", email);
  }

  Map<String, @Nullable Object> json() {
    return Json.object(
        "id", uuid,
        "graphql_id", Ids.graphql("User", uuid),
        "name", name,
        "email", email,
        "created_at", Ids.time(createdAt));
  }
}
