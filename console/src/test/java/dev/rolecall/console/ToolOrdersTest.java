package dev.rolecall.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.console.RunningConsole.Reply;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.AdoptCells;
import dev.rolecall.schemas.avro.AdoptedCell;
import dev.rolecall.schemas.avro.AdoptedPerson;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.Resync;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.ScopeMode;
import dev.rolecall.schemas.avro.SetLink;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.service.exchange.Answer;
import dev.rolecall.service.exchange.Question;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looking again, links by hand and taking over, as operators ask for them. */
class ToolOrdersTest {

  private final RunningConsole console = new RunningConsole();

  @BeforeEach
  void everythingIsAccepted() {
    console.directory.user("acme", "ada", "ada@acme.example", "ada@mail.example");
    console.directory.user("acme", "bo", "bo@acme.example", "bo@mail.example");
    console.trail.controls.add(Samples.control());
    console.trail.accesses.add(Samples.access("ada", 1));
    console.decision =
        new Answer.Done(new Accepted(true, "-", 1L, 0L, Samples.NOON, Samples.NOON, null));
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void everyConnectedToolIsLookedAtAgainWhenItsSettingsSaySo() {
    console.effect = question -> asked(question);
    Reply reply = decide("/resync", "{}");
    assertThat(reply.json().path("tools").toString()).isEqualTo("[\"gitlab\"]");
    assertThat(reply.json().path("done").asBoolean()).isTrue();
    Question asked = console.asked.remove();
    assertThat(asked.directory()).isEqualTo(Keys.POLICY_DIRECTORY);
    assertThat(asked.intent()).isEqualTo(new Resync(List.of("gitlab"), null));
    console.effect = question -> {};
    assertThat(decide("/resync", "{\"tools\": [\"gitlab\"]}").json().path("done").asBoolean(true))
        .isFalse();
  }

  private void asked(Question question) {
    console.trail.controls.clear();
    console.trail.controls.add(
        Control.newBuilder(Samples.control()).setResync(id(question)).build());
  }

  private static String id(Question question) {
    return question.id().orElseThrow().toString();
  }

  @Test
  void aPersonIsLookedAtAgainWhereTheyHaveAccess() {
    console.effect =
        question -> {
          Access before = console.trail.accesses.removeFirst();
          Cause cause = Cause.newBuilder(before.getCause()).setCommand(id(question)).build();
          console.trail.accesses.add(Access.newBuilder(before).setCause(cause).build());
        };
    Reply reply = decide("/resync", "{\"person\": \"ada@acme.example\"}");
    assertThat(reply.json().path("done").asBoolean()).isTrue();
    assertThat(console.asked.remove().intent())
        .isEqualTo(new Resync(List.of("gitlab"), "acme/ada"));
    assertThat(decide("/resync", "{\"person\": \"bo@acme.example\"}").error())
        .contains("never had access in gitlab");
    assertThat(decide("/resync", "{\"person\": \"nobody\"}").status()).isEqualTo(404);
    assertThat(decide("/resync", "{\"tools\": [\"ci-7\"]}").status()).isEqualTo(404);
    assertThat(console.post("/api/v1/resync", RunningConsole.READER, "{}").status()).isEqualTo(403);
  }

  @Test
  void aLinkIsSetByHandUnderTheKeyOfThePerson() {
    console.effect = question -> console.trail.links.add(link("ada", "ada", "9"));
    Reply reply =
        admin(
            "/links",
            "{\"tool\": \"gitlab\", \"person\": \"ada@acme.example\", \"account\": \"9\"}");
    assertThat(reply.json().path("done").asBoolean()).isTrue();
    assertThat(reply.json().path("changed").asBoolean()).isTrue();
    Question asked = console.asked.remove();
    assertThat(asked.directory()).isEqualTo("acme");
    assertThat(asked.intent()).isEqualTo(new SetLink("gitlab", "acme/ada", "ada", "9", ""));
    // The same once more is nothing to do.
    Reply again =
        admin(
            "/links",
            "{\"tool\": \"gitlab\", \"person\": \"ada@acme.example\", \"account\": \"9\"}");
    assertThat(again.json().path("changed").asBoolean(true)).isFalse();
    assertThat(console.asked).isEmpty();
  }

  @Test
  void anAccountMayBeNamedByTheLoginThatTheSweepSaw() {
    console.trail.reports.add(Samples.report());
    admin(
        "/links",
        "{\"tool\": \"gitlab\", \"person\": \"ada@acme.example\", \"account\": \"ROOT\"}");
    assertThat(console.asked.remove().intent())
        .isEqualTo(new SetLink("gitlab", "acme/ada", "ada", "9", "root"));
  }

  @Test
  void aLinkIsTakenBackWithoutAnAccount() {
    console.trail.links.add(link("ada", "ada", "9"));
    console.effect = question -> console.trail.links.clear();
    Reply reply =
        admin(
            "/links",
            "{\"tool\": \"gitlab\", \"person\": \"ada@acme.example\", \"account\": null}");
    assertThat(reply.json().path("done").asBoolean()).isTrue();
    assertThat(console.asked.remove().intent())
        .isEqualTo(new SetLink("gitlab", "acme/ada", "ada", null, ""));
  }

  @Test
  void anAccountOfSomebodyElseIsRefusedAndSoIsWhoHasNoAccess() {
    console.trail.links.add(link("eve", "eve", "9"));
    Reply reply =
        admin(
            "/links",
            "{\"tool\": \"gitlab\", \"person\": \"ada@acme.example\", \"account\": \"9\"}");
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.error()).contains("linked to acme/eve");
    assertThat(
            admin(
                    "/links",
                    "{\"tool\": \"gitlab\", \"person\": \"bo@acme.example\", \"account\": \"8\"}")
                .error())
        .contains("no policy gives the person anything in gitlab");
    assertThat(console.asked).isEmpty();
    assertThat(decide("/links", "{}").status()).isEqualTo(403);
  }

  @Test
  void linksAreListedByPage() {
    console.trail.links.add(link("ada", "ada", "9"));
    console.trail.links.add(link("bo", "bo", "8"));
    JsonNode first = console.get("/api/v1/links?tool=gitlab&limit=1").json();
    assertThat(first.at("/links/0/userName").asText()).isEqualTo("ada@acme.example");
    assertThat(first.at("/links/0/account").asText()).isEqualTo("9");
    assertThat(first.at("/links/0/foundBy").asText()).isEqualTo("by hand");
    assertThat(first.path("next").asText()).isEqualTo("ada");
    JsonNode second = console.get("/api/v1/links?tool=gitlab&limit=2&after=ada").json();
    assertThat(second.path("links").findValuesAsText("person")).containsExactly("bo");
    assertThat(second.has("next")).isFalse();
  }

  @Test
  void manyLinksAreCheckedBeforeAnyIsSet() {
    console.trail.links.add(link("ada", "ada", "9"));
    JsonNode answer =
        console
            .post(
                "/api/v1/links/check",
                RunningConsole.READER,
                """
                {"tool": "gitlab", "links": [
                  {"person": "ada@acme.example", "account": "9"},
                  {"person": "nobody", "account": "1"},
                  {"person": "ada@acme.example", "account": "10"}]}
                """)
            .json();
    assertThat(answer.path("changes").asInt()).isEqualTo(1);
    assertThat(answer.path("problems")).hasSize(1);
    assertThat(answer.at("/problems/0/index").asInt()).isEqualTo(1);
    assertThat(answer.at("/problems/0/error").asText()).contains("nobody is called so");
    assertThat(console.asked).isEmpty();
  }

  @Test
  void takingOverShowsPerScopeWhatRulesGiveAndWhatWouldGo() {
    there("ada", "pay/core=guest", "pay/core=owner", "web=developer");
    JsonNode plan = console.get("/api/v1/adoptions?tool=gitlab").json();
    assertThat(plan.path("roles").asInt()).isEqualTo(3);
    // Who is an owner by a rule is a guest as well.
    assertThat(plan.path("explained").asInt()).isEqualTo(2);
    assertThat(plan.path("revoked").asInt()).isEqualTo(1);
    assertThat(plan.path("held")).isEmpty();
    assertThat(plan.path("scopes").findValuesAsText("scope")).containsExactly("pay/core", "web");
    assertThat(plan.at("/scopes/1/revoked").asInt()).isEqualTo(1);
    assertThat(plan.at("/scopes/0/mode").asText()).isEqualTo("enforce");
    assertThat(plan.at("/samples/0/userName").asText()).isEqualTo("ada@acme.example");
  }

  @Test
  void whatWouldWaitIsShownUnderItsHold() {
    String[] many = new String[30];
    for (int i = 0; i < many.length; i++) {
      many[i] = "group-" + i + "=owner";
    }
    there("ada", many);
    JsonNode plan = console.get("/api/v1/adoptions?tool=gitlab").json();
    // Ten pass whatever the percentage.
    assertThat(plan.path("revoked").asInt()).isEqualTo(10);
    assertThat(plan.path("held").elements().next().asInt()).isEqualTo(20);
    console.trail.holds.add(HeldSamples.hold("gitlab.r", HoldTrigger.REVOKES).build());
    JsonNode open = console.get("/api/v1/adoptions?tool=gitlab").json();
    assertThat(open.path("held").path("gitlab.r").asInt()).isEqualTo(30);
    console.trail.controls.clear();
    console.trail.controls.add(
        Control.newBuilder(Samples.control()).setProtect(List.of("ada*")).build());
    JsonNode guarded = console.get("/api/v1/adoptions?tool=gitlab").json();
    assertThat(guarded.path("held").path("protected accounts").asInt()).isEqualTo(30);
  }

  @Test
  void scopesAreNarrowedAndSoIsWhatNoRuleGives() {
    there("ada", "pay/core=owner", "web=developer");
    console.trail.controls.clear();
    console.trail.controls.add(
        Control.newBuilder(Samples.control())
            .setModes(List.of(new ScopeMode("web", Mode.OBSERVE)))
            .build());
    JsonNode web = console.get("/api/v1/adoptions?tool=gitlab&scope=w*").json();
    assertThat(web.path("roles").asInt()).isEqualTo(1);
    assertThat(web.at("/scopes/0/mode").asText()).isEqualTo("observe");
    JsonNode explained = console.get("/api/v1/adoptions?tool=gitlab&explained=true").json();
    assertThat(explained.path("scopes").findValuesAsText("scope")).containsExactly("pay/core");
  }

  @Test
  void peopleWhoHaveLeftAndDirectoriesThatAreBeingFilledAreLeftOut() {
    there("ada", "web=developer");
    console.directory.loading.add("acme");
    JsonNode loading = console.get("/api/v1/adoptions?tool=gitlab").json();
    assertThat(loading.path("roles").asInt()).isZero();
    assertThat(loading.path("loading").asInt()).isEqualTo(1);
    console.directory.loading.clear();
    Access access = console.trail.accesses.removeFirst();
    console.trail.accesses.add(
        Access.newBuilder(access).setDisposition(Disposition.LEAVER).build());
    JsonNode left = console.get("/api/v1/adoptions?tool=gitlab").json();
    assertThat(left.path("roles").asInt()).isZero();
    assertThat(left.path("others").asInt()).isEqualTo(1);
    console.trail.accesses.clear();
    console.trail.accesses.add(
        Access.newBuilder(access).setAdopted(List.of(new Role("web", "developer"))).build());
    assertThat(console.get("/api/v1/adoptions?tool=gitlab").json().path("roles").asInt()).isZero();
  }

  @Test
  void whatWasShownIsTakenOverAndNothingElse() {
    there("ada", "pay/core=owner", "web=developer");
    String digest = console.get("/api/v1/adoptions?tool=gitlab").json().path("digest").asText();
    String body = "{\"tool\": \"gitlab\", \"digest\": \"" + digest + "\"}";
    Reply reply = admin("/adoptions", body);
    assertThat(reply.json().path("commands").asInt()).isEqualTo(1);
    Question asked = console.asked.remove();
    assertThat(asked.directory()).isEqualTo("acme");
    assertThat(asked.intent())
        .isEqualTo(
            new AdoptCells(
                List.of(
                    new AdoptedPerson(
                        "acme/ada",
                        List.of(
                            new AdoptedCell("gitlab", "pay/core", "owner"),
                            new AdoptedCell("gitlab", "web", "developer"))))));
    there("bo", "web=owner");
    console.trail.accesses.add(Samples.access("bo", 2));
    assertThat(admin("/adoptions", body).status()).isEqualTo(409);
    assertThat(admin("/adoptions", "{\"tool\": \"gitlab\"}").status()).isEqualTo(409);
    assertThat(decide("/adoptions", body).status()).isEqualTo(403);
    assertThat(console.asked).isEmpty();
  }

  @Test
  void aLargeAdoptionIsSentInPartsOfOneCorrelation() {
    String[] many = new String[AdoptionPages.CELLS_OF_A_COMMAND + 1];
    for (int i = 0; i < many.length; i++) {
      many[i] = "group-" + i + "=owner";
    }
    there("ada", many);
    String digest = console.get("/api/v1/adoptions?tool=gitlab").json().path("digest").asText();
    Reply reply = admin("/adoptions", "{\"tool\": \"gitlab\", \"digest\": \"" + digest + "\"}");
    assertThat(reply.json().path("commands").asInt()).isEqualTo(2);
    assertThat(console.asked)
        .extracting(Question::correlation)
        .containsOnly(reply.json().path("correlation").asText());
  }

  /** What a connector saw of a person that is not ours. */
  private void there(String person, String... roles) {
    List<Cell> cells = new ArrayList<>();
    for (String each : roles) {
      String[] parts = each.split("=", -1);
      cells.add(
          Cell.newBuilder()
              .setScope(parts[0])
              .setRole(parts[1])
              .setOrigin(Origin.UNEXPLAINED)
              .build());
    }
    console.trail.statuses.add(
        Status.newBuilder(Samples.status(person, 1, State.CONVERGED)).setCells(cells).build());
  }

  private static Link link(String person, String key, String account) {
    return new Link(
        "gitlab",
        key,
        "acme",
        person,
        new NativeAccount(account, person + "-login", "active"),
        "by hand",
        new Actor(ActorKind.OPERATOR, "root"),
        Samples.NOON);
  }

  private Reply decide(String path, String body) {
    return console.post("/api/v1" + path, RunningConsole.DECIDER, body);
  }

  private Reply admin(String path, String body) {
    return console.post("/api/v1" + path, RunningConsole.ADMIN, body);
  }
}
