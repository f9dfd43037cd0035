package dev.rolecall.connectors.buildkite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.CallClass;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What REST cannot do. A token that may use GraphQL may do everything its user may, so all of this
 * is opt-in. Errors come with status 200.
 */
final class Graphql {
  static final String MEMBER_BY_EMAIL =
      """
      query RolecallMemberByEmail($organization: ID!, $email: String!) {
        organization(slug: $organization) {
          members(first: 2, email: $email) {
            edges { node { role user { uuid email } } }
          }
        }
      }\
      """;

  static final String ACCESS_TOKENS =
      """
      query RolecallAccessTokens($organization: ID!, $after: String) {
        organization(slug: $organization) {
          id
          apiAccessTokens(first: 100, after: $after) {
            edges { node { id owner { uuid } } }
            pageInfo { hasNextPage endCursor }
          }
        }
      }\
      """;

  static final String REVOKE_ACCESS_TOKEN =
      """
      mutation RolecallRevoke($organization: ID!, $token: ID!) {
        organizationApiAccessTokenRevoke(
          input: {organizationId: $organization, apiAccessTokenId: $token}
        ) {
          revokedApiAccessTokenId
        }
      }\
      """;

  static final String SSO_PROVIDERS =
      """
      query RolecallSso($organization: ID!) {
        organization(slug: $organization) {
          ssoProviders(first: 20) { edges { node { type state } } }
        }
      }\
      """;

  /** Of 100 tokens each. */
  private static final int MOST_PAGES = 200;

  private final HttpCaller http;
  private final String organization;

  /** Tokens of one person that may use the organization; both ids are GraphQL's. */
  private record Tokens(String organizationId, List<String> ids) {}

  Graphql(HttpCaller http, String organization) {
    this.http = http;
    this.organization = organization;
  }

  /** By the primary address. */
  Optional<Member> memberByEmail(String email) throws ToolException {
    for (JsonNode edge :
        organization(MEMBER_BY_EMAIL, variables().put("email", email))
            .path("members")
            .path("edges")) {
      JsonNode user = edge.path("node").path("user");
      if (user.path("email").asText("").equalsIgnoreCase(email)) {
        return Optional.of(
            new Member(
                user.path("uuid").asText(),
                user.path("email").asText(),
                edge.path("node").path("role").asText("").toLowerCase(Locale.ROOT)));
      }
    }
    return Optional.empty();
  }

  /** Whether people sign in by SAML, which may set roles and teams. */
  boolean hasSaml() throws ToolException {
    for (JsonNode edge :
        organization(SSO_PROVIDERS, variables()).path("ssoProviders").path("edges")) {
      JsonNode provider = edge.path("node");
      if (provider.path("type").asText("").equals("SAML")
          && provider.path("state").asText("").equals("ENABLED")) {
        return true;
      }
    }
    return false;
  }

  /** Takes the organization from every token of somebody; they go on working elsewhere. */
  Applied revokeAll(String user) throws ToolException {
    Tokens tokens = tokensOf(user);
    Applied last = new Applied.Already(Applied.Call.NONE);
    for (String id : tokens.ids()) {
      last = revoke(tokens.organizationId(), id);
      if (!(last instanceof Applied.Done || last instanceof Applied.Already)) {
        return last;
      }
    }
    return last;
  }

  private Tokens tokensOf(String user) throws ToolException {
    List<String> ids = new ArrayList<>();
    ObjectNode variables = variables();
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode found = organization(ACCESS_TOKENS, variables);
      JsonNode tokens = found.path("apiAccessTokens");
      for (JsonNode edge : tokens.path("edges")) {
        if (edge.path("node").path("owner").path("uuid").asText("").equals(user)) {
          ids.add(edge.path("node").path("id").asText());
        }
      }
      if (!tokens.path("pageInfo").path("hasNextPage").asBoolean(false)) {
        return new Tokens(found.path("id").asText(), ids);
      }
      variables.put("after", tokens.path("pageInfo").path("endCursor").asText());
    }
    throw new ToolException(Kind.UNEXPECTED, "more than " + MOST_PAGES + " pages of tokens");
  }

  private Applied revoke(String organizationId, String token) {
    ObjectNode variables =
        HttpCaller.object().put("organization", organizationId).put("token", token);
    Reply reply = http.send(request(REVOKE_ACCESS_TOKEN, variables));
    Applied applied = Meaning.written(reply);
    if (!(applied instanceof Applied.Done)) {
      return applied;
    }
    String error = reply instanceof Reply.Answer answer ? error(answer.json()) : "";
    if (error.isEmpty()) {
      return applied;
    }
    return error.contains("found")
        ? new Applied.Already(reply.call())
        : new Applied.Refused(reply.call(), "Buildkite does not let us revoke this token");
  }

  private JsonNode organization(String document, ObjectNode variables) throws ToolException {
    Reply reply = http.send(request(document, variables).countedAs(CallClass.READ));
    JsonNode body = Meaning.read(reply);
    String error = error(Optional.of(body));
    if (!error.isEmpty()) {
      throw new ToolException(
          error.contains("try again") ? Kind.UNAVAILABLE : Kind.UNEXPECTED,
          "POST /v1: GraphQL answered with an error");
    }
    JsonNode found = body.path("data").path("organization");
    if (!found.isObject()) {
      throw new ToolException(
          Kind.UNEXPECTED, "POST /v1: no organization of this name that the token may use");
    }
    return found;
  }

  private static Request request(String document, ObjectNode variables) {
    return Request.post("/v1")
        .sending(HttpCaller.object().put("query", document).set("variables", variables));
  }

  /** Lower case; "" when there is none. There are no codes. */
  private static String error(Optional<JsonNode> body) {
    return body.map(json -> json.path("errors").path(0).path("message").asText(""))
        .orElse("")
        .toLowerCase(Locale.ROOT);
  }

  private ObjectNode variables() {
    return HttpCaller.object().put("organization", organization);
  }
}
