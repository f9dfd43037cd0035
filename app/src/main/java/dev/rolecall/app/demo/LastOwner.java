package dev.rolecall.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Act 8. */
final class LastOwner implements Act {

  private static final int OWNER = 50;

  @Override
  public String title() {
    return "Okta: the last owner of acme is no administrator any more; it waits for another one";
  }

  @Override
  public void play(Stage stage) {
    String admins = stage.okta().createGroup("platform-admins").id();
    String enrolled = stage.okta().createGroup("mfa-enrolled").id();
    String dee = join(stage, "dee", admins, enrolled);
    Holds holds = new Holds(stage);
    stage.say("a group that is new, and makes owners: nobody gets that unseen");
    for (JsonNode each : holds.awaitAll("newly_elevated", Company.TOOLS.size())) {
      holds.tell(each);
      holds.decide(each, "release");
    }
    stage.until("dee owns acme", () -> stage.holds("acme", "dee", OWNER));

    stage.okta().removeMember(admins, dee);
    JsonNode hold = holds.await("min_holders", 1);
    holds.tell(hold);
    stage.say(hold.path("remedy").asText());

    join(stage, "gus", admins, enrolled);
    stage.until("gus owns acme, too", () -> stage.holds("acme", "gus", OWNER));
    stage.until("dee does not any more", () -> stage.holds("acme", "dee", 0));
    stage.until("nothing is held any more", () -> stage.operator().openHolds() == 0);
    stage.say("Gus is an owner by now; so Dee is none any more, and nobody had to decide");
  }

  private static String join(Stage stage, String login, String... groups) {
    String id = stage.okta().join(login, login, "Admin", Map.of("userType", "employee")).id();
    for (String group : groups) {
      stage.okta().addMember(group, id);
    }
    return id;
  }
}
