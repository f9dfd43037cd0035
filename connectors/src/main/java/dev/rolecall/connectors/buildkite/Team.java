package dev.rolecall.connectors.buildkite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;

/**
 * A team.
 *
 * @param takesEverybody Buildkite puts each new member into it
 */
record Team(String id, String slug, boolean takesEverybody) {

  static Team of(JsonNode json) throws ToolException {
    if (!json.path("id").isTextual() || !json.path("slug").isTextual()) {
      throw new ToolException(Kind.UNEXPECTED, "not a team as Buildkite shows one");
    }
    return new Team(
        json.path("id").asText(),
        json.path("slug").asText(),
        json.path("default").asBoolean(false));
  }
}
