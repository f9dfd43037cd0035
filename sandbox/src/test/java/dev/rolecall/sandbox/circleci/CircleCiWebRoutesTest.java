package dev.rolecall.sandbox.circleci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.Http;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.circleci.CircleCiSeed.Sso;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The routes of CircleCI's web pages, and what operators do by hand. */
class CircleCiWebRoutesTest {
  private static final String ORG = "b9291e0d-a11e-41fb-8517-c545388b5953";
  private static final String CIAM = "/private/ciam/orgs/" + ORG;

  private final Sandbox sandbox =
      Sandbox.start(
          List.of(
              SimulatorSpec.circleci(
                  "circleci",
                  0,
                  CircleCiSeed.withAdmin(ORG, "rolecall", "secret")
                      .member("ada", "ada@acme.example", "org-viewer")
                      .stranger("eve", "eve@elsewhere.example")
                      .group("platform")
                      .group("data")
                      .project("web")
                      .sso(new Sso(true, false))
                      .withUnofficial())));
  private final CircleCi tool = sandbox.tool("circleci", CircleCi.class);
  private final Http admin = Http.with(sandbox.url("circleci"), "Circle-Token", "secret");

  @AfterEach
  void close() {
    admin.close();
    sandbox.close();
  }

  private String id(String login) {
    return tool.person(login).orElseThrow().id();
  }

  private String group(String name) {
    for (JsonNode group : admin.get(CIAM + "/groups").json().path("items")) {
      if (group.path("name").asText().equals(name)) {
        return CIAM + "/groups/" + group.path("id").asText();
      }
    }
    throw new AssertionError("no group of that name");
  }

  private static String users(String... ids) {
    return "{\"user_ids\":[\"" + String.join("\",\"", ids) + "\"]}";
  }

  @Test
  void membersAreListedWithTheirAddressesAndStrangersAreNot() {
    JsonNode items = admin.get(CIAM + "/role-grants").json().path("items");

    assertThat(items.findValuesAsText("username")).containsExactly("rolecall", "ada");
    assertThat(items.path(1).path("email").asText()).isEqualTo("ada@acme.example");
    assertThat(items.path(1).path("user_id").asText()).isEqualTo(id("ada"));
  }

  @Test
  void aWriteAnswers200WithNoBodyAndNoContentType() {
    Http.Reply reply =
        admin.send(
            "PUT", CIAM + "/role-grants/user/" + id("ada"), "{\"role\":\"org-contributor\"}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.header("content-type")).isEmpty();
    assertThat(tool.person("ada").orElseThrow().role()).hasValue("org-contributor");
  }

  @Test
  void aRoleIsOnlyForMembersAndTheLastAdminStays() {
    assertThat(
            admin
                .send("PUT", CIAM + "/role-grants/user/" + id("eve"), "{\"role\":\"org-viewer\"}")
                .status())
        .isEqualTo(404);
    assertThat(
            admin
                .send(
                    "PUT",
                    CIAM + "/role-grants/user/" + id("rolecall"),
                    "{\"role\":\"org-viewer\"}")
                .status())
        .isEqualTo(400);
    assertThatThrownBy(() -> tool.removeByHand("rolecall"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void groupMembersAreAddedAndDeletedAsOftenAsOneLikes() {
    String platform = group("platform");
    for (int i = 0; i < 2; i++) {
      assertThat(admin.post(platform + "/add-users", users(id("ada"))).status()).isEqualTo(200);
    }
    JsonNode members = admin.get(platform + "/users").json();
    assertThat(members.path("count").asInt()).isEqualTo(1);
    assertThat(members.path("items").path(0).path("user_id").asText()).isEqualTo(id("ada"));

    for (int i = 0; i < 2; i++) {
      assertThat(admin.post(platform + "/delete-users", users(id("ada"))).status()).isEqualTo(200);
    }
    assertThat(tool.person("ada").orElseThrow().groups()).isEmpty();
  }

  @Test
  void nobodyAndStrangersAndTheGroupOfAllMembersAreRefused() {
    String platform = group("platform");

    assertThat(admin.post(platform + "/add-users", "{\"user_ids\":[]}").status()).isEqualTo(400);
    assertThat(admin.post(platform + "/add-users", users(id("eve"))).status()).isEqualTo(400);
    assertThat(admin.post(CIAM + "/groups/" + ORG + "/add-users", users(id("ada"))).status())
        .isEqualTo(400);
    assertThat(admin.get(CIAM + "/groups/" + ORG + "/users").json().path("count").asInt())
        .isEqualTo(2);
  }

  @Test
  void anIndividualRoleInAProjectIsSetAndNeverDeleted() {
    String grants = CIAM + "/projects/" + tool.projectId("web") + "/role-grants";

    admin.send("PUT", grants + "/user/" + id("ada"), "{\"role\":\"project-admin\"}");

    assertThat(admin.get(grants).json().path("items").path(0).path("role").asText())
        .isEqualTo("project-admin");
    assertThat(admin.delete(grants + "/user/" + id("ada")).status()).isEqualTo(404);
  }

  @Test
  void nobodyIsInvitedOrRemovedByAnyRoute() {
    assertThat(admin.post(CIAM + "/invitations", "{}").status()).isEqualTo(404);
    assertThat(admin.delete(CIAM + "/role-grants/user/" + id("ada")).status()).isEqualTo(404);
    assertThat(admin.delete("/api/v2/organizations/" + ORG + "/users/" + id("ada")).status())
        .isEqualTo(404);
  }

  @Test
  void projectsAreListedInPagesOfFiftyAtMost() {
    String projects = "/api/private/project?organization-id=" + ORG;

    assertThat(admin.get(projects + "&page-size=50").json().findValuesAsText("name"))
        .containsExactly("web");
    assertThat(admin.get(projects + "&page-size=51").status()).isEqualTo(500);
  }

  @Test
  void aSignInBySsoOverwritesTheGroupsThatSomebodyWasPutIn() {
    tool.addToGroupByHand("platform", "ada");
    assertThat(admin.get(CIAM + "/sso/connection").status()).isEqualTo(200);
    assertThat(admin.get(CIAM + "/sso/enforced").json().path("enforced").asBoolean()).isFalse();

    assertThat(admin.post("/_sandbox/people/ada/sso-login?groups=data", "").status())
        .isEqualTo(204);

    assertThat(tool.person("ada").orElseThrow().groups()).containsExactly("data");
  }

  @Test
  void operatorsInviteAndRemoveByHand() {
    assertThat(admin.post("/_sandbox/people/grace?role=org-viewer", "").status()).isEqualTo(201);
    assertThat(admin.post("/_sandbox/groups/data/members/grace", "").status()).isEqualTo(204);
    assertThat(admin.post("/_sandbox/people/grace/projects/web?role=project-viewer", "").status())
        .isEqualTo(204);
    assertThat(tool.person("grace").orElseThrow().projectRoles())
        .containsEntry("web", "project-viewer");

    assertThat(admin.delete("/_sandbox/people/grace").status()).isEqualTo(204);

    CircleCiPerson grace = tool.person("grace").orElseThrow();
    assertThat(grace.role()).isEmpty();
    assertThat(grace.groups()).isEmpty();
    assertThat(admin.get("/api/v2/user/" + grace.id()).status()).isEqualTo(200);
  }

  @Test
  void aResetBringsTheSeedBackAndTheStateIsThereToRead() {
    tool.joinByHand("grace", "grace@acme.example", "org-viewer");
    assertThat(admin.get("/_sandbox/state").body()).contains("grace");

    admin.post("/_sandbox/reset", "");

    assertThat(tool.person("grace")).isEmpty();
    assertThat(admin.get("/api/v2/me").status()).isEqualTo(200);
  }
}
