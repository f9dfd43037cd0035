package dev.rolecall.connectors.buildkite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import java.util.Optional;

/**
 * A member of the organization.
 *
 * @param id the user's uuid
 * @param email the primary address of the user, who may have others
 * @param role admin or member
 */
record Member(String id, String email, String role) {

  static Member of(JsonNode json) throws ToolException {
    Member member =
        new Member(
            json.path("id").asText(""),
            json.path("email").asText(""),
            json.path("role").asText(""));
    if (member.id.isEmpty() || member.role.isEmpty()) {
      throw new ToolException(Kind.UNEXPECTED, "not a member as Buildkite shows one");
    }
    return member;
  }

  /** There are no logins, and REST does not tell machine users. */
  ObservedAccount observed() {
    return new ObservedAccount(
        id, email, Presence.ACTIVE, false, Optional.of(email), Optional.empty());
  }

  /** Addresses are personal. */
  @Override
  public String toString() {
    return "Member[" + id + ", " + role + "]";
  }
}
