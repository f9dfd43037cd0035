package dev.rolecall.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Act 6. */
final class EmptiedGroup implements Act {

  static final String GROUP = "gitlab:web:reporter";
  static final int CREW = 21;

  @Override
  public String title() {
    return "Okta: a sync empties a group of " + CREW + "; nobody loses anything until you decide";
  }

  @Override
  public void play(Stage stage) {
    List<String> crew =
        crew().stream()
            .map(name -> stage.okta().join(name, name, "Crew", Map.of("userType", "employee")).id())
            .toList();
    String group = stage.okta().createGroup(GROUP).id();
    stage.okta().replaceMembers(group, crew);
    stage.until("the crew reports in web", () -> reporters(stage) == CREW);

    stage.okta().replaceMembers(group, List.of());
    Holds holds = new Holds(stage);
    JsonNode hold = holds.await("group_emptied", CREW);
    holds.tell(hold);
    stage.say(
        "Okta was answered 2xx; GitLab: web still has %d of %d".formatted(reporters(stage), CREW));
    holds.decide(hold, "reject");
    stage.okta().replaceMembers(group, crew);
    stage.until("nothing is held any more", () -> stage.operator().openHolds() == 0);
    if (reporters(stage) != CREW) {
      throw new Stage.NotConverged("somebody lost the role though it was refused");
    }
    stage.say("refused; Okta pushes the members again, and nobody ever lost the role");
  }

  /** The logins of those who are in the group. */
  static List<String> crew() {
    return IntStream.rangeClosed(1, CREW).mapToObj(number -> "crew-" + number).toList();
  }

  private static long reporters(Stage stage) {
    return crew().stream().filter(name -> stage.holds("web", name, Stage.REPORTER)).count();
  }
}
