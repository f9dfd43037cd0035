package dev.rolecall.sandbox.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sandbox.Http;
import dev.rolecall.sandbox.Http.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsersTest {

  private static final String NEW =
      "{\"email\":\"%s\",\"username\":\"%s\",\"name\":\"New\",\"force_random_password\":true}";

  private final Fixture fixture = new Fixture(Fixture.company());
  private final Gitlab gitlab = fixture.gitlab;
  private final Http admin = fixture.admin;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aUsernameIsFoundExactlyInAnyCase() {
    assertThat(admin.get("/api/v4/users?username=ADA").json().findValuesAsText("id"))
        .containsExactly("2");
    assertThat(admin.get("/api/v4/users?username=ad").body()).isEqualTo("[]");
  }

  @Test
  void aSearchIsFuzzyAndPrivateAddressesAreForAdministrators() {
    gitlab.addUserByHand("ada2", "ada@acme.example.org");

    assertThat(
            admin.get("/api/v4/users?search=ada%40acme.example").json().findValuesAsText("email"))
        .containsExactly("ada@acme.example.org", "ada@acme.example");
    assertThat(fixture.as("bob").get("/api/v4/users?search=ada%40acme.example").body())
        .isEqualTo("[]");
    assertThat(fixture.as("bob").get("/api/v4/users/2").json().has("email")).isFalse();
  }

  @Test
  void anAccountIsCreatedOncePerAddressAndName() {
    Reply created = admin.post("/api/v4/users", NEW.formatted("c@acme.example", "carol"));
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().path("state").asText()).isEqualTo("active");

    Reply email = admin.post("/api/v4/users", NEW.formatted("C@acme.example", "other"));
    assertThat(email.status()).isEqualTo(409);
    assertThat(email.message()).isEqualTo("Email has already been taken");
    assertThat(admin.post("/api/v4/users", NEW.formatted("d@acme.example", "CAROL")).message())
        .isEqualTo("Username has already been taken");
    assertThat(admin.post("/api/v4/users", NEW.formatted("d@acme.example", "-x")).status())
        .isEqualTo(400);
    assertThat(admin.post("/api/v4/users", "{\"name\":\"x\"}").json().path("error").asText())
        .isEqualTo("email is missing, username is missing");
    assertThat(fixture.as("bob").post("/api/v4/users", NEW.formatted("e@e", "eve")).status())
        .isEqualTo(403);
  }

  @Test
  void blockingAnswersTrueThenNullAndKillsTheToken() {
    Http ada = fixture.as("ada");

    Reply blocked = admin.post("/api/v4/users/2/block", "");
    assertThat(blocked.status()).isEqualTo(201);
    assertThat(blocked.body()).isEqualTo("true");
    assertThat(admin.post("/api/v4/users/2/block", "").body()).isEqualTo("null");
    assertThat(gitlab.user("ada").orElseThrow().state()).isEqualTo("blocked");
    assertThat(ada.get("/api/v4/user").status()).isEqualTo(403);

    assertThat(admin.post("/api/v4/users/2/unblock", "").body()).isEqualTo("true");
    assertThat(ada.get("/api/v4/user").status()).isEqualTo(200);
  }

  @Test
  void someUsersCannotBeBlockedOrUnblocked() {
    assertThat(admin.post("/api/v4/users/1/block", "").message())
        .isEqualTo("403 Forbidden - The API initiating user cannot be blocked by the API");
    gitlab.setStateByHand("ada", "ldap_blocked");
    assertThat(admin.post("/api/v4/users/2/block", "").message())
        .isEqualTo("403 Forbidden - LDAP blocked users cannot be modified by the API");
    gitlab.setStateByHand("ada", "deactivated");
    assertThat(admin.post("/api/v4/users/2/unblock", "").message())
        .isEqualTo("403 Forbidden - Deactivated users cannot be unblocked by the API");
    gitlab.setStateByHand("ada", "blocked");
    assertThat(admin.post("/api/v4/users/2/activate", "").message())
        .isEqualTo("403 Forbidden - A blocked user must be unblocked to be activated");
    assertThat(admin.post("/api/v4/users/99/block", "").message()).isEqualTo("404 User Not Found");
    assertThat(fixture.as("bob").post("/api/v4/users/2/block", "").status()).isEqualTo(403);
  }

  @Test
  void theSoleOwnerOfAGroupIsNotDeleted() {
    Reply reply = admin.delete("/api/v4/users/4");
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.message())
        .isEqualTo("User cannot be removed while is the sole-owner of a group");
    assertThat(admin.delete("/api/v4/users/2").status()).isEqualTo(204);
    assertThat(gitlab.user("ada")).isEmpty();
  }

  @Test
  void aLeaversTokensAndKeysAreListedAndRevoked() {
    Http ada = fixture.as("ada");
    gitlab.addKey("ada", "laptop");

    Reply tokens = admin.get("/api/v4/personal_access_tokens?user_id=2&state=active");
    assertThat(tokens.json()).hasSize(1);
    String token = tokens.json().path(0).path("id").asText();
    assertThat(admin.delete("/api/v4/personal_access_tokens/" + token).status()).isEqualTo(204);
    assertThat(ada.get("/api/v4/user").json().path("error").asText()).isEqualTo("invalid_token");
    assertThat(gitlab.activeTokens("ada")).isZero();

    String key = admin.get("/api/v4/users/2/keys").json().path(0).path("id").asText();
    assertThat(admin.delete("/api/v4/users/2/keys/" + key).status()).isEqualTo(204);
    assertThat(gitlab.keys("ada")).isZero();
    assertThat(admin.delete("/api/v4/users/2/keys/" + key).message())
        .isEqualTo("404 Key Not Found");
  }

  @Test
  void tokensAreCheckedForExistenceAgeAndScope() {
    assertThat(fixture.with("wrong").get("/api/v4/user").message()).isEqualTo("401 Unauthorized");
    Reply scope = fixture.as("ada", "read_api").post("/api/v4/users", "{}");
    assertThat(scope.status()).isEqualTo(403);
    assertThat(scope.json().path("error").asText()).isEqualTo("insufficient_scope");

    Reply self = admin.get("/api/v4/personal_access_tokens/self");
    assertThat(self.json().path("expires_at").asText()).isEqualTo("2027-11-22");
    fixture.clock.pass(Duration.ofDays(365));
    Reply expired = admin.get("/api/v4/user");
    assertThat(expired.status()).isEqualTo(401);
    assertThat(expired.json().path("error_description").asText())
        .isEqualTo("Token is expired. You can either do re-authorization or token refresh.");
  }

  @Test
  void aSecondRotationOfOneTokenRevokesTheNewOneToo() {
    Reply rotated = admin.post("/api/v4/personal_access_tokens/self/rotate", "");
    Http fresh = fixture.with(rotated.json().path("token").asText());
    assertThat(rotated.json().path("expires_at").asText()).isEqualTo("2026-11-29");
    assertThat(fresh.get("/api/v4/user").status()).isEqualTo(200);

    assertThat(admin.post("/api/v4/personal_access_tokens/self/rotate", "").status())
        .isEqualTo(401);
    assertThat(fresh.get("/api/v4/user").status()).isEqualTo(401);
  }

  @Test
  void usersCanBeWalkedByKeyset() {
    Reply first = admin.get("/api/v4/users?pagination=keyset&order_by=id&sort=asc&per_page=3");
    assertThat(first.json().findValuesAsText("username")).containsExactly("root", "ada", "bob");
    String link = first.header("link").orElseThrow();
    String next = link.substring(link.indexOf("/api"), link.indexOf('>'));

    Reply second = admin.get(next);
    assertThat(second.json().findValuesAsText("username")).containsExactly("olga");
    assertThat(second.header("link")).isEmpty();
  }

  @Test
  void theLimitInFrontOfTheApplicationSaysWhenToComeBack() {
    try (Fixture limited = new Fixture(Fixture.company().limits(new GitlabSeed.Limits(2, 0)))) {
      assertThat(limited.admin.get("/api/v4/user").header("ratelimit-remaining")).contains("1");
      limited.admin.get("/api/v4/user");
      Reply refused = limited.admin.get("/api/v4/user");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.body()).isEqualTo("Retry later\n");
      assertThat(refused.header("retry-after")).contains("60");
      assertThat(refused.header("ratelimit-reset")).contains("1795341660");

      limited.clock.pass(Duration.ofSeconds(60));
      assertThat(limited.admin.get("/api/v4/user").status()).isEqualTo(200);
    }
  }

  @Test
  void theLimitOnRemovalsHasNoHeaders() {
    try (Fixture limited = new Fixture(Fixture.company().limits(new GitlabSeed.Limits(0, 1)))) {
      limited.admin.delete("/api/v4/groups/payments/members/2");
      Reply refused = limited.admin.delete("/api/v4/groups/payments/members/2");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("retry-after")).isEmpty();
      assertThat(refused.body()).contains("requested too many times");
    }
  }
}
