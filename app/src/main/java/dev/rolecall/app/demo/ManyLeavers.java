package dev.rolecall.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Act 7. */
final class ManyLeavers implements Act {

  /** Ada left in act 4: with her these are one more than may leave at once. */
  private static final int LEAVERS = 20;

  @Override
  public String title() {
    return "Okta: with Ada, 21 people leave within minutes; the first 20 are gone, the 21st waits";
  }

  @Override
  public void play(Stage stage) {
    List<String> leavers = EmptiedGroup.crew().subList(0, LEAVERS);
    for (String name : leavers) {
      stage.okta().deactivate(stage.operator().personId(Idp.address(name)));
    }
    Holds holds = new Holds(stage);
    JsonNode hold = holds.await("leavers", 1);
    stage.until("all but one are blocked", () -> blocked(stage, leavers) == LEAVERS - 1);
    holds.tell(hold);
    holds.decide(hold, "release");
    stage.until("all are blocked", () -> blocked(stage, leavers) == LEAVERS);
    stage.say("released: the 21st is gone, too");
  }

  private static long blocked(Stage stage, List<String> names) {
    return names.stream()
        .filter(name ->
            stage.gitlab().user(name).map(user -> user.state().equals("blocked")).orElse(false))
        .count();
  }
}
