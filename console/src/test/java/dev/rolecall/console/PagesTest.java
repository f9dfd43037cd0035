package dev.rolecall.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.console.RunningConsole.Reply;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Lowered;
import dev.rolecall.schemas.avro.Reason;
import dev.rolecall.schemas.avro.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagesTest {

  private final RunningConsole console = new RunningConsole();

  @BeforeEach
  void adaIsAnOwnerAndGraceWaits() {
    console
        .directory
        .user("acme", "ada", "ada@acme.example", "ada@mail.example")
        .user("acme", "grace", "grace@acme.example", "grace@mail.example")
        .member("acme", "platform", "ada")
        .bundle(Samples.bundle());
    console.trail.accesses.add(Samples.access("ada", 3));
    console.trail.statuses.add(Samples.status("ada", 3, State.CONVERGED));
    console.trail.accesses.add(Samples.access("grace", 2));
    console.trail.statuses.add(Samples.status("grace", 1, State.CONVERGED));
    console.trail.reports.add(Samples.report());
    console.trail.controls.add(Samples.control());
    console.trail.entries.add(Samples.audit("intent-1/granted", "ada"));
    console.trail.entries.add(Samples.audit("intent-2/granted", "grace"));
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void theStatusOfTheInstallationIsOnOnePage() {
    console.health.add("connector gitlab", () -> Optional.of("the token was refused"));

    JsonNode status = console.get("/api/v1/status").json();

    assertThat(status.path("ready").asBoolean()).isFalse();
    assertThat(status.at("/problems/connector gitlab").asText()).isEqualTo("the token was refused");
    assertThat(status.at("/policy/digest").asText()).isEqualTo("d1");
    assertThat(status.at("/policy/files").asInt()).isEqualTo(1);
    assertThat(status.at("/directories/0/name").asText()).isEqualTo("acme");
    assertThat(status.at("/directories/0/users").asInt()).isEqualTo(2);
    assertThat(status.at("/directories/0/groups").asInt()).isEqualTo(1);
    assertThat(status.at("/directories/0/tokens/0/daysLeft").asInt()).isEqualTo(9);
    assertThat(status.at("/directories/1/users").asInt()).isZero();
  }

  @Test
  void anInstallationWithoutAPolicyIsWarnedOf() {
    assertThat(console.get("/api/v1/status").json().at("/warnings/policy").isMissingNode())
        .isTrue();

    console.directory.noBundle();
    JsonNode status = console.get("/api/v1/status").json();
    assertThat(status.path("ready").asBoolean()).isTrue();
    assertThat(status.at("/warnings/policy").asText())
        .contains("nobody's access changes", "policy apply");
  }

  @Test
  void tokensThatEndSoonOrHaveEndedAreWarnedOf() {
    console.health.caution("door", () -> Map.of("keys of idp", "cannot be read"));
    JsonNode status = console.get("/api/v1/status").json();

    assertThat(status.path("ready").asBoolean()).isTrue();
    assertThat(status.at("/directories/0/tokens/0/scopes").toString())
        .isEqualTo("[\"read\",\"write\"]");
    assertThat(status.at("/directories/0/tokens").findValuesAsText("state"))
        .containsExactly("expiring", "expired", "valid");
    assertThat(status.path("warnings").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("keys of idp", "token okta of acme", "token okta-2025 of acme");
    assertThat(status.at("/warnings/token okta of acme").asText()).startsWith("expires in 9 days");
    assertThat(status.toString()).doesNotContain("0".repeat(64));
  }

  @Test
  void eachToolTellsHowFarItIs() {
    JsonNode tools = console.get("/api/v1/status").json().path("tools");

    JsonNode gitlab = tools.path(0);
    assertThat(gitlab.path("mode").asText()).isEqualTo("enforce");
    assertThat(gitlab.path("people").asInt()).isEqualTo(2);
    assertThat(gitlab.path("waiting").asInt()).isEqualTo(1);
    assertThat(gitlab.path("converged").asInt()).isEqualTo(2);
    assertThat(gitlab.path("blocked").asInt()).isZero();
    assertThat(tools.at("/1/mode").asText()).isEqualTo("no connector in this version");
    assertThat(tools.at("/1/people").isMissingNode()).isTrue();
  }

  @Test
  void aPersonIsFoundByEverythingOperatorsCallThem() {
    for (String called : new String[] {"ada", "ADA@acme.example", "Ada@mail.example", "ext-ada"}) {
      JsonNode person = console.get("/api/v1/people/status?person=" + called).json().path("person");
      assertThat(person.path("id").asText()).isEqualTo("ada");
      assertThat(person.path("userName").asText()).isEqualTo("ada@acme.example");
      assertThat(person.at("/groups/0/name").asText()).isEqualTo("platform");
    }
  }

  @Test
  void aPersonsStatusTellsWhatIsWantedAndWhatThereIs() {
    JsonNode tool = console.get("/api/v1/people/status?person=ada").json().at("/tools/0");

    assertThat(tool.path("tool").asText()).isEqualTo("gitlab");
    assertThat(tool.path("state").asText()).isEqualTo("converged");
    assertThat(tool.at("/wanted/0/role").asText()).isEqualTo("owner");
    assertThat(tool.at("/roles/0/origin").asText()).isEqualTo("granted");
    assertThat(tool.at("/account/login").asText()).isEqualTo("ada-login");
    assertThat(
            console.get("/api/v1/people/status?person=grace").json().at("/tools/0/state").asText())
        .isEqualTo("waiting");
  }

  @Test
  void whoTellsHoldersAndStrangersButOursOnlyOnce() {
    JsonNode who = console.get("/api/v1/who?tool=gitlab&scope=pay/core").json();

    assertThat(who.path("holders").findValuesAsText("userName"))
        .containsExactly("ada@acme.example", "grace@acme.example");
    assertThat(who.at("/holders/0/account").asText()).isEqualTo("ada-login");
    assertThat(who.at("/holders/0/reasons/0/memberSince").asText())
        .isEqualTo("2026-11-20T11:59:00Z");
    assertThat(who.at("/holders/0/reasons/0/via/0").asText()).isEqualTo("core team");
    assertThat(who.path("unexplained").findValuesAsText("login")).containsExactly("root");
    assertThat(who.path("truncated").asBoolean()).isFalse();
    assertThat(console.get("/api/v1/who?tool=gitlab&scope=pay").json().path("holders")).isEmpty();
  }

  @Test
  void aToolThatIsNotConfiguredIsNotFound() {
    for (String page : new String[] {"/who?tool=jenkins", "/why?person=ada&tool=jenkins"}) {
      Reply reply = console.get("/api/v1" + page);
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.error()).contains("no tool is called jenkins", "gitlab, ci-7");
    }
  }

  @Test
  void whyNamesRuleFileLineGroupAndRequest() {
    JsonNode role = console.get("/api/v1/why?person=ada&tool=gitlab").json().at("/roles/0");

    assertThat(role.path("scope").asText()).isEqualTo("pay/core");
    assertThat(role.path("state").asText()).isEqualTo("converged");
    assertThat(role.path("verifiedAt").asText()).isEqualTo("2026-11-20T12:00:01Z");
    JsonNode reason = role.at("/reasons/0");
    assertThat(reason.path("rule").asText()).isEqualTo("platform-owns-payments");
    assertThat(reason.path("file").asText()).isEqualTo("rules/gitlab.yaml");
    assertThat(reason.path("line").asInt()).isEqualTo(12);
    assertThat(reason.path("commit").asText()).isEqualTo("abc123");
    assertThat(reason.path("group").asText()).isEqualTo("platform");
    assertThat(reason.path("memberSince").asText()).isEqualTo("2026-11-20T11:59:00Z");
    assertThat(reason.at("/via/0").asText()).isEqualTo("core team");
    assertThat(role.at("/cause/request").asText()).isEqualTo("PATCH /scim/v2/Groups/g-platform");
    assertThat(role.at("/cause/actor").asText()).isEqualTo("okta-2026");
    assertThat(role.at("/cause/correlation").asText()).isEqualTo("correlation-1");
  }

  @Test
  void whyNamesTheCapThatLoweredARole() {
    Access access = Samples.access("ada", 4);
    Reason lowered =
        Reason.newBuilder(access.getGrants().getFirst().getReasons().getFirst())
            .setLowered(new Lowered("owner", "contractors", "caps.yaml", 8))
            .build();
    access.setGrants(List.of(new Grant("pay/core", "developer", null, List.of(lowered))));
    console.trail.accesses.clear();
    console.trail.accesses.add(access);

    JsonNode cap = console.get("/api/v1/why?person=ada").json().at("/roles/0/reasons/0/lowered");
    assertThat(cap.path("from").asText()).isEqualTo("owner");
    assertThat(cap.path("rule").asText()).isEqualTo("contractors");
    assertThat(cap.path("file").asText()).isEqualTo("caps.yaml");
    assertThat(cap.path("line").asInt()).isEqualTo(8);
  }

  @Test
  void aRoleThatIsNotThereYetIsNotCalledVerified() {
    JsonNode role = console.get("/api/v1/why?person=grace").json().at("/roles/0");

    assertThat(role.path("state").asText()).isEqualTo("waiting");
    assertThat(role.has("verifiedAt")).isFalse();
  }

  @Test
  void theAuditOfAPersonHasNamesThatItsEntriesDoNotHold() {
    JsonNode entries = console.get("/api/v1/audit?person=ada").json().path("entries");

    assertThat(entries).hasSize(1);
    JsonNode entry = entries.path(0);
    assertThat(entry.path("id").asText()).isEqualTo("intent-1/granted");
    assertThat(entry.path("userName").asText()).isEqualTo("ada@acme.example");
    assertThat(entry.path("tool").asText()).isEqualTo("gitlab");
    assertThat(entry.at("/after/0").asText()).isEqualTo("pay/core:owner");
    assertThat(entry.at("/rules/0").asText())
        .isEqualTo("platform-owns-payments rules/gitlab.yaml:12");
    assertThat(entry.path("correlation").asText()).isEqualTo("correlation-1");
  }

  @Test
  void theAuditIsNarrowedAndBounded() {
    assertThat(entries("/api/v1/audit")).isEqualTo(2);
    assertThat(entries("/api/v1/audit?limit=1")).isEqualTo(1);
    assertThat(entries("/api/v1/audit?correlation=correlation-1&tool=gitlab")).isEqualTo(2);
    assertThat(entries("/api/v1/audit?correlation=another")).isZero();
    assertThat(entries("/api/v1/audit?tool=drone")).isZero();
  }

  private int entries(String path) {
    return console.get(path).json().path("entries").size();
  }

  @Test
  void severalPeopleOfOneNameAreAQuestionBack() {
    console.directory.user("beta", "ada-2", "ada@acme.example", "other@mail.example");

    Reply reply = console.get("/api/v1/why?person=ada@acme.example");

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.error()).contains("acme/ada", "beta/ada-2");
    assertThat(console.get("/api/v1/why?person=acme/ada").status()).isEqualTo(200);
  }

  @Test
  void somebodyWhomTheIdentityProviderDeletedIsFoundByDirectoryAndId() {
    console.trail.accesses.add(Samples.access("linus", 9));

    JsonNode why = console.get("/api/v1/why?person=acme/linus").json();

    assertThat(why.at("/person/userName").asText()).isEqualTo("(deleted)");
    assertThat(why.at("/person/active").asBoolean()).isFalse();
    assertThat(why.path("roles")).hasSize(1);
  }

  @Test
  void whoNeverWasIsNotFound() {
    for (String called : new String[] {"nobody", "acme/nobody", "gamma/ada"}) {
      Reply reply = console.get("/api/v1/why?person=" + called);
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.error()).contains("DIRECTORY/ID");
    }
  }
}
