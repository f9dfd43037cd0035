package dev.rolecall.connectors.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A membership.
 *
 * @param role as policies name it
 * @param customRole id of a custom role on top of the level
 */
record Member(
    String role, int level, Optional<LocalDate> ends, Optional<Long> customRole, boolean awaiting) {

  static Member of(JsonNode json, Roles roles) throws ToolException {
    if (!json.path("access_level").isInt()) {
      throw new ToolException(Kind.UNEXPECTED, "not a member as GitLab shows one");
    }
    JsonNode id = json.path("member_role").path("id");
    Optional<Long> custom = id.isIntegralNumber() ? Optional.of(id.asLong()) : Optional.empty();
    int level = json.path("access_level").asInt();
    return new Member(
        roles.name(level, custom),
        level,
        date(json.path("expires_at")),
        custom,
        json.path("membership_state").asText("").equals("awaiting"));
  }

  static Optional<LocalDate> date(JsonNode json) throws ToolException {
    String text = json.asText("");
    if (json.isNull() || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      // Invitations show a time as well; the day is what counts.
      return Optional.of(LocalDate.parse(text.substring(0, Math.min(10, text.length()))));
    } catch (DateTimeException notADate) {
      throw new ToolException(Kind.UNEXPECTED, "not a date as GitLab shows one");
    }
  }

  ObservedRole observed(Place place, Holding holding) {
    return new ObservedRole(place.path(), role, awaiting ? Holding.QUEUED : holding, ends);
  }
}
