package dev.rolecall.sandbox.buildkite;

import static dev.rolecall.sandbox.buildkite.Fixture.ORG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sandbox.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvitationsTest {
  private static final String ALL = ORG + "/invitations";
  private static final String ADA = "ada@acme.example";

  private final Fixture fixture = new Fixture(Fixture.acme());
  private final Http root = fixture.root;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void anInvitationHoldsRoleAndTeamsAndGivesThemWhenItIsAccepted() {
    String web = fixture.id("/teams", "slug", "web");
    Http.Reply created =
        root.post(
            ALL,
            "{\"emails\":[\"ada@acme.example\"],\"role\":\"admin\",\"sso_mode\":\"optional\","
                + "\"teams\":[{\"id\":\""
                + web
                + "\",\"role\":\"maintainer\"}]}");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().get(0).path("state").asText()).isEqualTo("pending");
    assertThat(created.json().get(0).path("teams").get(0).path("slug").asText()).isEqualTo("web");
    assertThat(fixture.buildkite.member(ADA)).isEmpty();

    fixture.buildkite.acceptInvitation(ADA);

    assertThat(fixture.buildkite.member(ADA).orElseThrow().role()).isEqualTo("admin");
    assertThat(fixture.buildkite.teamRole("web", ADA)).hasValue("maintainer");
    assertThat(fixture.buildkite.teamRole("everyone", ADA)).hasValue("member");
    assertThat(root.get(ALL).json().path("items")).isEmpty();
    Http.Reply one = root.get(ALL + "/" + created.json().get(0).path("id").asText());
    assertThat(one.json().path("state").asText()).isEqualTo("accepted");
    assertThat(one.json().path("accepted_by").path("email").asText()).isEqualTo(ADA);
  }

  @Test
  void onlyPendingOnesAreListedAndCanBeRevoked() {
    String id = fixture.invite(ADA).json().get(0).path("id").asText();
    assertThat(root.delete(ALL + "/" + id).status()).isEqualTo(204);
    assertThat(root.delete(ALL + "/" + id).status()).isEqualTo(422);
    assertThat(root.delete(ALL + "/nothing").status()).isEqualTo(404);

    fixture.invite(ADA);
    fixture.buildkite.expireInvitation(ADA);

    assertThat(root.get(ALL).json().path("items")).isEmpty();
    assertThat(fixture.buildkite.invitations())
        .extracting(BuildkiteInvitation::state)
        .containsExactly("revoked", "expired");
  }

  @Test
  void aWholeBatchIsCheckedBeforeAnybodyIsInvited() {
    assertThat(refusal("\"ada@acme.example\",\"nobody\"")).contains("invalid");
    assertThat(refusal("\"ada@acme.example\",\"BOB@acme.example\"")).contains("already a member");
    assertThat(fixture.buildkite.invitations()).isEmpty();

    root.post(ALL, "{\"emails\":[\"ada@acme.example\",\"ADA@acme.example\"]}");

    assertThat(fixture.buildkite.invitations()).hasSize(1);
    assertThat(refusal("\"Ada@acme.example\"")).contains("already been invited");
  }

  @Test
  void anAddressOfAMemberThatIsNotThePrimaryOneIsAMembersToo() {
    fixture.buildkite.changeEmailByHand("bob@acme.example", "robert@home.example");

    assertThat(refusal("\"bob@acme.example\"")).contains("already a member");
    assertThat(fixture.id("/members", "email", "robert@home.example")).isNotEmpty();
  }

  @Test
  void rolesAndTeamsMustBeKnown() {
    assertThat(fixture.root.post(ALL, "{\"emails\":[\"a@b.example\"],\"role\":\"user\"}").status())
        .isEqualTo(422);
    assertThat(
            fixture
                .root
                .post(ALL, "{\"emails\":[\"a@b.example\"],\"teams\":[{\"id\":\"x\"}]}")
                .status())
        .isEqualTo(422);
  }

  @Test
  void twentyMayBePending() {
    for (int i = 0; i < 20; i++) {
      assertThat(fixture.invite("p" + i + "@acme.example").status()).isEqualTo(201);
    }

    assertThat(refusal("\"ada@acme.example\"")).contains("limit of 20 pending");
    fixture.buildkite.acceptInvitation("p3@acme.example");
    assertThat(fixture.invite(ADA).status()).isEqualTo(201);
  }

  @Test
  void withSsoTheModeMustBeSaidAndWhoSignsInIsAMember() {
    try (Fixture withSso = new Fixture(Fixture.acme().withSso())) {
      assertThat(withSso.invite(ADA).status()).isEqualTo(422);

      withSso.buildkite.signIn(ADA);

      assertThat(withSso.buildkite.member(ADA).orElseThrow().role()).isEqualTo("member");
      assertThat(withSso.buildkite.teamRole("everyone", ADA)).hasValue("member");
    }
  }

  @Test
  void theListIsReadByCursorNewestFirst() {
    for (int i = 0; i < 5; i++) {
      fixture.invite("p" + i + "@acme.example");
    }

    List<String> seen = new ArrayList<>();
    Optional<String> page = Optional.of(ALL + "?per_page=2");
    while (page.isPresent()) {
      Http.Reply reply = root.get(page.get());
      reply.json().path("items").forEach(item -> seen.add(item.path("email").asText()));
      page =
          Optional.of(reply.json().path("links").path("next").asText())
              .filter(next -> !next.isEmpty())
              .map(next -> next.substring(next.indexOf("/v2/")));
    }

    assertThat(seen)
        .containsExactly(
            "p4@acme.example",
            "p3@acme.example",
            "p2@acme.example",
            "p1@acme.example",
            "p0@acme.example");
    assertThat(root.get(ALL + "?after=a&before=b").status()).isEqualTo(400);
    assertThat(root.get(ALL + "?per_page=101").status()).isEqualTo(400);
  }

  @Test
  void operatorsAcceptAndExpire() {
    fixture.invite(ADA);
    assertThat(
            root.post("/_sandbox/invitations/" + ADA + "/accept?as=ada@home.example", "").status())
        .isEqualTo(204);
    assertThat(fixture.buildkite.member(ADA).orElseThrow().email()).isEqualTo("ada@home.example");
    assertThat(root.post("/_sandbox/invitations/" + ADA + "/expire", "").status()).isEqualTo(400);
  }

  private String refusal(String emails) {
    Http.Reply reply = root.post(ALL, "{\"emails\":[" + emails + "]}");
    assertThat(reply.status()).isEqualTo(422);
    return reply.message();
  }
}
