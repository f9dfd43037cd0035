package dev.rolecall.sandbox.gitlab;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One user's direct membership of one place. */
record Membership(
    User user,
    int level,
    @Nullable LocalDate expiresAt,
    @Nullable Long memberRoleId,
    Instant createdAt,
    @Nullable User createdBy) {

  boolean hasEnded(LocalDate today) {
    return expiresAt != null && !expiresAt.isAfter(today);
  }

  GitlabMember snapshot() {
    return new GitlabMember(user.id, user.username, level, expiresAt, memberRoleId);
  }
}
