package dev.rolecall.sandbox.gitlab;

import org.jspecify.annotations.Nullable;

/**
 * A user as it is at one moment, for tests to look at.
 *
 * @param state as the API says it: active, blocked, deactivated, banned, …
 * @param enterpriseGroup the GitLab.com group that owns the account
 */
public record GitlabUser(
    long id,
    String username,
    String name,
    String email,
    String state,
    boolean admin,
    boolean external,
    boolean bot,
    @Nullable Long enterpriseGroup) {

  /** Without name and address. */
  @Override
  public String toString() {
    return "GitlabUser[" + id + " " + state + "]";
  }
}
