package dev.rolecall.connectors.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolHealth;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What our token may do, and for how long. */
final class GitLabHealth {
  private final HttpCaller gitlab;
  private final Edition edition;
  private final Places places;

  /** One call each: more groups than this are asked about in later checks, as they are used. */
  private static final int MOST_GROUPS = 50;

  GitLabHealth(HttpCaller gitlab, Edition edition, Places places) {
    this.gitlab = gitlab;
    this.edition = edition;
    this.places = places;
  }

  ToolHealth check() throws ToolException {
    List<String> problems = new ArrayList<>();
    Optional<LocalDate> end = token(problems);
    JsonNode self = gitlab.read(Request.get("/user"));
    if (edition == Edition.SELF_MANAGED && !self.path("is_admin").asBoolean(false)) {
      problems.add(
          "The token's user is no administrator: accounts can be neither found by e-mail, nor"
              + " created, nor blocked. Use an administrator's token.");
    }
    return new ToolHealth(version(), end, problems, samlGroups());
  }

  /** Tokens that are not personal access tokens do not describe themselves. */
  private Optional<LocalDate> token(List<String> problems) throws ToolException {
    Reply reply = gitlab.send(Request.get("/personal_access_tokens/self"));
    if (reply instanceof Answer answer && (answer.status() == 404 || answer.status() == 405)) {
      return Optional.empty();
    }
    JsonNode token = Meaning.read(reply);
    List<String> scopes = new ArrayList<>();
    token.path("scopes").forEach(scope -> scopes.add(scope.asText()));
    if (!scopes.contains("api")) {
      problems.add("The token lacks the scope \"api\": create one that has it.");
    }
    if (token.path("revoked").asBoolean(false) || !token.path("active").asBoolean(true)) {
      problems.add("The token is revoked or expired: create a new one.");
    }
    return Member.date(token.path("expires_at"));
  }

  /** Groups in use whose members SAML sets anew at each sign-in; where we may not ask: none. */
  private Map<String, String> samlGroups() {
    Map<String, String> synced = new TreeMap<>();
    for (Place place : places.groupsInUse(MOST_GROUPS)) {
      Reply reply = gitlab.send(Request.get(place.template("/saml_group_links"), place.path()));
      if (reply instanceof Answer answer
          && answer.succeeded()
          && answer.json().filter(links -> links.isArray() && !links.isEmpty()).isPresent()) {
        synced.put(place.path(), "SAML group sync");
      }
    }
    return synced;
  }

  private Optional<String> version() {
    return gitlab.send(Request.get("/version")) instanceof Answer answer && answer.succeeded()
        ? answer
            .json()
            .map(body -> body.path("version"))
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
        : Optional.empty();
  }
}
