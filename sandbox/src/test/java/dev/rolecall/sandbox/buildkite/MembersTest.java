package dev.rolecall.sandbox.buildkite;

import static dev.rolecall.sandbox.buildkite.Fixture.ORG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sandbox.Http;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MembersTest {
  private final Fixture fixture = new Fixture(Fixture.acme());
  private final Http root = fixture.root;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aMemberIsShownByTheUuidOfTheUser() {
    Http.Reply bob = root.get(fixture.member("bob@acme.example"));

    assertThat(bob.status()).isEqualTo(200);
    assertThat(bob.json().path("name").asText()).isEqualTo("Bob");
    assertThat(bob.json().path("role").asText()).isEqualTo("member");
    assertThat(bob.json().path("sso_mode").asText()).isEqualTo("optional");
  }

  @Test
  void theSsoModeOfOthersIsForAdministrators() {
    Http bob = fixture.as("bob@acme.example");

    assertThat(bob.get(ORG + "/members").json())
        .allSatisfy(member ->
            assertThat(member.has("sso_mode"))
                .isEqualTo(member.path("name").asText().equals("Bob")));
  }

  @Test
  void withoutATokenNothingIsShown() {
    try (Http nobody = Http.anonymous(fixture.sandbox.url("buildkite"))) {
      Http.Reply reply = nobody.get(ORG + "/members");
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.message()).startsWith("Authentication required.");
    }
  }

  @Test
  void aScopeThatIsMissingIsForbiddenAndAnotherOrganizationIsNotFound() {
    assertThat(fixture.as("root@acme.example", "read_teams").get(ORG + "/members").status())
        .isEqualTo(403);
    assertThat(root.get("/v2/organizations/other/members").message()).isEqualTo("Not Found");
  }

  @Test
  void aRoleIsChangedButNotOnesOwn() {
    String bob = fixture.member("bob@acme.example");
    assertThat(root.send("PATCH", bob, "{\"role\":\"admin\"}").json().path("role").asText())
        .isEqualTo("admin");
    assertThat(root.send("PATCH", bob, "{}").status()).isEqualTo(422);
    assertThat(root.send("PATCH", bob, "{\"role\":\"owner\"}").status()).isEqualTo(422);

    String own = fixture.member("root@acme.example");
    assertThat(root.send("PATCH", own, "{\"role\":\"member\"}").status()).isEqualTo(403);
  }

  @Test
  void onlyAdministratorsChangeMembers() {
    Http bob = fixture.as("bob@acme.example");
    String own = fixture.member("bob@acme.example");

    assertThat(bob.send("PATCH", own, "{\"role\":\"admin\"}").status()).isEqualTo(403);
    assertThat(bob.delete(own).status()).isEqualTo(403);
  }

  @Test
  void theLastAdministratorStays() {
    assertThat(root.delete(fixture.member("root@acme.example")).status()).isEqualTo(422);
  }

  @Test
  void whoIsRemovedLosesTokensSessionsAndTeams() {
    String token = fixture.buildkite.createToken("bob@acme.example", null, "read_organizations");
    String session = fixture.buildkite.signIn("bob@acme.example");
    assertThat(fixture.buildkite.tokenWorks(token)).isTrue();
    assertThat(fixture.buildkite.sessionWorks(session)).isTrue();

    String bob = fixture.member("bob@acme.example");
    assertThat(root.delete(bob).status()).isEqualTo(204);

    assertThat(root.get(bob).status()).isEqualTo(404);
    assertThat(fixture.buildkite.tokenWorks(token)).isFalse();
    assertThat(fixture.buildkite.sessionWorks(session)).isFalse();
    assertThat(fixture.buildkite.teamRole("everyone", "bob@acme.example")).isEmpty();
    assertThat(fixture.with(token).get(ORG + "/members").status()).isEqualTo(404);
  }

  @Test
  void aListComesInPagesWithALinkToTheNext() {
    for (int i = 0; i < 40; i++) {
      fixture.buildkite.setMemberByHand("p" + i + "@acme.example", "member");
    }

    Http.Reply first = root.get(ORG + "/members");
    assertThat(first.json()).hasSize(30);
    assertThat(first.header("Link").orElseThrow())
        .contains("page=2&per_page=30>; rel=\"next\"", "rel=\"last\"");
    Http.Reply second = root.get(ORG + "/members?page=2&per_page=30");
    assertThat(second.json()).hasSize(12);
    assertThat(second.header("Link").orElseThrow()).doesNotContain("rel=\"next\"");
    assertThat(root.get(ORG + "/members?per_page=1000").json()).hasSize(42);
  }

  @Test
  void aTokenDescribesItself() {
    Http.Reply token = root.get("/v2/access-token");

    assertThat(token.json().path("scopes")).hasSize(BuildkiteSeed.REST_SCOPES.size());
    assertThat(token.json().path("expires_at").isNull()).isTrue();
    assertThat(token.json().path("user").path("email").asText()).isEqualTo("root@acme.example");
    assertThat(root.delete("/v2/access-token").status()).isEqualTo(204);
    assertThat(root.get("/v2/access-token").status()).isEqualTo(401);
  }

  @Test
  void aTokenEndsAtItsTime() {
    String value =
        fixture.buildkite.createToken(
            "bob@acme.example", fixture.clock.instant().plus(Duration.ofDays(7)), "read_user");
    Http bob = fixture.with(value);
    assertThat(bob.get("/v2/access-token").json().path("expires_at").asText())
        .isEqualTo("2026-11-29 10:00:00 UTC");
    assertThat(bob.get("/v2/user").json().path("email").asText()).isEqualTo("bob@acme.example");

    fixture.clock.pass(Duration.ofDays(7));

    assertThat(bob.get("/v2/access-token").status()).isEqualTo(401);
  }

  @Test
  void signInsWithSamlReplaceTheRoleAndTheTeams() {
    fixture.buildkite.setTeamRoleByHand("web", "bob@acme.example", "maintainer");

    fixture.buildkite.signInWithSaml(
        "bob@acme.example", true, java.util.Map.of("everyone", "maintainer"));

    assertThat(fixture.buildkite.member("bob@acme.example").orElseThrow().role())
        .isEqualTo("admin");
    assertThat(fixture.buildkite.teamRole("web", "bob@acme.example")).isEmpty();
    assertThat(fixture.buildkite.teamRole("everyone", "bob@acme.example")).hasValue("maintainer");
  }
}
