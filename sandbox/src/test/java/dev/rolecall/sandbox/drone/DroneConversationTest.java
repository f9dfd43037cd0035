package dev.rolecall.sandbox.drone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sandbox.Http;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Replays a conversation with a real server: the simulator must answer every step alike. */
class DroneConversationTest {

  private record Step(
      String who, String method, String path, String body, String head, String answer) {

    static Step of(List<String> lines) {
      String[] request = lines.get(0).split(" ", 3);
      return new Step(
          request[0],
          request[1],
          request[2],
          lines.get(1).substring(1).strip(),
          lines.get(2).substring(2),
          lines.get(3).substring(1).strip());
    }
  }

  private final Map<String, String> kept = new HashMap<>();

  @Test
  void everyAnswerIsTheOneOfTheRealServer() throws IOException {
    List<Step> steps = steps();
    assertThat(steps).hasSize(40);
    try (Sandbox sandbox =
        Sandbox.start(
            List.of(SimulatorSpec.drone("drone", 0, DroneSeed.withAdmin("root", "secret"))))) {
      for (Step step : steps) {
        Http.Reply reply = play(sandbox, step);
        String head = (reply.status() + " " + reply.header("content-type").orElse("")).strip();
        assertThat(head).as(step.toString()).isEqualTo(step.head());
        assertThat(normal(reply.body())).as(step.toString()).startsWith(step.answer());
        if (!step.answer().startsWith("[{")) {
          assertThat(normal(reply.body())).as(step.toString()).isEqualTo(step.answer());
        }
      }
    }
  }

  private Http.Reply play(Sandbox sandbox, Step step) {
    String path = step.who().equals("query") ? step.path() + "?access_token=secret" : step.path();
    try (Http http =
        switch (step.who()) {
          case "admin" -> Http.bearer(sandbox.url("drone"), "secret");
          case "wrong" -> Http.bearer(sandbox.url("drone"), "wrong");
          case "nobody", "query" -> Http.anonymous(sandbox.url("drone"));
          default -> Http.bearer(sandbox.url("drone"), firstToken(sandbox, step.who()));
        }) {
      return http.send(step.method(), path, step.body());
    }
  }

  /** The token this user had first: what somebody goes on using after a rotation. */
  private String firstToken(Sandbox sandbox, String login) {
    return kept.computeIfAbsent(login, key -> sandbox.drone("drone").token(key));
  }

  private static String normal(String body) {
    return body.strip()
        .replaceAll("\"(created|updated)\":\\d+", "\"$1\":0")
        .replaceAll("\"token\":\"[^\"]+\"", "\"token\":\"<token>\"");
  }

  private static List<Step> steps() throws IOException {
    try (InputStream stream =
        DroneConversationTest.class.getResourceAsStream("/drone-2.25-conversation.txt")) {
      assertThat(stream).isNotNull();
      List<Step> steps = new ArrayList<>();
      List<String> lines = new ArrayList<>();
      for (String line :
          new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          lines.add(line);
        }
        if (lines.size() == 4) {
          steps.add(Step.of(lines));
          lines.clear();
        }
      }
      return steps;
    }
  }
}
