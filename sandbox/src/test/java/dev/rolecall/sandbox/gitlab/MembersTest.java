package dev.rolecall.sandbox.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sandbox.Http;
import dev.rolecall.sandbox.Http.Reply;
import java.time.Duration;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MembersTest {

  private static final String GROUP = "/api/v4/groups/payments/members";
  private static final String CHILD = "/api/v4/groups/payments%2Fcore/members";
  private static final String PROJECT = "/api/v4/projects/payments%2Fcore%2Fledger/members";

  private final Fixture fixture = new Fixture(Fixture.company());
  private final Gitlab gitlab = fixture.gitlab;
  private final Http admin = fixture.admin;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aMemberIsAddedOnceAndAddingAgainIsAConflictWhateverTheLevel() {
    Reply added = admin.post(GROUP, "{\"user_id\":2,\"access_level\":30}");
    assertThat(added.status()).isEqualTo(201);
    assertThat(added.json().path("username").asText()).isEqualTo("ada");
    assertThat(added.json().has("email")).isFalse();

    Reply again = admin.post(GROUP, "{\"user_id\":2,\"access_level\":40}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.message()).isEqualTo("Member already exists");
    assertThat(gitlab.member("payments", "ada").orElseThrow().accessLevel()).isEqualTo(30);
  }

  @Test
  void placesAreNamedByNumberOrPathInAnyCase() {
    assertThat(admin.get("/api/v4/groups/2").json().path("full_path").asText())
        .isEqualTo("payments/core");
    assertThat(admin.get("/api/v4/groups/Payments%2FCore").json().path("id").asInt()).isEqualTo(2);
    assertThat(admin.get("/api/v4/projects/1").json().path("path_with_namespace").asText())
        .isEqualTo("payments/core/ledger");
    assertThat(admin.get("/api/v4/groups/nowhere").message()).isEqualTo("404 Group Not Found");
    assertThat(admin.get("/api/v4/projects/payments").message()).isEqualTo("404 Project Not Found");
  }

  @Test
  void badRequestsAreRefusedInGitlabsWords() {
    assertThat(admin.post(GROUP, "{\"user_id\":2}").json().path("error").asText())
        .isEqualTo("access_level is missing");
    assertThat(admin.post(GROUP, "{\"user_id\":2,\"access_level\":33}").body())
        .isEqualTo("{\"message\":{\"access_level\":[\"is not included in the list\"]}}");
    assertThat(admin.post(GROUP, "{\"user_id\":99,\"access_level\":30}").message())
        .isEqualTo("404 User Not Found");
    assertThat(admin.post(PROJECT, "{\"user_id\":2,\"access_level\":5}").status()).isEqualTo(400);
    assertThat(
            admin
                .post(GROUP, "{\"user_id\":2,\"access_level\":30,\"expires_at\":\"2020-01-01\"}")
                .body())
        .contains("cannot be a date in the past");
    assertThat(admin.send("PUT", GROUP + "/2", "{\"access_level\":30}").message())
        .isEqualTo("404 Not found");
  }

  @Test
  void aLevelBelowTheInheritedOneIsRefused() {
    admin.post(GROUP, "{\"user_id\":2,\"access_level\":30}");

    Reply reply = admin.post(CHILD, "{\"user_id\":2,\"access_level\":20}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body())
        .contains(
            "should be greater than or equal to Developer inherited membership from group payments");
    assertThat(admin.post(CHILD, "{\"user_id\":2,\"access_level\":40}").status()).isEqualTo(201);
  }

  @Test
  void theWholeListShowsTheHighestLevelOfEachUser() {
    admin.post(GROUP, "{\"user_id\":2,\"access_level\":30}");
    admin.post(CHILD, "{\"user_id\":2,\"access_level\":40}");

    Reply all = admin.get(PROJECT + "/all");
    assertThat(all.each("username")).containsExactly("ada", "olga");
    assertThat(all.json().path(0).path("access_level").asInt()).isEqualTo(40);
    assertThat(admin.get(PROJECT).json()).isEmpty();
    assertThat(admin.get(PROJECT + "/2").status()).isEqualTo(404);
    assertThat(admin.get(PROJECT + "/all/2").status()).isEqualTo(200);
    assertThat(gitlab.effectiveLevel("payments/core/ledger", "ada")).isEqualTo(40);
  }

  @Test
  void removingFromAGroupRemovesBelowItUnlessAskedNotTo() {
    for (String place : new String[] {GROUP, CHILD, PROJECT}) {
      admin.post(place, "{\"user_id\":2,\"access_level\":30}");
    }

    assertThat(admin.delete(CHILD + "/2?skip_subresources=true").status()).isEqualTo(204);
    assertThat(gitlab.members("payments/core/ledger")).hasSize(1);
    assertThat(admin.delete(GROUP + "/2").status()).isEqualTo(204);
    assertThat(gitlab.members("payments/core/ledger")).isEmpty();
    assertThat(admin.delete(GROUP + "/2").message()).isEqualTo("404 Not found");
  }

  @Test
  void theLastOwnerStays() {
    Reply removed = admin.delete(GROUP + "/4");
    assertThat(removed.status()).isEqualTo(403);
    assertThat(removed.message()).isEqualTo("403 Forbidden");
    assertThat(admin.send("PUT", GROUP + "/4", "{\"access_level\":30}").status()).isEqualTo(403);

    admin.post(GROUP, "{\"user_id\":2,\"access_level\":50}");
    assertThat(admin.delete(GROUP + "/4").status()).isEqualTo(204);
  }

  @Test
  void anOwnerFromAboveMakesTheOwnerBelowRemovable() {
    admin.post(CHILD, "{\"user_id\":2,\"access_level\":50}");

    assertThat(admin.delete(CHILD + "/2").status()).isEqualTo(204);
  }

  @Test
  void anEndStaysWhenOmittedAndIsClearedWhenEmpty() {
    admin.post(GROUP, "{\"user_id\":2,\"access_level\":30,\"expires_at\":\"2026-12-31\"}");

    admin.send("PUT", GROUP + "/2", "{\"access_level\":40}");
    assertThat(gitlab.member("payments", "ada").orElseThrow().expiresAt())
        .isEqualTo(LocalDate.of(2026, 12, 31));
    admin.send("PUT", GROUP + "/2", "{\"access_level\":40,\"expires_at\":\"\"}");
    assertThat(gitlab.member("payments", "ada").orElseThrow().expiresAt()).isNull();
    assertThat(admin.send("PUT", GROUP + "/2", "{\"expires_at\":\"2026-12-31\"}").status())
        .isEqualTo(400);
  }

  @Test
  void aMembershipEndsAtTheStartOfItsDate() {
    admin.post(GROUP, "{\"user_id\":2,\"access_level\":30,\"expires_at\":\"2026-11-23\"}");
    fixture.clock.pass(Duration.ofHours(13));
    assertThat(admin.get(GROUP + "/2").status()).isEqualTo(200);

    fixture.clock.pass(Duration.ofHours(1));
    assertThat(admin.get(GROUP + "/2").status()).isEqualTo(404);
  }

  @Test
  void aCustomRoleIsDroppedByAChangeThatOmitsIt() {
    try (Fixture other =
        new Fixture(
            Fixture.company().role(new GitlabSeed.Role("auditor", AccessLevel.REPORTER, null)))) {
      String body = "{\"user_id\":2,\"access_level\":20,\"member_role_id\":1}";
      assertThat(other.admin.post(GROUP, body).json().path("member_role").path("name").asText())
          .isEqualTo("auditor");
      assertThat(
              other
                  .admin
                  .post(GROUP, "{\"user_id\":3,\"access_level\":30,\"member_role_id\":1}")
                  .status())
          .isEqualTo(400);

      other.admin.send("PUT", GROUP + "/2", "{\"access_level\":20}");
      assertThat(other.gitlab.member("payments", "ada").orElseThrow().memberRoleId()).isNull();
    }
  }

  @Test
  void listsComeInPagesOfAtMostAHundred() {
    IntStream.rangeClosed(1, 120)
        .forEach(i -> {
          gitlab.addUserByHand("user" + i, "user" + i + "@acme.example");
          gitlab.setMemberByHand("payments", "user" + i, AccessLevel.GUEST);
        });

    Reply first = admin.get(GROUP + "?per_page=500");
    assertThat(first.json()).hasSize(100);
    assertThat(first.header("x-next-page")).contains("2");
    assertThat(first.header("x-total")).contains("121");
    assertThat(first.header("link").orElseThrow())
        .contains("page=2")
        .contains("rel=\"next\"")
        .contains("rel=\"last\"");
    Reply second = admin.get(GROUP + "?per_page=100&page=2");
    assertThat(second.json()).hasSize(21);
    assertThat(second.header("x-next-page")).contains("");
    assertThat(second.header("link").orElseThrow()).doesNotContain("rel=\"next\"");
    assertThat(admin.get(GROUP).json()).hasSize(20);
    assertThat(admin.get(GROUP + "?page=9999").status()).isEqualTo(405);
  }

  @Test
  void manyMembersAtOnceSucceedOrFailInside() {
    admin.post(GROUP, "{\"user_id\":2,\"access_level\":30}");
    Reply reply = admin.post(GROUP, "{\"user_id\":\"2,3\",\"access_level\":30}");

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.json().path("status").asText()).isEqualTo("error");
    assertThat(gitlab.member("payments", "bob")).isPresent();
  }

  @Test
  void maintainersManageProjectsButMakeNobodyAnOwner() {
    gitlab.setMemberByHand("payments", "ada", AccessLevel.MAINTAINER);
    Http ada = fixture.as("ada");

    assertThat(ada.post(GROUP, "{\"user_id\":3,\"access_level\":10}").status()).isEqualTo(403);
    assertThat(ada.post(PROJECT, "{\"user_id\":3,\"access_level\":50}").status()).isEqualTo(403);
    assertThat(ada.post(PROJECT, "{\"user_id\":3,\"access_level\":30}").status()).isEqualTo(201);
  }

  @Test
  void strangersDoNotEvenSeeAGroup() {
    assertThat(fixture.as("bob").get(GROUP).message()).isEqualTo("404 Group Not Found");
  }

  @Test
  void botsStayAndLockedMembershipsAreRefused() {
    try (Fixture other =
        new Fixture(
            Fixture.company()
                .user(
                    new GitlabSeed.User(
                        "group_1_bot_x", "bot@acme.example", "active", false, true, null, null))
                .member("payments", "group_1_bot_x", AccessLevel.MAINTAINER)
                .place(new GitlabSeed.Place("synced", false, true))
                .member("synced", "olga", AccessLevel.OWNER))) {
      assertThat(other.admin.delete(GROUP + "/5").status()).isEqualTo(403);
      assertThat(other.admin.get("/api/v4/users/5").json().path("bot").asBoolean()).isTrue();
      Reply locked =
          other
              .as("olga")
              .post("/api/v4/groups/synced/members", "{\"user_id\":2,\"access_level\":30}");
      assertThat(locked.status()).isEqualTo(405);
      assertThat(locked.message()).isEqualTo("405 Method Not Allowed");
    }
  }
}
