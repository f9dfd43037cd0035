package dev.rolecall.sandbox.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.sandbox.Http;
import dev.rolecall.sandbox.Http.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the Owner of a group can and cannot do on GitLab.com. */
class GitlabComTest {

  private final Fixture fixture =
      new Fixture(
          GitlabSeed.gitlabCom("acme", "olga", Fixture.TOKEN)
              .user("stranger", "stranger@else.example")
              .user(
                  new GitlabSeed.User(
                      "ada", "ada@acme.example", "active", false, false, null, "acme"))
              .group("acme/team")
              .member("acme", "ada", AccessLevel.DEVELOPER)
              .member("acme/team", "ada", AccessLevel.MAINTAINER)
              .member("acme", "stranger", AccessLevel.GUEST));
  private final Http owner = fixture.admin;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void nobodyCreatesOrBlocksAccounts() {
    String user =
        "{\"email\":\"x@y.example\",\"username\":\"x\",\"name\":\"X\",\"password\":\"p\"}";

    assertThat(owner.post("/api/v4/users", user).status()).isEqualTo(403);
    assertThat(owner.post("/api/v4/users/2/block", "").status()).isEqualTo(403);
    assertThatThrownBy(() ->
            GitlabSeed.gitlabCom("acme", "olga", "t")
                .user(new GitlabSeed.User("r", "r@r", "active", true, false, null, null)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void addressesAreHiddenExceptThoseOfEnterpriseUsers() {
    assertThat(owner.get("/api/v4/users?search=ada%40acme.example").body()).isEqualTo("[]");
    Reply members = owner.get("/api/v4/groups/acme/members");
    assertThat(members.json().findValuesAsText("username"))
        .containsExactly("olga", "stranger", "ada");
    assertThat(members.json().findValuesAsText("email")).containsExactly("ada@acme.example");
    assertThat(owner.get("/api/v4/groups/acme/enterprise_users").json().findValuesAsText("email"))
        .containsExactly("ada@acme.example");
    assertThat(fixture.as("stranger").get("/api/v4/groups/acme/enterprise_users").status())
        .isEqualTo(403);
  }

  @Test
  void aLeaverIsRemovedFromTheWholeHierarchyAndHisCredentialsRevoked() {
    Http ada = fixture.as("ada");
    assertThat(owner.delete("/api/v4/groups/acme/billable_members/3").status()).isEqualTo(204);
    assertThat(fixture.gitlab.members("acme/team")).isEmpty();

    Reply tokens = owner.get("/api/v4/groups/acme/manage/personal_access_tokens?state=active");
    String id = tokens.json().path(0).path("id").asText();
    assertThat(owner.delete("/api/v4/groups/acme/manage/personal_access_tokens/" + id).status())
        .isEqualTo(204);
    assertThat(ada.get("/api/v4/user").status()).isEqualTo(401);
    assertThat(fixture.gitlab.user("ada")).isPresent();
  }
}
