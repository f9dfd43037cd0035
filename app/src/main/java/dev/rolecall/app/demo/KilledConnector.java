package dev.rolecall.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.gitlab.GitlabMember;
import dev.rolecall.sandbox.http.Fault;
import dev.rolecall.sandbox.http.FaultRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Act 5. */
final class KilledConnector implements Act {

  private static final int PEOPLE = 8;
  private static final int DEVELOPER = 30;
  private static final Duration SLOW = Duration.ofMillis(400);

  @Override
  public String title() {
    return "GitLab's connector is killed (kill -9) in mid-work: the same end state";
  }

  @Override
  public void play(Stage stage) {
    String group = stage.entra().createGroup("gitlab:acme/tools:developer").id();
    List<String> logins = new ArrayList<>();
    try (ConnectorProcess alone = stage.tools().connector().replaceByProcess()) {
      stage.gitlab().faults().add(FaultRule.on("POST", ".*/members", Fault.delay(SLOW)));
      for (int i = 1; i <= PEOPLE; i++) {
        String login = "dev-" + i;
        logins.add(login);
        String id =
            stage.entra().join(login, "Dev", "No " + i, Map.of("userType", "employee")).id();
        stage.entra().addMember(group, id);
      }
      stage.until("the connector is in mid-work", () -> count(stage, logins) >= 2);
      alone.kill();
      stage.say(
          "killed process %d when %d of %d were members"
              .formatted(alone.pid(), count(stage, logins), PEOPLE));
    }
    stage.gitlab().faults().clear();
    stage.until("all are members, once each", () -> count(stage, logins) == PEOPLE);
    stage.until(
        "all are verified",
        () ->
            logins.stream()
                .allMatch(login ->
                    stage.operator().state(Idp.address(login), "gitlab").equals("converged")));
    stage.say(
        "%d of %d are developers in acme/tools, %d accounts"
            .formatted(
                count(stage, logins),
                PEOPLE,
                stage.gitlab().users().stream()
                    .filter(user -> logins.contains(user.username()))
                    .count()));
    long calls = calls(stage);
    long planned = planned(stage);
    stage.say(
        "%d calls that grant, %d audit entries written before them".formatted(calls, planned));
    if (planned < calls) {
      throw new Stage.NotConverged("each call has an audit entry that was written before it");
    }
  }

  private static long calls(Stage stage) {
    return stage.gitlab().requests().stream()
        .filter(
            each -> each.method().equals("POST") && each.path().contains("acme%2Ftools/members"))
        .count();
  }

  private static long planned(Stage stage) {
    long planned = 0;
    for (JsonNode entry : stage.operator().get("/audit?tool=gitlab&limit=5000").path("entries")) {
      if (entry.path("phase").asText().equals("PLANNED")
          && entry.path("type").asText().equals("ROLE_GRANTED")
          && entry.path("scope").asText().equals("acme/tools")) {
        planned++;
      }
    }
    return planned;
  }

  private static long count(Stage stage, List<String> logins) {
    return stage.gitlab().members("acme/tools").stream()
        .filter(member -> member.accessLevel() == DEVELOPER)
        .map(GitlabMember::username)
        .filter(logins::contains)
        .count();
  }
}
