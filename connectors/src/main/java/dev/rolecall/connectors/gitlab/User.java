package dev.rolecall.connectors.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import java.util.regex.Pattern;

/**
 * A user as GitLab shows it.
 *
 * @param state GitLab's own word
 */
record User(String id, String username, String state, boolean bot) {
  /** Lists of members do not say who is a bot; names that GitLab gives do. */
  private static final Pattern BOT_NAME =
      Pattern.compile(
          "(?i)(project|group)_\\d+_bot.*|service_account_.+|support-bot|alert-bot|ghost");

  static User of(JsonNode json) throws ToolException {
    if (!json.path("id").canConvertToLong() || !json.path("username").isTextual()) {
      throw new ToolException(Kind.UNEXPECTED, "not a user as GitLab shows one");
    }
    String username = json.path("username").asText();
    return new User(
        json.path("id").asText(),
        username,
        json.path("state").asText("active"),
        json.path("bot").asBoolean(false) || BOT_NAME.matcher(username).matches());
  }

  ObservedAccount observed() {
    return new ObservedAccount(id, username, presence(), bot);
  }

  /** The next sign-in activates a deactivated user: it keeps nobody out. */
  private Presence presence() {
    return switch (state) {
      case "active", "deactivated" -> Presence.ACTIVE;
      case "blocked" -> Presence.DISABLED;
      default -> Presence.LOCKED;
    };
  }

  /** Usernames are personal. */
  @Override
  public String toString() {
    return "User[" + id + "]";
  }
}
