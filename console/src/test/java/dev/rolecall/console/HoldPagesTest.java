package dev.rolecall.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.console.RunningConsole.Reply;
import dev.rolecall.schemas.avro.HeldCell;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.State;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldPagesTest {

  private final RunningConsole console = new RunningConsole();

  @BeforeEach
  void whatAdaWouldLoseIsHeld() {
    console
        .directory
        .user("acme", "ada", "ada@acme.example", "ada@mail.example")
        .member("acme", "platform", "ada");
    console.trail.accesses.add(Samples.access("ada", 3));
    console.trail.statuses.add(Samples.status("ada", 3, State.CONVERGED));
    console.trail.holds.add(HeldSamples.hold());
    console.trail.held.add(HeldSamples.held("ada", HeldSamples.cell("pay/core")));
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void openHoldsAreListedAndDecidedOnesOnlyWhenAskedFor() {
    console.trail.holds.add(
        HeldSamples.hold("gitlab.0", HoldTrigger.REVOKES).setState(HoldState.EXPIRED).build());

    JsonNode open = console.get("/api/v1/holds").json();
    assertThat(open.path("open").asInt()).isEqualTo(1);
    assertThat(open.path("holds").findValuesAsText("id")).containsExactly(HeldSamples.ID);
    JsonNode hold = open.at("/holds/0");
    assertThat(hold.path("trigger").asText()).isEqualTo("group_emptied");
    assertThat(hold.path("detail").asText()).isEqualTo("would revoke 143 of 610 roles in gitlab");
    assertThat(hold.path("expires").asText()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(console.get("/api/v1/holds?all=true").json().path("holds")).hasSize(2);
    assertThat(console.get("/api/v1/holds?tool=ci-7").json().path("holds")).isEmpty();
    assertThat(console.get("/api/v1/holds?tool=nope").status()).isEqualTo(404);
  }

  @Test
  void aHoldIsShownWithItsCauseAndTheMostPrivilegedByName() {
    JsonNode hold = console.get("/api/v1/holds/" + HeldSamples.ID).json();

    assertThat(hold.path("revision").asLong()).isEqualTo(7);
    assertThat(hold.path("groupName").asText()).isEqualTo("platform");
    assertThat(hold.at("/cause/actor").asText()).isEqualTo("okta-2026");
    assertThat(hold.at("/cause/request").asText()).isEqualTo("PUT /scim/v2/Groups/g-platform");
    assertThat(hold.at("/samples/0/userName").asText()).isEqualTo("ada@acme.example");
    assertThat(hold.at("/samples/0/from").asText()).isEqualTo("owner");
    assertThat(hold.at("/samples/0/to").isNull()).isTrue();
    assertThat(hold.has("decision")).isFalse();
  }

  @Test
  void aMistypedIdIsAnsweredWithTheOneThatWasMeant() {
    Reply reply = console.get("/api/v1/holds/gitlab.3f9c2a1d");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.error()).contains("did you mean " + HeldSamples.ID + "?");
    assertThat(console.get("/api/v1/holds/x").error()).contains("rolecall holds --all");
  }

  @Test
  void theTableHasEveryCellAndNothingThatASpreadsheetComputes() {
    console.directory.user("acme", "bo", "=1+1,\"bo\"", "bo@mail.example");
    console.trail.held.add(HeldSamples.held("bo", new HeldCell("-x", "owner", "guest", false)));

    Reply reply = console.get("/api/v1/holds/" + HeldSamples.ID + ".csv");

    assertThat(reply.text())
        .isEqualTo(
            "directory,person,userName,tool,scope,from,to\r\n"
                + "acme,ada,ada@acme.example,gitlab,pay/core,owner,\r\n"
                + "acme,bo,\"'=1+1,\"\"bo\"\"\",gitlab,'-x,owner,guest\r\n");
    assertThat(reply.response().headers().firstValue("Content-Type"))
        .contains("text/csv; charset=utf-8");
    assertThat(reply.response().headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void aTableOfThousandsComesInPartsAndWhole() {
    for (int i = 0; i < 3_000; i++) {
      String person = String.format(Locale.ROOT, "p-%05d", i);
      console.trail.held.add(HeldSamples.held(person, HeldSamples.cell("pay/core")));
    }

    Reply reply = console.get("/api/v1/holds/" + HeldSamples.ID + ".csv");

    assertThat(reply.text().lines()).hasSize(3_002).doesNotHaveDuplicates();
    assertThat(reply.response().headers().firstValue("Content-Length")).isEmpty();
  }

  @Test
  void aTableOfNoHoldIsRefusedAndOneOfAPolicyThatWaitsNoLongerToo() {
    console.trail.holds.add(HeldSamples.hold("policy.1", HoldTrigger.POLICY_CHANGE).build());

    assertThat(console.get("/api/v1/holds/gitlab.9.csv").status()).isEqualTo(404);
    assertThat(console.get("/api/v1/holds/policy.1.csv").error()).contains("no policy waits");
    assertThat(console.send("/api/v1/holds/x.csv", null, null).status()).isEqualTo(401);
  }

  @Test
  void whyTellsThatARoleIsKeptByAHoldAndWhatWouldBeGiven() {
    console.trail.held.add(HeldSamples.held("ada", new HeldCell("web", null, "owner", true)));

    JsonNode why = console.get("/api/v1/why?person=ada").json();

    assertThat(why.at("/roles/0/held/hold").asText()).isEqualTo(HeldSamples.ID);
    assertThat(why.at("/roles/0/held/to").isNull()).isTrue();
    assertThat(why.at("/roles/0/held/state").asText()).isEqualTo("open");
    assertThat(why.path("held").findValuesAsText("scope")).containsExactly("pay/core", "web");
  }

  @Test
  void theStatusCountsWhatWaitsAndWarnsOfIt() {
    JsonNode status = console.get("/api/v1/status").json();

    assertThat(status.at("/holds/open").asInt()).isEqualTo(1);
    assertThat(status.at("/holds/oldest").asText()).isEqualTo("2026-11-20T12:00:00Z");
    assertThat(status.at("/holds/nextExpiry").asText()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(status.at("/warnings/holds").asText())
        .startsWith("1 waits for a decision; " + HeldSamples.ID)
        .endsWith("look: rolecall holds");

    console.trail.holds.clear();
    status = console.get("/api/v1/status").json();
    assertThat(status.at("/holds/open").asInt()).isZero();
    assertThat(status.at("/warnings/holds").isMissingNode()).isTrue();
  }
}
