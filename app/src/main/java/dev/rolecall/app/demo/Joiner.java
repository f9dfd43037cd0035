package dev.rolecall.app.demo;

import java.util.Map;

/** Act 1. */
final class Joiner implements Act {

  private static final int DEVELOPER = 30;

  @Override
  public String title() {
    return "Okta: Ada joins the payments team, and appears in the tools";
  }

  @Override
  public void play(Stage stage) {
    String team = stage.okta().createGroup("team-payments").id();
    String ada = stage.okta().join("ada", "Ada", "Lovelace", Map.of("userType", "employee")).id();
    Idp.Pushed pushed = stage.okta().addMember(team, ada);
    stage.until(
        "ada is a developer in GitLab's payments and a user of Drone",
        () ->
            stage.holds("payments", "ada", DEVELOPER)
                && stage.holds("payments/core", "ada", DEVELOPER)
                && stage.drone().user("ada").isPresent());
    stage.until(
        "both are verified",
        () ->
            stage.operator().state(Idp.address("ada"), "gitlab").equals("converged")
                && stage.operator().state(Idp.address("ada"), "drone").equals("converged")
                && stage.operator().legs(pushed.correlation()).size() == 2);
    stage.say("GitLab: account 'ada', developer in payments and payments/core.  Drone: user 'ada'");
    stage.operator().legs(pushed.correlation()).forEach(stage::say);
  }
}
