package dev.rolecall.sandbox.buildkite;

import java.util.Map;

/**
 * An invitation as it is at one moment, for tests to look at.
 *
 * @param state pending, accepted, revoked or expired
 * @param teams role by team slug
 */
public record BuildkiteInvitation(
    String id, String email, String state, String role, String ssoMode, Map<String, String> teams) {
  public BuildkiteInvitation {
    teams = Map.copyOf(teams);
  }
}
