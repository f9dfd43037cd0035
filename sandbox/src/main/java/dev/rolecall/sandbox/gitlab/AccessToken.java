package dev.rolecall.sandbox.gitlab;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A personal access token; only the fingerprint of its value is kept. */
final class AccessToken {
  final long id;
  final User user;
  final String name;
  final List<String> scopes;
  final Instant createdAt;
  LocalDate expiresAt;
  final String fingerprint;
  final @Nullable AccessToken rotatedFrom;
  boolean revoked;
  boolean expired;
  @Nullable Instant lastUsedAt;

  AccessToken(
      long id,
      User user,
      String name,
      List<String> scopes,
      Instant createdAt,
      LocalDate expiresAt,
      String fingerprint,
      @Nullable AccessToken rotatedFrom) {
    this.id = id;
    this.user = user;
    this.name = name;
    this.scopes = List.copyOf(scopes);
    this.createdAt = createdAt;
    this.expiresAt = expiresAt;
    this.fingerprint = fingerprint;
    this.rotatedFrom = rotatedFrom;
  }

  boolean hasExpired(LocalDate today) {
    return expired || !expiresAt.isAfter(today);
  }

  boolean active(LocalDate today) {
    return !revoked && !hasExpired(today);
  }
}
