package dev.rolecall.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.console.RunningConsole.Reply;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.ConfirmDirectory;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.PauseTools;
import dev.rolecall.schemas.avro.ShownHold;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.UndoCause;
import dev.rolecall.schemas.avro.UndoneCell;
import dev.rolecall.service.exchange.Answer;
import dev.rolecall.service.exchange.Question;
import dev.rolecall.views.trail.EffectsReader.ChangedCell;
import dev.rolecall.views.trail.EffectsReader.ChangedCells;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperatorDecisionsTest {

  private final RunningConsole console = new RunningConsole();

  @BeforeEach
  void everythingIsAccepted() {
    console.directory.user("acme", "ada", "ada@acme.example", "ada@mail.example");
    console.trail.controls.add(Samples.control());
    console.decision =
        new Answer.Done(new Accepted(true, "-", 1L, 0L, Samples.NOON, Samples.NOON, null));
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void aToolIsPausedWhenItsSettingsSaySo() {
    console.effect = question -> paused(true);

    Reply reply = decide("/tools/gitlab/pause", "{\"reason\": \"an outage\"}");

    assertThat(reply.json().path("done").asBoolean()).isTrue();
    Question asked = console.asked.remove();
    assertThat(asked.directory()).isEqualTo(Keys.POLICY_DIRECTORY);
    assertThat(asked.intent()).isEqualTo(new PauseTools(List.of("gitlab"), true, "an outage"));
  }

  @Test
  void allMeansEveryConnectedToolAndAPauseThatTakesLongIsToldAsSuch() {
    Reply reply = decide("/tools/all/pause", "");

    assertThat(reply.json().path("tools").toString()).isEqualTo("[\"gitlab\"]");
    assertThat(reply.json().path("done").asBoolean(true)).isFalse();
    assertThat(decide("/tools/all/resume", "").json().path("done").asBoolean()).isTrue();
    assertThat(decide("/tools/ci-7/pause", "").status()).isEqualTo(404);
    assertThat(decide("/tools/gitlab/pause", "{\"reason\": \"" + "x".repeat(301) + "\"}").status())
        .isEqualTo(400);
    assertThat(console.post("/api/v1/tools/gitlab/pause", RunningConsole.READER, "").status())
        .isEqualTo(403);
  }

  @Test
  void theStatusTellsWhoPausedAToolAndWhy() {
    paused(true);
    AuditEntry entry =
        AuditEntry.newBuilder(Samples.audit("p", "ada"))
            .setType(AuditType.TOOL_PAUSED)
            .setActor(new Actor(ActorKind.OPERATOR, "bob"))
            .setMessage("an outage")
            .build();
    console.trail.entries.add(entry);

    JsonNode status = console.get("/api/v1/status").json();

    assertThat(status.at("/tools/0/paused/by").asText()).isEqualTo("bob");
    assertThat(status.at("/warnings/tool gitlab").asText())
        .isEqualTo(
            "is paused by bob since 2026-11-20T12:00:00Z (an outage): changes wait; go on:"
                + " rolecall resume gitlab");
  }

  @Test
  void aLoadingDirectoryShowsWhatItWouldTakeAndIsWarnedOf() {
    console.directory.loading.add("acme");
    console.trail.statuses.add(Samples.status("ada", 1, State.CONVERGED));
    console.trail.holds.add(HeldSamples.hold("gitlab.l", HoldTrigger.LOADING).build());
    console.trail.holds.add(HeldSamples.hold());

    JsonNode plan = console.get("/api/v1/directories/acme/ready").json();

    assertThat(plan.path("ready").asBoolean(true)).isFalse();
    assertThat(plan.path("users").asInt()).isEqualTo(1);
    assertThat(plan.at("/tools/0/roles").asInt()).isEqualTo(1);
    assertThat(plan.at("/tools/0/holds").findValuesAsText("id")).containsExactly("gitlab.l");
    assertThat(plan.at("/tools/0/holds/0/samples/0/userName").asText())
        .isEqualTo("ada@acme.example");
    assertThat(plan.path("shown").toString()).isEqualTo("[{\"hold\":\"gitlab.l\",\"revision\":7}]");
    JsonNode status = console.get("/api/v1/status").json();
    assertThat(status.at("/directories/0/phase").asText()).isEqualTo("loading");
    assertThat(status.at("/directories/1/phase").asText()).isEqualTo("ready");
    assertThat(status.at("/warnings/directory acme").asText())
        .contains("nothing is taken away", "rolecall directory ready acme");
  }

  @Test
  void aDirectoryIsConfirmedForWhatWasShown() {
    console.directory.loading.add("acme");
    console.effect = question -> console.directory.loading.clear();

    Reply reply =
        decide(
            "/directories/acme/ready", "{\"shown\": [{\"hold\": \"gitlab.l\", \"revision\": 7}]}");

    assertThat(reply.json().path("ready").asBoolean()).isTrue();
    Question asked = console.asked.remove();
    assertThat(asked.directory()).isEqualTo("acme");
    assertThat(asked.intent())
        .isEqualTo(new ConfirmDirectory(List.of(new ShownHold("gitlab.l", 7L))));
    assertThat(decide("/directories/acme/ready", "{}").status()).isEqualTo(400);
    assertThat(decide("/directories/acme/ready", "{\"shown\": [{}]}").status()).isEqualTo(400);
    assertThat(decide("/directories/acm/ready", "{\"shown\": []}").error())
        .contains("did you mean 'acme'?");
    assertThat(console.asked).isEmpty();
  }

  @Test
  void undoShowsWhatGoesBackAndLeavesAloneWhatChangedSince() {
    console.trail.accesses.add(Samples.access("ada", 3));
    console.trail.changed =
        new ChangedCells(
            List.of(
                changed("ada", "pay/core", "guest", "owner"),
                changed("ada", "web", "owner", null),
                changed("bo", "pay/core", null, "owner")),
            2,
            true);

    JsonNode plan = console.get("/api/v1/undo?cause=command-1").json();

    assertThat(plan.path("given").asInt()).isEqualTo(1);
    assertThat(plan.path("taken").asInt()).isZero();
    assertThat(plan.path("changed").asInt()).isEqualTo(1);
    assertThat(plan.path("unclear").asInt()).isEqualTo(2);
    assertThat(plan.path("cells").findValuesAsText("scope")).containsExactly("pay/core", "web");
    assertThat(plan.at("/cells/0/from").asText()).isEqualTo("owner");
    assertThat(plan.at("/cells/0/to").asText()).isEqualTo("guest");
    assertThat(plan.path("leftAlone").findValuesAsText("person")).containsExactly("bo");

    String body =
        "{\"cause\": \"command-1\", \"digest\": \"" + plan.path("digest").asText() + "\"}";
    assertThat(decide("/undo", body).json().path("commands").asInt()).isEqualTo(1);
    Question asked = console.asked.remove();
    assertThat(asked.directory()).isEqualTo("acme");
    assertThat(asked.intent())
        .isInstanceOfSatisfying(
            UndoCause.class,
            undo -> {
              assertThat(undo.getPeople()).hasSize(1);
              assertThat(undo.getPeople().getFirst().getPerson()).isEqualTo("acme/ada");
              assertThat(undo.getPeople().getFirst().getCause()).isEqualTo("command-1");
              assertThat(undo.getPeople().getFirst().getCells())
                  .containsExactly(
                      new UndoneCell("gitlab", "pay/core", "guest", "owner"),
                      new UndoneCell("gitlab", "web", "owner", null));
            });
  }

  @Test
  void undoOfWhatHasChangedSinceItWasShownIsRefused() {
    console.trail.changed =
        new ChangedCells(List.of(changed("ada", "web", "owner", null)), 0, true);

    assertThat(decide("/undo", "{\"cause\": \"command-1\", \"digest\": \"old\"}").status())
        .isEqualTo(409);
    assertThat(decide("/undo", "{\"cause\": \"command-1\"}").status()).isEqualTo(400);
    assertThat(console.asked).isEmpty();
  }

  @Test
  void undoOfWhatTheAuditDoesNotKnowSaysHowFarItReaches() {
    assertThat(console.get("/api/v1/undo?cause=x").error()).contains("the audit here is empty");

    console.trail.entries.add(Samples.audit("e", "ada"));
    Reply reply = console.get("/api/v1/undo?cause=x");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.error()).contains("reaches back to 2026-11-20T12:00:00Z");
  }

  @Test
  void aLargeUndoIsSentInPartsOfOneCorrelation() {
    List<ChangedCell> cells = new ArrayList<>();
    for (int i = 0; i < UndoPages.CELLS_OF_A_COMMAND + 1; i++) {
      cells.add(changed("ada", "scope-" + i, "owner", null));
    }
    console.trail.changed = new ChangedCells(cells, 0, true);
    String digest = console.get("/api/v1/undo?cause=command-1").json().path("digest").asText();

    Reply reply = decide("/undo", "{\"cause\": \"command-1\", \"digest\": \"" + digest + "\"}");

    assertThat(reply.json().path("commands").asInt()).isEqualTo(2);
    assertThat(console.asked)
        .hasSize(2)
        .extracting(Question::correlation)
        .hasSize(2)
        .containsOnly(reply.json().path("correlation").asText());
  }

  private static ChangedCell changed(
      String person, String scope, @Nullable String before, @Nullable String after) {
    return new ChangedCell(
        "acme", person, "gitlab", scope, Optional.ofNullable(before), Optional.ofNullable(after));
  }

  private Reply decide(String path, String body) {
    return console.post("/api/v1" + path, RunningConsole.DECIDER, body);
  }

  private void paused(boolean paused) {
    console.trail.controls.clear();
    console.trail.controls.add(Control.newBuilder(Samples.control()).setPaused(paused).build());
  }
}
