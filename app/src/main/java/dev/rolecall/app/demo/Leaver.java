package dev.rolecall.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Act 4. */
final class Leaver implements Act {

  private static final int UNAUTHORISED = 401;

  @Override
  public String title() {
    return "Okta: Ada leaves; every role, her accounts and her tokens are dead";
  }

  @Override
  public void play(Stage stage) {
    String gitlabToken = stage.gitlab().createToken("ada", "api");
    String droneToken = stage.drone().token("ada");
    check(gitlab(stage, gitlabToken) == 200, "ada's own GitLab token works before");
    check(drone(stage, droneToken) == 200, "ada's own Drone token works before");
    JsonNode ada =
        stage.operator().get("/people/status?person=" + Operator.encoded(Idp.address("ada")));
    stage.okta().deactivate(ada.path("person").path("id").asText());
    Duration inGitlab =
        stage.until(
            "GitLab: roles gone, account blocked, token dead",
            () ->
                stage.holds("payments", "ada", 0)
                    && stage.holds("payments/core", "ada", 0)
                    && stage
                        .gitlab()
                        .user("ada")
                        .map(user -> user.state().equals("blocked"))
                        .orElse(false)
                    && gitlab(stage, gitlabToken) == UNAUTHORISED);
    Duration inDrone =
        stage.until(
            "Drone: account deleted, token dead",
            () -> stage.drone().user("ada").isEmpty() && drone(stage, droneToken) == UNAUTHORISED);
    stage.until(
        "both are verified",
        () ->
            stage.operator().state(Idp.address("ada"), "gitlab").equals("offboarded")
                && stage.operator().state(Idp.address("ada"), "drone").equals("offboarded"));
    stage.say(
        "GitLab: roles gone, account blocked, token dead   %d ms".formatted(inGitlab.toMillis()));
    stage.say(
        "Drone:  roles gone, account deleted, token dead   %d ms"
            .formatted(inDrone.plus(inGitlab).toMillis()));
  }

  private static void check(boolean so, String what) {
    if (!so) {
      throw new Stage.NotConverged(what);
    }
  }

  private static int gitlab(Stage stage, String token) {
    return stage
        .web()
        .send(
            "GET",
            URI.create(stage.tools().gitlab() + "/api/v4/personal_access_tokens/self"),
            Map.of("PRIVATE-TOKEN", token),
            null)
        .status();
  }

  private static int drone(Stage stage, String token) {
    return stage
        .web()
        .send(
            "GET",
            URI.create(stage.tools().drone() + "/api/user"),
            Map.of("Authorization", "Bearer " + token),
            null)
        .status();
  }
}
