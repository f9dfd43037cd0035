package dev.rolecall.sandbox.circleci;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.Http;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.circleci.CircleCiSeed.Kind;
import dev.rolecall.sandbox.circleci.CircleCiSeed.Person;
import dev.rolecall.sandbox.circleci.CircleCiSeed.Sso;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The public API v2, with what the live one does and its description does not say. */
class CircleCiPublicApiTest {
  private static final String ORG = "b9291e0d-a11e-41fb-8517-c545388b5953";
  private static final String GROUPS = "/api/v2/organizations/" + ORG + "/groups";
  private static final CircleCiSeed SEED =
      CircleCiSeed.withAdmin(ORG, "rolecall", "secret")
          .member("ada", "ada@acme.example", "org-contributor")
          .stranger("eve", "eve@elsewhere.example")
          .group("platform")
          .project("web")
          .context("deploy");

  private Sandbox sandbox = started(SEED);
  private Http admin = client("secret");

  @AfterEach
  void close() {
    admin.close();
    sandbox.close();
  }

  private static Sandbox started(CircleCiSeed seed) {
    return Sandbox.start(List.of(SimulatorSpec.circleci("circleci", 0, seed)));
  }

  private void restart(CircleCiSeed seed) {
    close();
    sandbox = started(seed);
    admin = client("secret");
  }

  private Http client(String token) {
    return Http.with(sandbox.url("circleci"), "Circle-Token", token);
  }

  private CircleCi tool() {
    return sandbox.tool("circleci", CircleCi.class);
  }

  private Http as(String login) {
    return client(tool().token(login));
  }

  private String groupId(String name) {
    for (JsonNode group : admin.get(GROUPS).json().path("items")) {
      if (group.path("name").asText().equals(name)) {
        return group.path("id").asText();
      }
    }
    throw new AssertionError("no group of that name");
  }

  @Test
  void aTokenGoesInOneOfThreeHeadersAndNotInTheQuery() {
    String basic = Base64.getEncoder().encodeToString("secret:".getBytes(StandardCharsets.UTF_8));
    try (Http nobody = Http.anonymous(sandbox.url("circleci"));
        Http bearer = Http.bearer(sandbox.url("circleci"), "secret");
        Http user = Http.with(sandbox.url("circleci"), "Authorization", "Basic " + basic)) {
      assertThat(admin.get("/api/v2/me").json().path("login").asText()).isEqualTo("rolecall");
      assertThat(bearer.get("/api/v2/me").status()).isEqualTo(200);
      assertThat(user.get("/api/v2/me").status()).isEqualTo(200);
      assertThat(nobody.get("/api/v2/me?circle-token=secret").status()).isEqualTo(401);
      assertThat(nobody.get("/api/v2/me").message()).isEqualTo("Invalid token provided.");
    }
  }

  @Test
  void anAccountIsShownWithoutItsAddressWhetherMemberOrNot() {
    String eve = tool().person("eve").orElseThrow().id();

    Http.Reply reply = admin.get("/api/v2/user/" + eve);

    assertThat(reply.json().path("login").asText()).isEqualTo("eve");
    assertThat(reply.body()).doesNotContain("elsewhere.example");
    assertThat(admin.get("/api/v2/user/" + ORG).status()).isEqualTo(404);
  }

  @Test
  void whatIsForbiddenIsNotFoundForStrangersAndDeniedForMembers() {
    try (Http eve = as("eve");
        Http ada = as("ada")) {
      assertThat(eve.get("/api/v2/me/collaborations").body()).isEqualTo("[]");
      assertThat(eve.get(GROUPS).status()).isEqualTo(404);
      assertThat(eve.get(GROUPS).message()).isEqualTo("Organization does not exist.");
      assertThat(ada.get(GROUPS).status()).isEqualTo(403);
      assertThat(ada.get("/api/v2/context?owner-id=" + ORG).status()).isEqualTo(200);
    }
  }

  @Test
  void theGroupOfAllMembersBearsTheIdOfTheOrganization() {
    assertThat(groupId("All members")).isEqualTo(ORG);
    assertThat(admin.delete(GROUPS + "/" + ORG).status()).isEqualTo(403);
  }

  @Test
  void creatingAGroupAnswers200AndDeletingOne204() {
    Http.Reply created = admin.post(GROUPS, "{\"name\":\"data\"}");
    assertThat(created.status()).isEqualTo(200);

    Http.Reply deleted = admin.delete(GROUPS + "/" + created.json().path("id").asText());
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.body()).isEmpty();
  }

  @Test
  void aSecondGroupOfANameAndTheHundredAndFirstAreConflicts() {
    assertThat(admin.post(GROUPS, "{\"name\":\"platform\"}").message())
        .isEqualTo("Failed to create group, group platform already exists.");
    for (int i = 1; i < 100; i++) {
      assertThat(admin.post(GROUPS, "{\"name\":\"g" + i + "\"}").status()).isEqualTo(200);
    }

    Http.Reply full = admin.post(GROUPS, "{\"name\":\"one more\"}");

    assertThat(full.status()).isEqualTo(409);
    assertThat(full.message()).isEqualTo("Exceeded max number of groups in org: 100.");
  }

  @Test
  void aFieldThatIsNotForeseenIsRefused() {
    assertThat(admin.post(GROUPS, "{\"name\":\"x\",\"org\":1}").status()).isEqualTo(400);
    assertThat(admin.post(GROUPS, "{\"name\":").message())
        .isEqualTo("Unexpected request body provided.");
  }

  @Test
  void aGroupsRoleInAProjectIsGivenAndChangedButNeverTaken() {
    String web = tool().projectId("web");
    String groups = "/api/v2/organizations/" + ORG + "/projects/" + web + "/groups";
    String platform = groupId("platform");
    String body = "{\"role\":\"project-viewer\",\"group_ids\":[\"" + platform + "\"]}";

    assertThat(admin.post(groups, body).status()).isEqualTo(200);
    assertThat(admin.get(groups).json().path("items").path(0).path("role").asText())
        .isEqualTo("project-viewer");
    assertThat(
            admin
                .post(groups + "/" + platform + "/update-role", "{\"role\":\"project-admin\"}")
                .status())
        .isEqualTo(200);
    assertThat(tool().groupRoles("web")).containsEntry("platform", "project-admin");

    assertThat(admin.delete(groups + "/" + platform).status()).isEqualTo(404);
    assertThat(admin.post(groups, "{\"role\":\"project-viewer\",\"group_ids\":[]}").status())
        .isEqualTo(400);
  }

  @Test
  void aDeletedGroupTakesItsRolesAndRestrictionsWithIt() {
    String web = tool().projectId("web");
    String platform = groupId("platform");
    admin.post(
        "/api/v2/organizations/" + ORG + "/projects/" + web + "/groups",
        "{\"role\":\"project-viewer\",\"group_ids\":[\"" + platform + "\"]}");

    admin.delete(GROUPS + "/" + platform);

    assertThat(tool().groupRoles("web")).isEmpty();
  }

  @Test
  void aContextIsOpenToAllMembersUntilThatRestrictionGoes() {
    String context =
        admin.get("/api/v2/context?owner-id=" + ORG).json().findValuesAsText("id").getFirst();
    String restrictions = "/api/v2/context/" + context + "/restrictions";
    String body =
        "{\"restriction_type\":\"group\",\"restriction_value\":\"" + groupId("platform") + "\"}";
    assertThat(tool().groupsOfContext("deploy")).containsExactly("All members");

    Http.Reply added = admin.post(restrictions, body);
    assertThat(added.status()).isEqualTo(201);
    assertThat(added.json().path("name").asText()).isEqualTo("platform");
    assertThat(admin.post(restrictions, body).message())
        .isEqualTo("The restriction you're trying to add already exists.");
    assertThat(tool().groupsOfContext("deploy")).containsExactly("All members", "platform");

    String id = added.json().path("id").asText();
    assertThat(admin.delete(restrictions + "/" + id).message())
        .isEqualTo("Context restriction deleted.");
    assertThat(admin.delete(restrictions + "/" + id).status()).isEqualTo(404);
  }

  @Test
  void contextsComeInPages() {
    CircleCiSeed many = SEED;
    for (int i = 0; i < 24; i++) {
      many = many.context("context " + i);
    }
    restart(many);

    JsonNode first = admin.get("/api/v2/context?owner-id=" + ORG).json();
    JsonNode second =
        admin
            .get(
                "/api/v2/context?owner-id="
                    + ORG
                    + "&page-token="
                    + first.path("next_page_token").asText())
            .json();

    assertThat(first.path("items")).hasSize(20);
    assertThat(second.path("items")).hasSize(5);
    assertThat(second.path("next_page_token").isNull()).isTrue();
  }

  @Test
  void aProjectIsFoundByItsSlugWithItsSlashesEncodedOrNot() {
    String slug = "circleci/" + ORG + "/" + tool().projectId("web");

    assertThat(admin.get("/api/v2/project/" + slug).json().path("name").asText()).isEqualTo("web");
    assertThat(admin.get("/api/v2/project/" + slug.replace("/", "%2F")).status()).isEqualTo(200);
    assertThat(admin.get("/api/v2/project/circleci/" + ORG + "/web").status()).isEqualTo(404);
  }

  @Test
  void anOrganizationOfAVcsHasNoGroupsOfItsOwn() {
    restart(SEED.of(Kind.GITHUB));

    JsonNode own = admin.get("/api/v2/me/collaborations").json().path(0);
    assertThat(own.path("vcs-type").asText()).isEqualTo("github");
    assertThat(own.path("slug").asText()).isEqualTo("gh/acme");
    assertThat(admin.get(GROUPS).status()).isEqualTo(404);
    assertThat(admin.get("/api/v2/project/gh/acme/web").status()).isEqualTo(200);
  }

  @Test
  void aServerListsGroupsAndRoutesNothingElseOfThem() {
    restart(SEED.of(Kind.SERVER));

    assertThat(admin.get(GROUPS).status()).isEqualTo(200);
    assertThat(admin.post(GROUPS, "{\"name\":\"x\"}").status()).isEqualTo(404);
  }

  @Test
  void whereSsoIsEnforcedATokenWithoutItsAuthorizationSeesNothing() {
    restart(
        SEED.sso(new Sso(true, true))
            .person(new Person("bob", "bob@acme.example", "org-admin", "plain", false)));
    try (Http bob = client("plain")) {
      assertThat(bob.get("/api/v2/me").status()).isEqualTo(200);
      assertThat(bob.get(GROUPS).status()).isEqualTo(404);
    }
    assertThat(admin.get(GROUPS).status()).isEqualTo(200);
  }

  @Test
  void tooManyCallsAreToldWithTheSecondsThatAreLeft() {
    restart(SEED.limit(2));
    Http.Reply first = admin.get("/api/v2/me");
    assertThat(first.header("RateLimit-Limit")).hasValue("2");
    admin.get("/api/v2/me");

    Http.Reply third = admin.get("/api/v2/me");

    // A minute may begin in between: then the third is the first of it.
    if (third.status() == 429) {
      assertThat(third.message()).isEqualTo("Rate limit exceeded.");
      assertThat(Integer.parseInt(third.header("Retry-After").orElseThrow())).isBetween(1, 60);
      assertThat(third.header("RateLimit-Reset")).isEqualTo(third.header("Retry-After"));
      assertThat(third.header("RateLimit-Remaining")).hasValue("0");
    }
  }

  @Test
  void theRoutesOfTheWebPagesAreNotThereUnlessTheSeedAllowsThem() {
    assertThat(admin.get("/private/ciam/orgs/" + ORG + "/role-grants").status()).isEqualTo(404);
    assertThat(admin.get("/api/private/project?organization-id=" + ORG).status()).isEqualTo(404);
  }
}
