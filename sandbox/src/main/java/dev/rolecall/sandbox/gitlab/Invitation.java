package dev.rolecall.sandbox.gitlab;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A pending invitation; the address is kept in lower case. */
record Invitation(
    long id,
    String email,
    int level,
    @Nullable LocalDate expiresAt,
    @Nullable Long memberRoleId,
    Instant createdAt,
    User createdBy,
    String token) {

  GitlabInvitation snapshot() {
    return new GitlabInvitation(email, level, expiresAt);
  }

  @Override
  public String toString() {
    return "Invitation[" + id + "]";
  }
}
