package dev.rolecall.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.console.RunningConsole.Reply;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyFile;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.PublishPolicy;
import dev.rolecall.schemas.avro.Refusal;
import dev.rolecall.schemas.avro.Rejected;
import dev.rolecall.service.exchange.Answer;
import dev.rolecall.service.exchange.Question;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyPageTest {

  private static final String ONE_FILE =
      "{\"commit\": \"abc123\", \"files\": [{\"path\": \"a.yaml\","
          + " \"content\": \"version: 1\\npolicy: a\\nrules: []\"}]}";

  private final RunningConsole console = new RunningConsole();

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void aPolicyIsACommandOfTheOperator() {
    console.decision = accepted(true);

    Reply reply = publish(ONE_FILE);

    assertThat(reply.status()).isEqualTo(200);
    String digest =
        Policies.digest(List.of(new PolicyFile("a.yaml", "version: 1\npolicy: a\nrules: []")));
    assertThat(reply.json().path("changed").asBoolean()).isTrue();
    assertThat(reply.json().path("digest").asText()).isEqualTo(digest);
    Question asked = console.asked.remove();
    assertThat(asked.directory()).isEqualTo(Keys.POLICY_DIRECTORY);
    assertThat(asked.actor()).isEqualTo(new Actor(ActorKind.OPERATOR, "publisher"));
    assertThat(asked.request()).isEqualTo("POST /api/v1/policy");
    assertThat(asked.receivedAt()).isEqualTo(Samples.NOON);
    assertThat(asked.correlation()).isEqualTo(reply.json().path("correlation").asText());
    assertThat(asked.intent())
        .isInstanceOfSatisfying(
            PublishPolicy.class,
            intent -> {
              assertThat(intent.getBundle().getDigest()).isEqualTo(digest);
              assertThat(intent.getBundle().getCommit()).isEqualTo("abc123");
              assertThat(intent.getBundle().getFiles()).hasSize(1);
              assertThat(intent.getOnlyIf()).isZero();
              assertThat(intent.getPlan().getHolds()).isEmpty();
              assertThat(intent.getPlan().getDigest()).hasSize(64);
            });
  }

  @Test
  void aPolicyThatIsInForceAlreadyChangesNothing() {
    console.decision = accepted(false);

    Reply reply = publish(ONE_FILE);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("changed").asBoolean(true)).isFalse();
  }

  @Test
  void theProblemsOfAPolicyReachTheOperator() {
    console.decision = rejected(Refusal.INVALID, "a.yaml:3:1: unknown key 'grnat'");

    Reply reply = publish(ONE_FILE);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.error()).isEqualTo("a.yaml:3:1: unknown key 'grnat'");
  }

  @Test
  void whatIsNotKnownOrCameTooLateShouldBeRepeated() {
    for (Answer decision :
        List.of(
            new Answer.Unknown("no outcome in 10 s"),
            new Answer.NotSent("Kafka does not answer"),
            rejected(Refusal.EXPIRED, "late"))) {
      console.decision = decision;
      Reply reply = publish(ONE_FILE);
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.error()).isNotBlank();
      assertThat(reply.response().headers().firstValue("Retry-After")).isPresent();
    }
  }

  @Test
  void aPolicyThatIsHeldIsSaidWithItsHold() {
    console.decision =
        new Answer.Done(
            new Accepted(
                false, "policy.3f9c2a1b", 1L, 0L, Samples.NOON, Samples.NOON, "policy.3f9c2a1b"));

    Reply reply = publish(ONE_FILE);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("hold").asText()).isEqualTo("policy.3f9c2a1b");
    assertThat(reply.json().path("changed").asBoolean(true)).isFalse();
    assertThat(reply.json().path("losses").isArray()).isTrue();
  }

  @Test
  void whatCannotBePlannedNowIsNotPublished() {
    console.trail.behind = Optional.of("still reading what the topics held at the start");

    assertThat(publish(ONE_FILE).status()).isEqualTo(503);
    assertThat(publish(ONE_FILE.replace("rules:", "rulez:")).status()).isEqualTo(422);
    assertThat(console.asked).isEmpty();
  }

  @Test
  void aPolicyThatNoCommandHoldsIsTooLarge() {
    console.decision = new Answer.TooLarge();

    assertThat(publish(ONE_FILE).status()).isEqualTo(413);
  }

  @Test
  void whatIsNoPolicyIsNotSent() {
    for (String body :
        List.of(
            "",
            "{",
            "[]",
            "{\"files\": []}",
            "{\"files\": [{\"path\": \"a.yaml\"}]}",
            "{\"files\": [{\"path\": \"\", \"content\": \"x\"}]}",
            "{\"files\": [{\"path\": 1, \"content\": \"x\"}]}")) {
      assertThat(publish(body).status()).as(body).isEqualTo(400);
    }
    assertThat(console.asked).isEmpty();
  }

  private Reply publish(String body) {
    return console.post("/api/v1/policy", RunningConsole.PUBLISHER, body);
  }

  private static Answer accepted(boolean changed) {
    return new Answer.Done(
        new Accepted(changed, "bundle", 1L, 0L, Samples.NOON, Samples.NOON, null));
  }

  private static Answer rejected(Refusal refusal, String detail) {
    return new Answer.Refused(new Rejected(refusal, detail, null));
  }
}
