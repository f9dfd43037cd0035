package dev.rolecall.sandbox.buildkite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.Http;
import dev.rolecall.sandbox.http.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphqlTest {
  private final Fixture fixture = new Fixture(Fixture.acme());
  private final Http graphql = fixture.as("root@acme.example", "graphql");

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void membersAreFoundByTheirPrimaryAddress() {
    JsonNode data =
        data(
            "query Find($e: String) { organization(slug: \"acme\") { members(first: 2, email: $e)"
                + " { edges { node { role who: user { uuid email } } } pageInfo { hasNextPage } }"
                + " } }",
            "{\"e\":\"BOB@acme.example\"}");

    JsonNode members = data.path("organization").path("members");
    assertThat(members.path("edges")).hasSize(1);
    JsonNode bob = members.path("edges").get(0).path("node");
    assertThat(bob.path("role").asText()).isEqualTo("MEMBER");
    assertThat(bob.path("who").path("email").asText()).isEqualTo("bob@acme.example");
    assertThat(members.path("pageInfo").path("hasNextPage").asBoolean()).isFalse();
  }

  @Test
  void theOrganizationIsTakenFromAToken() {
    String value = fixture.buildkite.createToken("bob@acme.example", null, "read_organizations");
    JsonNode organization =
        data(
                "{ organization(slug: \"acme\") { id apiAccessTokens(first: 100) { edges { node {"
                    + " id owner { email } } } } } }",
                "{}")
            .path("organization");
    JsonNode bobs = null;
    for (JsonNode edge : organization.path("apiAccessTokens").path("edges")) {
      if (edge.path("node").path("owner").path("email").asText().equals("bob@acme.example")) {
        bobs = edge.path("node");
      }
    }
    assertThat(bobs).isNotNull();
    String revoke =
        "mutation { organizationApiAccessTokenRevoke(input: {organizationId: \""
            + organization.path("id").asText()
            + "\", apiAccessTokenId: \""
            + bobs.path("id").asText()
            + "\"}) { revokedApiAccessTokenId } }";

    assertThat(fixture.buildkite.tokenWorks(value)).isTrue();
    assertThat(data(revoke, "{}").has("organizationApiAccessTokenRevoke")).isTrue();

    assertThat(fixture.buildkite.tokenWorks(value)).isFalse();
    assertThat(errors(revoke)).contains("No API access token found");
  }

  @Test
  void pagesFollowTheCursor() {
    String query =
        "query($a: String) { organization(slug: \"acme\") { members(first: 1, after: $a) { edges {"
            + " node { user { email } } } pageInfo { hasNextPage endCursor } } } }";
    JsonNode first = data(query, "{}").path("organization").path("members");
    assertThat(first.path("pageInfo").path("hasNextPage").asBoolean()).isTrue();

    JsonNode second =
        data(query, "{\"a\":\"" + first.path("pageInfo").path("endCursor").asText() + "\"}")
            .path("organization")
            .path("members");

    assertThat(second.path("edges").get(0).path("node").path("user").path("email").asText())
        .isEqualTo("bob@acme.example");
    assertThat(second.path("pageInfo").path("hasNextPage").asBoolean()).isFalse();
  }

  @Test
  void errorsComeWithStatus200() {
    assertThat(errors("{ organization(slug: \"acme\") { nothing } }")).contains("doesn't exist");
    assertThat(errors("{ organization(slug: ")).contains("Parse error");
    assertThat(data("{ organization(slug: \"other\") { id } }", "{}").path("organization").isNull())
        .isTrue();
  }

  @Test
  void aTokenNeedsLeaveForIt() {
    assertThat(
            fixture.root.post("/v1", "{\"query\":\"{ organization(slug: 1) { id } }\"}").status())
        .isEqualTo(403);
  }

  private JsonNode data(String query, String variables) {
    JsonNode body = send(query, variables).json();
    assertThat(body.path("errors").isMissingNode()).isTrue();
    return body.path("data");
  }

  private String errors(String query) {
    return send(query, "{}").json().path("errors").get(0).path("message").asText();
  }

  private Http.Reply send(String query, String variables) {
    Http.Reply reply =
        graphql.post(
            "/v1", "{\"query\":" + Json.write(query) + ",\"variables\":" + variables + "}");
    assertThat(reply.status()).isEqualTo(200);
    return reply;
  }
}
