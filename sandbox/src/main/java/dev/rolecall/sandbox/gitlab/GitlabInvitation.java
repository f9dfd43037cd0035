package dev.rolecall.sandbox.gitlab;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A pending invitation as it is at one moment, for tests to look at. */
public record GitlabInvitation(String email, int accessLevel, @Nullable LocalDate expiresAt) {

  @Override
  public String toString() {
    return "GitlabInvitation[" + accessLevel + "]";
  }
}
