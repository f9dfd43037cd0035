package dev.rolecall.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.console.RunningConsole.Reply;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.PublishPolicy;
import dev.rolecall.schemas.avro.Refusal;
import dev.rolecall.schemas.avro.Rejected;
import dev.rolecall.schemas.avro.Standing;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.service.exchange.Answer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlanPagesTest {

  private static final String GUESTS =
      """
      version: 1
      policy: a
      control:
        gitlab: { mode: enforce, manage: ["pay/**"] }
      rules:
        - id: guests
          groups: platform
          grant: { gitlab: { pay/core: guest } }
      """;

  private final RunningConsole console = new RunningConsole();

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void aPlanSaysWhatChangesForRealPeople() {
    ada();
    console.trail.bundle = Optional.of(Samples.bundle());
    console.trail.controls.add(Samples.control());
    person("grace", "platform");

    JsonNode plan = planned(GUESTS);

    assertThat(plan.path("state").asText()).isEqualTo("done");
    assertThat(plan.path("outcome").asText()).isEqualTo("changes");
    assertThat(plan.path("version").asLong()).isEqualTo(1);
    assertThat(plan.path("inForce").path("digest").asText()).isEqualTo("d1");
    assertThat(plan.path("people").asLong()).isEqualTo(2);
    assertThat(plan.path("touched").asLong()).isEqualTo(2);
    JsonNode gitlab = plan.path("tools").path(0);
    assertThat(gitlab.path("mode").asText()).isEqualTo("enforce");
    assertThat(gitlab.path("granted").asLong()).isEqualTo(1);
    assertThat(gitlab.path("changed").asLong()).isEqualTo(1);
    assertThat(gitlab.path("lowered").asLong()).isEqualTo(1);
    assertThat(gitlab.path("calls").asLong()).isEqualTo(2 * (2 * (1 + 2) + 3));
    JsonNode first = gitlab.path("samples").path(0);
    assertThat(first.path("userName").asText()).isEqualTo("ada@acme.example");
    assertThat(first.path("from").asText()).isEqualTo("owner");
    assertThat(first.path("to").asText()).isEqualTo("guest");
    assertThat(first.path("gave").path(0).path("rule").asText())
        .isEqualTo("platform-owns-payments");
    assertThat(first.path("gives").path(0).path("file").asText()).isEqualTo("a.yaml");
    assertThat(first.path("gives").path(0).path("line").asInt()).isEqualTo(6);
  }

  @Test
  void everybodyIsLookedAtAlsoBeyondOnePage() {
    IntStream.range(0, 1_100).forEach(i -> person("p%04d".formatted(i), "platform"));

    JsonNode plan = planned(GUESTS);

    assertThat(plan.path("people").asLong()).isEqualTo(1_100);
    assertThat(plan.path("tools").path(0).path("granted").asLong()).isEqualTo(1_100);
    assertThat(plan.path("tools").path(0).path("samples")).hasSize(20);
    assertThat(plan.path("version").asLong()).isZero();
    assertThat(plan.has("inForce")).isFalse();
  }

  @Test
  void aBrokenBundleIsSaidWithPlaces() {
    JsonNode plan = planned("version: 1\npolicy: a\nrulez: []\n");

    assertThat(plan.path("state").asText()).isEqualTo("broken");
    assertThat(plan.path("problems").path(0).path("file").asText()).isEqualTo("a.yaml");
    assertThat(plan.path("problems").path(0).path("line").asInt()).isEqualTo(3);
    assertThat(plan.path("problems").path(0).path("severity").asText()).isEqualTo("error");
  }

  @Test
  void whoMayReadMayPlanAndNoMoreThanTheLastPlansAreKept() {
    assertThat(post("/policy/plans", RunningConsole.PUBLISHER, body(GUESTS)).status())
        .isEqualTo(403);
    assertThat(post("/policy/plans", RunningConsole.READER, "{}").status()).isEqualTo(400);
    assertThat(console.get("/api/v1/policy/plans?id=none").status()).isEqualTo(404);

    List<String> ids = IntStream.range(0, 9).mapToObj(i -> begun(GUESTS)).toList();

    assertThat(console.get("/api/v1/policy/plans?id=" + ids.getFirst()).status()).isEqualTo(404);
    assertThat(console.get("/api/v1/policy/plans?id=" + ids.getLast()).status()).isEqualTo(200);
  }

  @Test
  void noPlanIsMadeOfHalfTheCompany() {
    console.trail.behind = Optional.of("still reading what the topics held at the start");

    JsonNode plan = planned(GUESTS);

    assertThat(plan.path("state").asText()).isEqualTo("failed");
    assertThat(plan.path("error").asText()).contains("still reading");
  }

  @Test
  void aPlanThatIsStillTrueIsPublishedForTheVersionItWasMadeFor() {
    ada();
    console.trail.bundle = Optional.of(Samples.bundle());
    JsonNode plan = planned(GUESTS);
    console.decision =
        new Answer.Done(new Accepted(true, "bundle", 2L, 0L, Samples.NOON, Samples.NOON, null));

    Reply reply = apply(plan);

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(console.asked.remove().intent())
        .isInstanceOfSatisfying(
            PublishPolicy.class, intent -> assertThat(intent.getOnlyIf()).isEqualTo(1));
  }

  @Test
  void doubtsAboutAPolicyReachWhoPlansAndWhoPublishesIt() {
    String doubtful = GUESTS.replace("gitlab: { pay/core", "gitlap: { pay/core");
    console.decision =
        new Answer.Done(new Accepted(true, "bundle", 1L, 0L, Samples.NOON, Samples.NOON, null));

    JsonNode planned = planned(doubtful).path("warnings");
    JsonNode published =
        post("/policy", RunningConsole.PUBLISHER, body(doubtful)).json().path("warnings");

    assertThat(planned.path(0).path("message").asText()).contains("'gitlap' is not configured");
    assertThat(planned.path(0).path("remedy").asText()).contains("gitlab");
    assertThat(published).isEqualTo(planned);
  }

  @Test
  void aPlanOfPeopleWhoMovedIsRefusedWithWhatIsOther() {
    ada();
    console.trail.bundle = Optional.of(Samples.bundle());
    JsonNode plan = planned(GUESTS);
    person("grace", "platform");

    Reply reply = apply(plan);

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.error())
        .contains("gitlab: +0 ~1 -0 planned, +1 ~1 -0 now")
        .endsWith("plan again");
    assertThat(console.asked).isEmpty();
  }

  @Test
  void aPlanAgainstAnotherBundleIsRefused() {
    JsonNode plan = planned(GUESTS);
    console.trail.bundle = Optional.of(Samples.bundle());

    assertThat(apply(plan).status()).isEqualTo(409);
    assertThat(apply(plan).error()).contains("version 0").contains("version 1");
    assertThat(console.asked).isEmpty();

    JsonNode newer = planned(GUESTS);
    console.decision = new Answer.Refused(new Rejected(Refusal.VERSION_MISMATCH, "2 now", 2L));
    assertThat(apply(newer).status()).isEqualTo(409);
  }

  @Test
  void aPlanOfNoShapeIsNotPublished() {
    ObjectNode body = body(GUESTS);
    body.put("plan", "yes");

    assertThat(post("/policy", RunningConsole.PUBLISHER, body).status()).isEqualTo(400);
    assertThat(console.asked).isEmpty();
  }

  private Reply apply(JsonNode plan) {
    ObjectNode body = body(GUESTS);
    ObjectNode seen = body.putObject("plan");
    seen.put("digest", plan.path("digest").asText());
    seen.put("version", plan.path("version").asLong());
    ObjectNode counts = seen.putObject("counts");
    plan.path("tools").forEach(tool -> counts.set(tool.path("tool").asText(), tool));
    return post("/policy", RunningConsole.PUBLISHER, body);
  }

  private JsonNode planned(String policy) {
    return console.get("/api/v1/policy/plans?wait=20&id=" + begun(policy)).json();
  }

  /** Waits for a place among the plans under way. */
  private String begun(String policy) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> post("/policy/plans", RunningConsole.READER, body(policy)),
            reply -> reply.status() == 200)
        .json()
        .path("id")
        .asText();
  }

  private Reply post(String path, String token, JsonNode body) {
    return console.post("/api/v1" + path, token, body.toString());
  }

  private Reply post(String path, String token, String body) {
    return console.post("/api/v1" + path, token, body);
  }

  private static ObjectNode body(String policy) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("files").addObject().put("path", "a.yaml").put("content", policy);
    return body;
  }

  /** An owner of pay/core by a rule of before. */
  private void ada() {
    console.directory.user("acme", "ada", "ada@acme.example", "ada@acme.example");
    person("ada", "platform");
    console.trail.accesses.add(Samples.access("ada", 1));
  }

  private void person(String id, String... groups) {
    console.trail.people.add(
        Person.newBuilder()
            .setDirectory("acme")
            .setId(id)
            .setStanding(Standing.ACTIVE)
            .setUser(User.newBuilder().setUserName(id + "@acme.example").build())
            .setGroups(
                Arrays.stream(groups)
                    .map(each -> new GroupRef(each, each, null, Samples.NOON, null, null))
                    .toList())
            .build());
  }
}
