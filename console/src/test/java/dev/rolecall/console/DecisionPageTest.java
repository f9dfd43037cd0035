package dev.rolecall.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.console.RunningConsole.Reply;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.HoldVerdict;
import dev.rolecall.schemas.avro.Refusal;
import dev.rolecall.schemas.avro.Rejected;
import dev.rolecall.service.exchange.Answer;
import dev.rolecall.service.exchange.Question;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecisionPageTest {

  private static final String RELEASE = "{\"verdict\": \"release\", \"revision\": 7}";
  private static final String REJECT = "{\"verdict\": \"reject\", \"revision\": 7}";

  private final RunningConsole console = new RunningConsole();

  @BeforeEach
  void somethingIsHeld() {
    console.trail.holds.add(HeldSamples.hold());
    console.decision =
        new Answer.Done(
            new Accepted(true, HeldSamples.ID, 1L, 0L, Samples.NOON, Samples.NOON, null));
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void aReleaseIsACommandOfTheOperatorForWhatWasShown() {
    console.effect = question -> decided(HoldState.RELEASED, id(question));

    Reply reply = decide(RELEASE);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().path("decided").asBoolean()).isTrue();
    assertThat(reply.json().path("state").asText()).isEqualTo("released");
    Question asked = console.asked.remove();
    assertThat(asked.directory()).isEqualTo(Keys.POLICY_DIRECTORY);
    assertThat(asked.actor()).isEqualTo(new Actor(ActorKind.OPERATOR, "alice"));
    assertThat(asked.request()).isEqualTo("POST /api/v1/holds/" + HeldSamples.ID + "/decision");
    assertThat(asked.intent())
        .isEqualTo(new DecideHold(HeldSamples.ID, HoldVerdict.RELEASE, 7L, null));
  }

  @Test
  void ofTwoOperatorsTheOneWhoCameLaterIsToldOfTheOther() {
    console.effect = question -> decided(HoldState.REJECTED, "another command");

    Reply reply = decide(RELEASE);

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.error()).isEqualTo("bob already rejected it at 2026-11-20T12:01:00Z");
  }

  @Test
  void whatIsDecidedAlreadyIsNotSent() {
    decided(HoldState.RELEASED, "an older command");

    assertThat(decide(RELEASE).status()).isEqualTo(409);
    assertThat(decide(REJECT).error()).isEqualTo("bob already released it at 2026-11-20T12:01:00Z");
    decided(HoldState.REJECTED, "an older command");
    assertThat(decide(REJECT).status()).isEqualTo(409);
    assertThat(console.asked).isEmpty();
  }

  @Test
  void whatWasRejectedCanStillBeReleasedWhileItKeepsSomething() {
    decided(HoldState.EXPIRED, "the timer's");
    console.effect = question -> decided(HoldState.RELEASED, id(question));

    assertThat(decide(RELEASE).status()).isEqualTo(200);

    console.trail.holds.clear();
    console.trail.holds.add(
        HeldSamples.hold(HeldSamples.ID, HoldTrigger.REVOKES)
            .setState(HoldState.REJECTED)
            .setPeople(0)
            .build());
    assertThat(decide(RELEASE).status()).isEqualTo(409);
  }

  @Test
  void aDecisionThatIsNotCarriedOutInTimeSaysSo() {
    Reply reply = decide(REJECT);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("decided").asBoolean(true)).isFalse();
    assertThat(reply.json().path("state").asText()).isEqualTo("open");
  }

  @Test
  void whatTheDirectoryStageRefusesIsToldInItsWords() {
    console.decision =
        new Answer.Refused(
            new Rejected(Refusal.INVALID, "releasing one's own policy is not allowed", null));

    Reply reply = decide(RELEASE);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.error()).isEqualTo("releasing one's own policy is not allowed");
  }

  @Test
  void whatIsNoDecisionIsNotSent() {
    for (String body :
        new String[] {
          "",
          "{}",
          "{\"verdict\": \"release\"}",
          "{\"verdict\": \"maybe\", \"revision\": 7}",
          "{\"verdict\": \"release\", \"revision\": \"7\"}"
        }) {
      assertThat(decide(body).status()).as(body).isEqualTo(400);
    }
    assertThat(
            console
                .post("/api/v1/holds/gitlab.9/decision", RunningConsole.DECIDER, RELEASE)
                .status())
        .isEqualTo(404);
    assertThat(
            console
                .post(
                    "/api/v1/holds/" + HeldSamples.ID + "/decision", RunningConsole.READER, RELEASE)
                .status())
        .isEqualTo(403);
    assertThat(console.asked).isEmpty();
  }

  @Test
  void aPolicyThatWaitsNoLongerIsNotDecided() {
    console.trail.holds.add(HeldSamples.hold("policy.1", HoldTrigger.POLICY_CHANGE).build());

    for (String verdict : List.of(RELEASE, REJECT)) {
      Reply reply =
          console.post("/api/v1/holds/policy.1/decision", RunningConsole.DECIDER, verdict);
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.error()).contains("no policy waits");
    }
    assertThat(console.asked).isEmpty();
  }

  private Reply decide(String body) {
    return console.post(
        "/api/v1/holds/" + HeldSamples.ID + "/decision", RunningConsole.DECIDER, body);
  }

  private void decided(HoldState state, String command) {
    console.trail.holds.removeIf(each -> each.getId().equals(HeldSamples.ID));
    console.trail.holds.add(HeldSamples.decided(state, command));
  }

  private static String id(Question question) {
    return question.id().orElseThrow().toString();
  }
}
