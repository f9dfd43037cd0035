package dev.rolecall.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Act 2. */
final class Mover implements Act {

  private static final int DEVELOPER = 30;
  private static final int MAINTAINER = 40;

  @Override
  public String title() {
    return "Entra: Bo moves from web to payments; 'why' names the rule, its line and the group";
  }

  @Override
  public void play(Stage stage) {
    String web = stage.entra().createGroup("team-web").id();
    String maintainers = stage.entra().createGroup("gitlab:payments:maintainer").id();
    String bo = stage.entra().join("bo", "Bo", "Diddley", Map.of("userType", "employee")).id();
    stage.entra().addMember(web, bo);
    stage.until("bo is a developer in web", () -> stage.holds("web", "bo", DEVELOPER));
    stage.entra().removeMember(web, bo);
    stage.entra().addMember(maintainers, bo);
    stage.until(
        "bo is a maintainer in payments and gone from web",
        () -> stage.holds("payments", "bo", MAINTAINER) && stage.holds("web", "bo", 0));
    stage.until(
        "it is verified",
        () -> stage.operator().state(Idp.address("bo"), "gitlab").equals("converged"));
    stage.say("GitLab: web is gone, payments is maintainer. rolecall why bo@acme.example gitlab:");
    JsonNode why =
        stage.operator().get("/why?tool=gitlab&person=" + Operator.encoded(Idp.address("bo")));
    for (JsonNode role : why.path("roles")) {
      JsonNode reason = role.path("reasons").path(0);
      stage.say(
          "%s %s <- rule %s, %s:%s, group '%s', request %s"
              .formatted(
                  role.path("scope").asText(),
                  role.path("role").asText(),
                  reason.path("rule").asText(),
                  reason.path("file").asText(),
                  reason.path("line").asText(),
                  reason.path("group").asText(),
                  role.path("cause").path("request").asText()));
    }
    if (why.path("roles").isEmpty()) {
      throw new Stage.NotConverged("'why' does not name a reason");
    }
  }
}
