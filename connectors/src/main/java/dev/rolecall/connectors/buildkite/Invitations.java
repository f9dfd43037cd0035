package dev.rolecall.connectors.buildkite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.tool.ToolException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Pending invitations. One holds the role in the organization and those in teams. */
final class Invitations {
  private static final Pattern ADDRESS = Pattern.compile("[^\\s,@]{1,64}@[^\\s,@/]{1,255}");

  private final Buildkite buildkite;
  private final Teams teams;
  private final String ssoMode;

  /**
   * A pending invitation.
   *
   * @param roles by scope; always one in the organization
   */
  record Pending(String id, Map<String, String> roles) {
    Pending {
      roles = Map.copyOf(roles);
    }
  }

  Invitations(Buildkite buildkite, Teams teams, String ssoMode) {
    this.buildkite = buildkite;
    this.teams = teams;
    this.ssoMode = ssoMode;
  }

  static boolean possible(String email) {
    return ADDRESS.matcher(email).matches();
  }

  /** Buildkite lists only what is pending: who let one expire has none. */
  Optional<Pending> pending(String email) throws ToolException {
    for (JsonNode row : buildkite.all(buildkite.get("/invitations"))) {
      if (row.path("email").asText("").equalsIgnoreCase(email)) {
        return Optional.of(pending(row));
      }
    }
    return Optional.empty();
  }

  Reply revoke(Pending pending) {
    return buildkite.send(buildkite.delete("/invitations/{invitation}", pending.id()));
  }

  /** An organization role that nobody asked for is the lowest. */
  Reply send(String email, Map<String, String> roles) throws ToolException {
    ObjectNode body = HttpCaller.object();
    body.putArray("emails").add(email);
    body.put("role", roles.getOrDefault(Scope.ORG, Scope.MEMBER));
    // Mandatory where single sign-on is on, and elsewhere without meaning.
    body.put("sso_mode", ssoMode);
    ArrayNode assigned = body.putArray("teams");
    for (Map.Entry<String, String> role : new TreeMap<>(roles).entrySet()) {
      if (role.getKey().startsWith(Scope.TEAM)) {
        Optional<Team> team = teams.find(role.getKey().substring(Scope.TEAM.length()));
        team.ifPresent(it -> assigned.addObject().put("id", it.id()).put("role", role.getValue()));
      }
    }
    return buildkite.send(buildkite.post("/invitations").sending(body));
  }

  /** The slug of a team is shown, but documented are only the id and the role. */
  private Pending pending(JsonNode row) throws ToolException {
    Map<String, String> roles = new LinkedHashMap<>();
    roles.put(Scope.ORG, row.path("role").asText(Scope.MEMBER));
    for (JsonNode assigned : row.path("teams")) {
      String id = assigned.path("id").asText();
      for (Team team : teams.all().values()) {
        if (team.id().equals(id)) {
          roles.put(Scope.TEAM + team.slug(), assigned.path("role").asText(Scope.MEMBER));
        }
      }
    }
    return new Pending(row.path("id").asText(), roles);
  }
}
