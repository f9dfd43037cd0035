package dev.rolecall.sandbox.circleci;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A person as they are at one moment, for tests to look at.
 *
 * @param role in the organization; empty: no member
 * @param groups names of the groups this person is in, without that of all members
 * @param projectRoles individual roles, by the project's name
 */
public record CircleCiPerson(
    String id,
    String login,
    String email,
    Optional<String> role,
    SortedSet<String> groups,
    Map<String, String> projectRoles) {
  @Override
  public String toString() {
    return "CircleCiPerson[" + id + "]";
  }
}
