package dev.rolecall.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.policy.Policies;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Bundle;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.PolicyFile;
import dev.rolecall.schemas.avro.Standing;
import dev.rolecall.schemas.avro.User;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VoicesPageTest {

  private static final String RULES =
      """
      version: 1
      policy: teams
      rules:
        - id: by-convention
          groups: "gitlab:{scope}:{role=guest|developer|owner}"
          grant: { gitlab: { "{scope}": "{role}" } }
        - id: core-team
          groups: core
          grant: { gitlab: { pay: developer } }
        - id: employees-of-core
          groups: core
          where: { userType: employee }
          grant: { gitlab: { web: developer } }
        - id: elevation
          groups: core
          expires: { after: PT1H }
          grant: { gitlab: { ops: developer } }
      """;

  private final RunningConsole console = new RunningConsole();

  @BeforeEach
  void adaIsInGroups() {
    console.directory.user("acme", "ada", "ada@acme.example", "ada@mail.example");
    console.trail.people.add(
        Person.newBuilder()
            .setDirectory("acme")
            .setId("ada")
            .setStanding(Standing.ACTIVE)
            .setUser(User.newBuilder().setUserName("ada@acme.example").build())
            .setGroups(List.of(group("gitlab:pay:owner"), group("core"), group("gitlab:pay:owmer")))
            .build());
    publish(RULES);
  }

  private static GroupRef group(String name) {
    return new GroupRef("g-" + name, name, null, Samples.NOON.minusSeconds(60), null, null);
  }

  private void publish(String content) {
    String digest =
        Policies.digest(List.of(new dev.rolecall.policy.PolicyFile("teams.yaml", content)));
    console.trail.bundle =
        Optional.of(
            new BundleState(
                3L,
                Samples.NOON,
                new Bundle(digest, "abc", List.of(new PolicyFile("teams.yaml", content))),
                List.of()));
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void everyRuleThatSpeaksIsToldWithWhatBecomesOfIt() {
    JsonNode answer = console.get("/api/v1/why?person=ada&all=true").json();

    assertThat(answer.at("/person/userName").asText()).isEqualTo("ada@acme.example");
    assertThat(answer.at("/policy/commit").asText()).isEqualTo("abc");
    assertThat(answer.path("at").asText()).isEqualTo(Samples.NOON.toString());
    assertThat(answer.path("seen").asText()).isEqualTo("now");
    assertThat(answer.path("voices").findValuesAsText("fate"))
        .containsExactly("given", "given", "outranked", "not_meant");
    JsonNode given = answer.at("/voices/1");
    assertThat(given.path("kind").asText()).isEqualTo("rule");
    assertThat(given.path("scope").asText()).isEqualTo("pay");
    assertThat(given.path("role").asText()).isEqualTo("owner");
    assertThat(given.at("/reason/rule").asText()).isEqualTo("by-convention");
    assertThat(given.at("/reason/group").asText()).isEqualTo("gitlab:pay:owner");
    assertThat(given.at("/reason/memberSince").asText()).isEqualTo("2026-11-20T11:59:00Z");
    assertThat(answer.path("truncated").asBoolean()).isFalse();
    assertThat(answer.has("decided")).isFalse();
  }

  @Test
  void endsAreTold() {
    JsonNode now = console.get("/api/v1/why?person=ada&all=true").json().at("/voices/0");
    assertThat(now.path("scope").asText()).isEqualTo("ops");
    assertThat(now.path("until").asText()).isEqualTo("2026-11-20T12:59:00Z");

    JsonNode later = console.get("/api/v1/why?person=ada&all=true&at=2026-11-20T12:59:00Z").json();
    assertThat(later.at("/voices/0/fate").asText()).isEqualTo("over");
  }

  @Test
  void groupsThatNearlyFollowAConventionAreTold() {
    JsonNode misses = console.get("/api/v1/why?person=ada&all=true").json().path("nearMisses");

    assertThat(misses).hasSize(1);
    assertThat(misses.at("/0/group").asText()).isEqualTo("gitlab:pay:owmer");
    assertThat(misses.at("/0/meant").asText()).isEqualTo("gitlab:pay:owner");
    assertThat(misses.at("/0/rule").asText()).isEqualTo("by-convention");
    assertThat(misses.at("/0/line").asInt()).isEqualTo(4);
  }

  @Test
  void ofAMomentThatIsPastItTellsWhatWasDecidedThen() {
    var entry = Samples.audit("decision-1", "ada");
    entry.setType(AuditType.ACCESS_DECIDED);
    console.trail.entries.add(entry);

    JsonNode answer = console.get("/api/v1/why?person=ada&all=true&at=2026-11-20T11:59:59Z").json();
    assertThat(answer.path("seen").asText()).isEqualTo("back");
    assertThat(answer.path("decided")).isEmpty();

    entry.setOccurredAt(Samples.NOON.minusSeconds(5));
    JsonNode decided =
        console
            .get("/api/v1/why?person=ada&all=true&at=2026-11-20T11:59:59Z")
            .json()
            .at("/decided/0");
    assertThat(decided.path("tool").asText()).isEqualTo("gitlab");
    assertThat(decided.at("/roles/0/role").asText()).isEqualTo("owner");
    assertThat(decided.at("/reasons/0/rule").asText()).isEqualTo("platform-owns-payments");
    assertThat(decided.at("/cause/request").asText()).isEqualTo("PATCH /scim/v2/Groups/g-platform");
  }

  @Test
  void aMomentThatIsToComeIsLookedAtAhead() {
    JsonNode answer = console.get("/api/v1/why?person=ada&all=true&at=2027-01-01T00:00:00Z").json();

    assertThat(answer.path("seen").asText()).isEqualTo("ahead");
    assertThat(answer.has("decided")).isFalse();
  }

  @Test
  void theNextBundleIsSeenAtOnce() {
    assertThat(console.get("/api/v1/why?person=ada&all=true").json().at("/voices/0/scope").asText())
        .isEqualTo("ops");

    publish(RULES.replace("ops: developer", "sec: developer"));

    assertThat(console.get("/api/v1/why?person=ada&all=true").json().path("voices").toString())
        .contains("\"sec\"")
        .doesNotContain("\"ops\"");
  }

  @Test
  void withoutAPolicyNothingSpeaks() {
    console.trail.bundle = Optional.empty();

    JsonNode answer = console.get("/api/v1/why?person=ada&all=true").json();
    assertThat(answer.path("policy").isNull()).isTrue();
    assertThat(answer.path("voices")).isEmpty();
  }

  @Test
  void aPolicyThatWasPublishedWithOtherToolsIsSaid() {
    publish(RULES.replace("pay: developer", "pay: reporter"));

    var reply = console.get("/api/v1/why?person=ada&all=true");
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.error()).contains("tools of the console's configuration", "teams.yaml:9");
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    assertThat(console.get("/api/v1/why?person=ada&all=true&at=yesterday").status()).isEqualTo(400);
    assertThat(console.get("/api/v1/why?person=ada&all=true&tool=nowhere").status()).isEqualTo(404);
  }
}
