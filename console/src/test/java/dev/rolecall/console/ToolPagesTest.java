package dev.rolecall.console;

import static dev.rolecall.console.RunningConsole.READER;
import static dev.rolecall.console.ToolSamples.has;
import static dev.rolecall.console.ToolSamples.holder;
import static dev.rolecall.console.ToolSamples.person;
import static dev.rolecall.console.ToolSamples.sweep;
import static dev.rolecall.console.ToolSamples.wants;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.views.trail.TrailReader.PersonKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ToolPagesTest {

  private final RunningConsole console = new RunningConsole();

  @AfterEach
  void close() {
    console.close();
  }

  private JsonNode get(String path) {
    return console.get("/api/v1" + path).json();
  }

  @Test
  void aToolThatNobodyLookedAtIsToldFromTheConfiguration() {
    JsonNode tool = get("/tools/gitlab");

    assertThat(tool.path("looked").asBoolean()).isFalse();
    assertThat(tool.path("edition").asText()).isEqualTo("self-managed");
    assertThat(tool.path("mode").isNull()).isTrue();
    assertThat(tool.path("sweptAt").isNull()).isTrue();
    assertThat(tool.has("tokenDaysLeft")).isFalse();
    assertThat(tool.path("capabilities").findValuesAsText("ability"))
        .containsExactly("grant", "delete-account");
    assertThat(tool.at("/capabilities/1/instruction").asText()).contains("Admin area");
    assertThat(get("/tools").path("tools").findValuesAsText("tool"))
        .containsExactly("gitlab", "ci-7");
    assertThat(console.get("/api/v1/tools/gitlap").json().path("error").asText())
        .contains("no tool is called gitlap");
  }

  @Test
  void aToolTellsItsModeItsTokenItsProblemsAndWhoElseWritesThere() {
    console.trail.controls.add(Control.newBuilder(Samples.control()).setMode(Mode.OBSERVE).build());
    console.trail.modeSince.put("gitlab", Samples.NOON.minus(Duration.ofDays(12)));
    console.trail.toolReports.add(ToolSamples.report(Duration.ofHours(30)));

    JsonNode tool = get("/tools").at("/tools/0");

    assertThat(tool.path("mode").asText()).isEqualTo("observe");
    assertThat(tool.path("modeDays").asInt()).isEqualTo(12);
    assertThat(tool.path("version").asText()).isEqualTo("17.5");
    assertThat(tool.path("tokenDaysLeft").asInt()).isEqualTo(1);
    assertThat(tool.at("/problems/0").asText()).contains("lacks the scope");
    assertThat(tool.at("/otherWriters/0/who").asText()).isEqualTo("SAML group sync");
    assertThat(tool.path("sweptAt").asText()).isEqualTo("2026-11-20T11:59:00Z");
    assertThat(tool.has("capabilities")).isFalse();
  }

  @Test
  void theStatusWarnsOfATokenThatEndsOfProblemsAndOfLeaversWithAccess() {
    console.trail.toolReports.add(ToolSamples.report(Duration.ofHours(30)));
    console.directory.user("acme", "ada", "ada@acme.example", "ada@mail.example");
    console.trail.leavers.add(new PersonKey("acme", "ada"));
    console.trail.leavers.add(new PersonKey("acme", "gone"));

    JsonNode status = get("/status");

    assertThat(status.at("/warnings/token of tool gitlab").asText())
        .contains("in less than 2 days", "replace the token");
    assertThat(status.at("/warnings/problems of tool gitlab").asText()).contains("lacks the scope");
    assertThat(status.at("/warnings/leavers in gitlab").asText())
        .contains("2 people who left still have access", "ada@acme.example, (deleted)");
    assertThat(status.at("/tools/0/leavers/count").asInt()).isEqualTo(2);
    assertThat(status.at("/tools/0/leavers/people/0/userName").asText())
        .isEqualTo("ada@acme.example");
    assertThat(status.at("/tools/1/leavers").isMissingNode()).isTrue();

    console.trail.toolReports.set(0, ToolSamples.report(Duration.ofDays(-1)));
    assertThat(get("/status").at("/warnings/token of tool gitlab").asText()).startsWith("ended at");
    console.trail.toolReports.set(0, ToolSamples.report(Duration.ofDays(31)));
    assertThat(get("/status").at("/warnings/token of tool gitlab").isMissingNode()).isTrue();
  }

  @Test
  void withoutASweepNobodySaysWhoseAccountsTheyAre() {
    for (String page : List.of("adoption", "drift", "adoption.csv", "drift.csv")) {
      RunningConsole.Reply reply = console.get("/api/v1/tools/gitlab/" + page);
      assertThat(reply.status()).isEqualTo(409);
      assertThat(reply.json().path("error").asText()).contains("nobody has looked at gitlab yet");
    }
    assertThat(console.get("/api/v1/tools/ci-7/drift").status()).isEqualTo(404);
  }

  /** Ada fits one account, Bo has left, two people fit "cy", "old" fits nobody, Dee has none. */
  private void anOldTool() {
    console.trail.people.addAll(
        List.of(
            person("ada@acme.example", true, "core"),
            person("bo@acme.example", false, "core"),
            person("cy@acme.example", true),
            person("cy@sister.example", true),
            person("dee@acme.example", true, "core")));
    console.trail.reports.add(
        sweep("pay", 0, holder("Ada", "developer"), holder("bo", "developer")));
    console.trail.reports.add(
        sweep(
            "pay", 1, holder("cy", "owner"), holder("old", "guest"), holder("bot-7", "developer")));
  }

  @Test
  void accountsAreMatchedOrLeftOpenAndNeverGuessed() {
    anOldTool();

    JsonNode report = get("/tools/gitlab/adoption?all=true");

    JsonNode counts = report.path("counts");
    assertThat(counts.path("accounts").asInt()).isEqualTo(5);
    assertThat(counts.path("matched").asInt()).isEqualTo(1);
    assertThat(counts.path("ambiguous").asInt()).isEqualTo(1);
    assertThat(counts.path("bots").asInt()).isEqualTo(1);
    assertThat(counts.path("orphans").asInt()).isEqualTo(2);
    assertThat(counts.path("unmatched").asInt()).isEqualTo(1);
    assertThat(report.path("asOf").asText()).isEqualTo("2026-11-20T12:00:00Z");
    assertThat(rows(report.path("accounts"), "login", "standing"))
        .containsExactly("Ada matched", "bo orphan", "bot-7 bot", "cy ambiguous", "old orphan");
    assertThat(report.at("/accounts/0/people/0/userName").asText()).isEqualTo("ada@acme.example");
    assertThat(report.at("/accounts/0/people/0/by").asText()).isEqualTo("login");
    assertThat(report.at("/accounts/3/people").findValuesAsText("userName"))
        .containsExactlyInAnyOrder("cy@acme.example", "cy@sister.example");
    assertThat(report.at("/unmatched/0/userName").asText()).isEqualTo("dee@acme.example");

    JsonNode open = get("/tools/gitlab/adoption");
    assertThat(open.path("accounts").findValuesAsText("login"))
        .containsExactly("bo", "bot-7", "cy", "old");
  }

  @Test
  void theTablesHaveAllOfIt() {
    anOldTool();

    assertThat(console.get("/api/v1/tools/gitlab/adoption.csv").response().body().lines())
        .hasSize(7)
        .contains(
            "matched,id-ada,Ada,active,1,acme/ada-acme.example,ada@acme.example,login,"
                + "the only account that fits the only person who fits it")
        .last()
        .isEqualTo("unmatched,,,,,acme/dee-acme.example,dee@acme.example,,no account fits");
    assertThat(console.get("/api/v1/tools/gitlab/drift.csv").response().body().lines()).hasSize(6);
  }

  @Test
  void driftIsWhatNoRuleExplainsAndWhatIsMissing() {
    anOldTool();
    console.trail.accesses.add(wants("ada@acme.example", "pay:developer", "web:guest"));
    console.trail.statuses.add(has("ada@acme.example", "pay:developer:GRANTED"));
    console.trail.accesses.add(wants("dee@acme.example", "pay:guest"));

    JsonNode drift = get("/tools/gitlab/drift");

    assertThat(drift.at("/counts/explained").asInt()).isEqualTo(2);
    assertThat(rows(drift.path("cells"), "name", "scope", "held", "wanted", "reason"))
        .containsExactly(
            "ada@acme.example web null guest not-held",
            "bo@acme.example pay developer null leaver",
            "cy pay owner null ambiguous",
            "dee@acme.example pay null guest no-account",
            "old pay guest null orphan");
    assertThat(get("/tools/gitlab/drift?all=true").path("cells").findValuesAsText("reason"))
        .contains("granted", "bot");
  }

  @Test
  void aLinkSettlesWhatIsAmbiguous() {
    anOldTool();
    console.trail.statuses.add(has("cy@acme.example", "pay:owner:UNEXPLAINED"));

    JsonNode report = get("/tools/gitlab/adoption?all=true");

    assertThat(report.at("/counts/ambiguous").asInt()).isZero();
    assertThat(report.at("/counts/linked").asInt()).isEqualTo(1);
  }

  @Test
  void aDraftGivesWhatGroupsHoldAndADatedExceptionForTheRest() {
    console.trail.people.add(person("out@acme.example", true));
    List<dev.rolecall.schemas.avro.Holder> holders = new ArrayList<>();
    holders.add(holder("out", "guest"));
    for (String name : List.of("ada", "bo", "cy", "dee")) {
      console.trail.people.add(person(name + "@acme.example", true, "core"));
      holders.add(holder(name, "developer"));
    }
    console.trail.reports.add(
        sweep("pay", 0, holders.toArray(dev.rolecall.schemas.avro.Holder[]::new)));

    JsonNode draft = draft("{\"exceptionsUntil\": \"2026-12-01\"}").json();

    assertThat(draft.at("/coverage/observed").asInt()).isEqualTo(5);
    assertThat(draft.at("/coverage/byRules").asInt()).isEqualTo(4);
    assertThat(draft.at("/coverage/byExceptions").asInt()).isEqualTo(1);
    assertThat(draft.at("/rules/0/groups/0").asText()).isEqualTo("core");
    assertThat(draft.at("/rules/0/gives/0").asText()).isEqualTo("pay:developer");
    assertThat(draft.at("/files/0/content").asText()).contains("policy: draft-gitlab");
    assertThat(draft.at("/files/1/content").asText()).contains("until: 2026-12-01T00:00:00Z");
    assertThat(draft.path("problems")).isEmpty();
    assertThat(draft("{\"share\": 101}").status()).isEqualTo(400);
    assertThat(draft("{\"exceptionsUntil\": \"soon\"}").status()).isEqualTo(400);
    assertThat(draft("{\"exceptionsUntil\": \"2026-11-01\"}").status()).isEqualTo(400);
  }

  private RunningConsole.Reply draft(String body) {
    return console.post("/api/v1/tools/gitlab/draft", READER, body);
  }

  private static List<String> rows(JsonNode rows, String... fields) {
    List<String> texts = new ArrayList<>();
    for (JsonNode row : rows) {
      List<String> values = new ArrayList<>();
      for (String field : fields) {
        values.add(row.path(field).asText());
      }
      texts.add(String.join(" ", values));
    }
    return texts;
  }
}
