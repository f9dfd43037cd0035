package dev.rolecall.sandbox.buildkite;

import dev.rolecall.sandbox.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An API access token; its value is not kept. */
final class Token {
  final String uuid;
  final User owner;
  final List<String> scopes;
  final Instant createdAt;
  final @Nullable Instant expiresAt;

  /** By its owner: it works nowhere. */
  boolean revoked;

  /** By an administrator: it works elsewhere. */
  boolean removedFromOrganization;

  Token(
      String uuid,
      User owner,
      List<String> scopes,
      Instant createdAt,
      @Nullable Instant expiresAt) {
    this.uuid = uuid;
    this.owner = owner;
    this.scopes = List.copyOf(scopes);
    this.createdAt = createdAt;
    this.expiresAt = expiresAt;
  }

  boolean works(Instant now) {
    return !revoked && (expiresAt == null || now.isBefore(expiresAt));
  }

  Map<String, @Nullable Object> json() {
    return Json.object(
        "uuid",
        uuid,
        "scopes",
        scopes,
        "description",
        "A token",
        "created_at",
        Ids.spaced(createdAt),
        "expires_at",
        expiresAt == null ? null : Ids.spaced(expiresAt),
        "user",
        Json.object("email", owner.email, "name", owner.name));
  }
}
