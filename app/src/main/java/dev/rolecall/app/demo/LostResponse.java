package dev.rolecall.app.demo;

import dev.rolecall.sandbox.http.Fault;
import dev.rolecall.sandbox.http.FaultRule;
import dev.rolecall.sandbox.http.JournalEntry;
import java.util.List;
import java.util.Map;

/** Act 3. */
final class LostResponse implements Act {

  private static final int MAINTAINER = 40;

  @Override
  public String title() {
    return "GitLab makes a change and loses the answer: settled by reading back, no duplicate";
  }

  @Override
  public void play(Stage stage) {
    String group = stage.okta().createGroup("gitlab:web:maintainer").id();
    String cy = stage.okta().join("cy", "Cy", "Twombly", Map.of("userType", "employee")).id();
    stage.gitlab().journal().clear();
    stage.gitlab().faults().add(FaultRule.on("POST", ".*/members", Fault.loseResponse()).once());
    Idp.Pushed pushed = stage.okta().addMember(group, cy);
    stage.until("cy is a maintainer in web", () -> stage.holds("web", "cy", MAINTAINER));
    stage.until(
        "it is verified",
        () -> stage.operator().state(Idp.address("cy"), "gitlab").equals("converged"));
    List<JournalEntry> writes =
        stage.gitlab().requests().stream()
            .filter(entry -> entry.method().equals("POST") && entry.path().endsWith("/members"))
            .toList();
    long lost = writes.stream().filter(entry -> entry.fate() == JournalEntry.Fate.LOST).count();
    long members =
        stage.gitlab().members("web").stream()
            .filter(member -> member.username().equals("cy"))
            .count();
    if (lost != 1 || members != 1) {
      throw new Stage.NotConverged("exactly one lost answer and one membership");
    }
    stage.say(
        "POST members: %d sent, %d answer lost; memberships of cy in web: %d"
            .formatted(writes.size(), lost, members));
    stage.operator().legs(pushed.correlation()).forEach(stage::say);
  }
}
