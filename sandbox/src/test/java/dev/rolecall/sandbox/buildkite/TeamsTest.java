package dev.rolecall.sandbox.buildkite;

import static dev.rolecall.sandbox.buildkite.Fixture.ORG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sandbox.Http;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TeamsTest {
  private static final String BOB = "bob@acme.example";

  private final Fixture fixture = new Fixture(Fixture.acme());
  private final Http root = fixture.root;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aMemberIsAddedChangedAndRemoved() {
    String bob = fixture.id("/members", "email", BOB);
    String members = fixture.team("web") + "/members";
    String add = "{\"user_id\":\"" + bob + "\",\"role\":\"member\"}";

    assertThat(root.post(members, add).status()).isEqualTo(201);
    assertThat(root.post(members, add).message()).startsWith("Validation failed:");
    assertThat(root.send("PATCH", members + "/" + bob, "{\"role\":\"maintainer\"}").status())
        .isEqualTo(200);
    Http.Reply list = root.get(members);
    assertThat(list.each("role")).containsExactly("maintainer");
    assertThat(list.each("user_id")).containsExactly(bob);
    assertThat(list.body()).doesNotContain("acme.example");
    assertThat(root.get(ORG + "/teams?user_id=" + bob).each("slug"))
        .containsExactly("web", "everyone");

    assertThat(root.delete(members + "/" + bob).status()).isEqualTo(204);
    assertThat(root.get(members + "/" + bob).status()).isEqualTo(404);
    assertThat(root.delete(members + "/" + bob).status()).isEqualTo(404);
  }

  @Test
  void whoIsNoMemberCannotBeAdded() {
    assertThat(
            root.post(fixture.team("web") + "/members", "{\"user_id\":\"x\",\"role\":\"member\"}")
                .status())
        .isEqualTo(422);
  }

  @Test
  void everybodyIsInTheDefaultTeam() {
    assertThat(root.get(fixture.team("everyone")).json().path("default").asBoolean()).isTrue();
    assertThat(root.get(fixture.team("everyone") + "/members").json()).hasSize(2);
  }

  @Test
  void maintainersChangeTheirTeamAndSecretTeamsAreForThoseInside() {
    Http bob = fixture.as(BOB);
    String web = fixture.team("web");
    assertThat(bob.send("PATCH", web, "{\"privacy\":\"secret\"}").status()).isEqualTo(403);

    fixture.buildkite.setTeamRoleByHand("web", BOB, "maintainer");
    assertThat(bob.send("PATCH", web, "{\"privacy\":\"secret\"}").status()).isEqualTo(200);
    assertThat(bob.get(web).status()).isEqualTo(200);

    fixture.buildkite.removeFromTeamByHand("web", BOB);
    assertThat(bob.get(web).status()).isEqualTo(404);
    assertThat(bob.get(ORG + "/teams").each("slug")).containsExactly("everyone");
  }

  @Test
  void aPlanMayHaveNoTeams() {
    try (Fixture small = new Fixture(Fixture.acme().withoutTeams())) {
      assertThat(small.root.get(ORG + "/teams").message()).startsWith("Your plan doesn't include");
      assertThat(small.root.post(ORG + "/teams/enable", "").status()).isEqualTo(422);
    }
    assertThat(root.post(ORG + "/teams/enable", "").status()).isEqualTo(204);
  }

  @Test
  void teamsAreMadeAndDeleted() {
    assertThat(root.post(ORG + "/teams", "{\"name\":\"Site Reliability\"}").status())
        .isEqualTo(201);
    String team = fixture.team("site-reliability");
    assertThat(root.delete(team).status()).isEqualTo(204);
    assertThat(root.get(team).status()).isEqualTo(404);
  }

  @Test
  void aTeamMayDoSomethingWithAPipeline() {
    String id = root.get(ORG + "/pipelines/deploy").json().path("id").asText();
    String links = fixture.team("web") + "/pipelines";
    String add = "{\"pipeline_id\":\"" + id + "\",\"access_level\":\"read_only\"}";

    assertThat(root.post(links, add).status()).isEqualTo(201);
    assertThat(root.post(links, add).status()).isEqualTo(422);
    assertThat(root.send("PATCH", links + "/" + id, "{\"access_level\":\"all\"}").status())
        .isEqualTo(422);
    assertThat(
            root.send("PATCH", links + "/" + id, "{\"access_level\":\"build_and_read\"}").status())
        .isEqualTo(200);
    assertThat(root.get(links).json().get(0).path("pipeline_url").asText())
        .endsWith("/v2/organizations/acme/pipelines/deploy");
    assertThat(fixture.buildkite.level("web", "deploy")).hasValue("build_and_read");
    assertThat(root.delete(links + "/" + id).status()).isEqualTo(204);
    assertThat(root.get(links).json()).isEmpty();
  }

  @Test
  void theLevelOfASuiteIsAList() {
    String id = root.get("/v2/analytics/organizations/acme/suites/unit").json().path("id").asText();
    String links = fixture.team("web") + "/suites";

    assertThat(root.post(links, "{\"suite_id\":\"" + id + "\",\"access_level\":\"read\"}").status())
        .isEqualTo(422);
    assertThat(
            root.post(links, "{\"suite_id\":\"" + id + "\",\"access_level\":[\"read\",\"edit\"]}")
                .status())
        .isEqualTo(201);
    assertThat(root.get(links).json().get(0).path("access_level")).hasSize(2);
  }
}
