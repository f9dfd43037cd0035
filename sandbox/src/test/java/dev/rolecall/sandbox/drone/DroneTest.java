package dev.rolecall.sandbox.drone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.sandbox.Http;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a real Drone 2.25 was seen to answer. */
class DroneTest {

  private static final String NO_ROWS = "sql: no rows in result set";

  private final Sandbox sandbox =
      Sandbox.start(
          List.of(
              SimulatorSpec.drone(
                  "drone",
                  0,
                  DroneSeed.withAdmin("root", "secret")
                      .user("ada")
                      .user("bob")
                      .repository(
                          new DroneSeed.Repository(
                              "acme/web", "ada", List.of("bob"), List.of())))));
  private final Drone drone = sandbox.drone("drone");
  private final Http admin = Http.bearer(sandbox.url("drone"), "secret");

  @AfterEach
  void close() {
    admin.close();
    sandbox.close();
  }

  private Http as(String login) {
    return Http.bearer(sandbox.url("drone"), drone.token(login));
  }

  @Test
  void aTokenIsAskedFor() {
    try (Http nobody = Http.anonymous(sandbox.url("drone"))) {
      assertThat(nobody.get("/api/user").status()).isEqualTo(401);
      assertThat(nobody.get("/api/users").message()).isEqualTo("Unauthorized");
      assertThat(nobody.get("/api/user?access_token=secret").json().path("login").asText())
          .isEqualTo("root");
    }
  }

  @Test
  void onlyAdministratorsSeeTheUsers() {
    try (Http ada = as("ada")) {
      assertThat(ada.get("/api/users").status()).isEqualTo(403);
      assertThat(ada.get("/api/users").message()).isEqualTo("Forbidden");
    }
  }

  @Test
  void theListIsWholeWhateverPageIsAskedFor() {
    assertThat(admin.get("/api/users?page=2&per_page=1").json().findValuesAsText("login"))
        .containsExactly("ada", "bob", "root");
  }

  @Test
  void aUserIsFoundByLoginInAnyCaseAndByNumber() {
    assertThat(admin.get("/api/users/ADA").json().path("id").asInt()).isEqualTo(2);
    assertThat(admin.get("/api/users/2").json().path("login").asText()).isEqualTo("ada");
    assertThat(admin.get("/api/users/nobody").status()).isEqualTo(404);
    assertThat(admin.get("/api/users/nobody").message()).isEqualTo(NO_ROWS);
  }

  @Test
  void aNewUserIsAlwaysActiveAndHasNoAddress() {
    Http.Reply reply =
        admin.post(
            "/api/users",
            "{\"login\":\"carol\",\"email\":\"c@acme.example\",\"active\":false,\"admin\":true}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("email").asText()).isEmpty();
    assertThat(reply.json().has("token")).isFalse();
    assertThat(drone.user("carol")).contains(new DroneUser(4, "carol", false, true, true));
  }

  @Test
  void aMachineGetsItsTokenOnce() {
    Http.Reply reply =
        admin.post("/api/users", "{\"login\":\"ci\",\"machine\":true,\"token\":\"given\"}");

    assertThat(reply.json().path("token").asText()).isEqualTo("given");
    assertThat(admin.get("/api/users/ci").json().has("token")).isFalse();
  }

  @Test
  void aDuplicateInAnyCaseIsAServerError() {
    Http.Reply reply = admin.post("/api/users", "{\"login\":\"Ada\"}");

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.message()).isEqualTo("UNIQUE constraint failed: users.user_login");
  }

  @Test
  void badLoginsAndBodiesAreRefusedAsTheRealOneDoes() {
    assertThat(admin.post("/api/users", "{\"login\":\"a@b\"}").status()).isEqualTo(400);
    assertThat(admin.post("/api/users", "{\"login\":\"a@b\"}").message())
        .isEqualTo("Invalid character in username");
    assertThat(admin.post("/api/users", "{\"login\":\"" + "x".repeat(51) + "\"}").message())
        .isEqualTo("Invalid username length");
    assertThat(admin.post("/api/users", "{\"login\":").message()).isEqualTo("unexpected EOF");
    Http.Reply panic = admin.post("/api/users", "{}");
    assertThat(panic.status()).isEqualTo(500);
    assertThat(panic.header("content-type")).contains("text/plain; charset=utf-8");
    assertThat(panic.body()).isEqualTo("Internal Server Error\n");
  }

  @Test
  void deactivatingDemotesButPromotingTheInactiveIsAccepted() {
    admin.send("PATCH", "/api/users/ada", "{\"admin\":true}");
    admin.send("PATCH", "/api/users/ada", "{\"active\":false,\"admin\":true}");
    assertThat(drone.user("ada")).contains(new DroneUser(2, "ada", false, false, false));

    Http.Reply reply = admin.send("PATCH", "/api/users/ada", "{\"admin\":true}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(drone.user("ada")).contains(new DroneUser(2, "ada", false, true, false));
  }

  @Test
  void aPatchIgnoresWhatItCannotChange() {
    Http.Reply reply =
        admin.send("PATCH", "/api/users/ada", "{\"login\":\"eve\",\"machine\":true}");

    assertThat(reply.json().path("login").asText()).isEqualTo("ada");
    assertThat(reply.json().path("machine").asBoolean()).isFalse();
    assertThat(admin.send("PATCH", "/api/users/nobody", "{}").message()).isEqualTo(NO_ROWS);
  }

  @Test
  void anAdministratorCanLockHimselfOut() {
    assertThat(admin.send("PATCH", "/api/users/root", "{\"admin\":false}").status()).isEqualTo(200);
    assertThat(admin.get("/api/users").status()).isEqualTo(403);
  }

  @Test
  void anInactiveUsersTokenWorksUntilItIsRotated() {
    try (Http leaver = as("ada")) {
      admin.send("PATCH", "/api/users/ada", "{\"active\":false}");
      assertThat(leaver.get("/api/user").status()).isEqualTo(200);

      Http.Reply rotated = admin.post("/api/users/ada/token/rotate", "");
      assertThat(rotated.message()).isEqualTo("Token rotated successfully.");
      assertThat(rotated.json().has("token")).isFalse();
      assertThat(leaver.get("/api/user").status()).isEqualTo(401);
    }
  }

  @Test
  void aLeaversSessionReadsTheRotatedTokenAndDiesOnlyWithTheUser() {
    String cookie = drone.signIn("ada");
    try (Http browser = Http.with(sandbox.url("drone"), "Cookie", cookie)) {
      admin.send("PATCH", "/api/users/ada", "{\"active\":false}");
      admin.post("/api/users/ada/token/rotate", "");
      assertThat(browser.post("/api/user/token", "").json().path("token").asText())
          .isEqualTo(drone.token("ada"));

      assertThat(admin.delete("/api/users/ada").status()).isEqualTo(204);
      assertThat(browser.get("/api/user").status()).isEqualTo(401);

      admin.post("/api/users", "{\"login\":\"ada\"}");
      assertThat(browser.get("/api/user").status()).isEqualTo(200);
    }
  }

  @Test
  void onlyANewSignInIsStoppedByBeingInactive() {
    admin.send("PATCH", "/api/users/ada", "{\"active\":false}");

    assertThatThrownBy(() -> drone.signIn("ada")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDeletedUserIsGoneAndHisNumberIsNotUsedAgain() {
    admin.delete("/api/users/bob");

    assertThat(admin.delete("/api/users/bob").message()).isEqualTo(NO_ROWS);
    assertThat(admin.post("/api/users/bob/token/rotate", "").status()).isEqualTo(404);
    admin.post("/api/users", "{\"login\":\"bob\"}");
    assertThat(drone.user("bob").orElseThrow().id()).isEqualTo(4);
  }

  @Test
  void repositoriesGoToAnotherAdministratorWhenTheirOwnerLeaves() {
    assertThat(admin.get("/api/users/ada/repos").json().findValuesAsText("slug"))
        .containsExactly("acme/web");
    admin.delete("/api/users/ada");

    assertThat(admin.get("/api/repos").json().path(0).path("user_id").asInt()).isEqualTo(3);
  }

  @Test
  void collaboratorsCanBeReadAndRemovedButNeverGranted() {
    String collaborators = "/api/repos/acme/web/collaborators";

    assertThat(admin.get(collaborators).json().findValuesAsText("login"))
        .containsExactly("ada", "bob");
    assertThat(admin.send("PUT", collaborators + "/root", "{}").status()).isEqualTo(405);
    assertThat(admin.delete(collaborators + "/bob").status()).isEqualTo(204);
    assertThat(admin.get(collaborators + "/bob").status()).isEqualTo(404);
  }

  @Test
  void theOpenSourceBuildImplementsNoCollaborators() {
    try (Sandbox other =
            Sandbox.start(
                List.of(
                    SimulatorSpec.drone(
                        "oss", 0, DroneSeed.withAdmin("root", "secret").openSourceBuild())));
        Http http = Http.bearer(other.url("oss"), "secret")) {
      Http.Reply reply = http.get("/api/repos/acme/web/collaborators");

      assertThat(reply.status()).isEqualTo(501);
      assertThat(reply.message()).isEqualTo("Not Implemented");
    }
  }

  @Test
  void onPostgresLoginsDifferByCase() {
    try (Sandbox other =
            Sandbox.start(
                List.of(
                    SimulatorSpec.drone(
                        "drone",
                        0,
                        DroneSeed.withAdmin("root", "secret")
                            .user("ada")
                            .on(DroneSeed.Database.POSTGRES))));
        Http http = Http.bearer(other.url("drone"), "secret")) {
      assertThat(http.post("/api/users", "{\"login\":\"Ada\"}").status()).isEqualTo(200);
      assertThat(http.post("/api/users", "{\"login\":\"ada\"}").message())
          .startsWith("pq: duplicate key");
    }
  }
}
