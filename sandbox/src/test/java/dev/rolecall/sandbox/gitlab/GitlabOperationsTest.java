package dev.rolecall.sandbox.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.sandbox.Http;
import dev.rolecall.sandbox.Http.Reply;
import dev.rolecall.sandbox.http.Fault;
import dev.rolecall.sandbox.http.FaultRule;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GitlabOperationsTest {

  private final Fixture fixture = new Fixture(Fixture.company());
  private final Gitlab gitlab = fixture.gitlab;
  private final Http admin = fixture.admin;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void somebodyChangesMembersBehindTheApi() {
    String member = "/_sandbox/places/payments%2Fcore/members/ada";

    assertThat(admin.post(member + "?access_level=40", "").status()).isEqualTo(204);
    assertThat(gitlab.member("payments/core", "ada").orElseThrow().accessLevel()).isEqualTo(40);
    assertThat(admin.delete(member).status()).isEqualTo(204);
    assertThat(gitlab.members("payments/core")).isEmpty();
    assertThat(admin.post(member + "?access_level=41", "").status()).isEqualTo(400);
    assertThat(gitlab.requests()).isEmpty();
  }

  @Test
  void somebodyAddsAndBlocksUsersBehindTheApi() {
    admin.post("/_sandbox/users/carol?email=carol%40acme.example", "");
    assertThat(gitlab.user("carol").orElseThrow().state()).isEqualTo("active");

    admin.post("/_sandbox/users/carol/state/deactivated", "");
    assertThat(gitlab.user("carol").orElseThrow().state()).isEqualTo("deactivated");
    assertThat(admin.post("/_sandbox/users/eve", "").message())
        .isEqualTo("\"email\" is missing in the query");
  }

  @Test
  void theStateIsShownWithoutCredentialsAndResetToTheSeed() {
    gitlab.setMemberByHand("payments", "ada", AccessLevel.GUEST);

    Reply state = admin.get("/_sandbox/state");
    assertThat(state.json().path("places").path(0).path("members")).hasSize(2);
    assertThat(state.body()).doesNotContain("glpat");
    admin.post("/_sandbox/reset", "");
    assertThat(gitlab.members("payments")).hasSize(1);
    assertThat(admin.get("/api/v4/user").status()).isEqualTo(200);
  }

  @Test
  void anExpiredTokenIsCalledInvalidUntilItIsRenewed() {
    gitlab.faults().add(FaultRule.on("GET", ".*", Fault.expireToken()).once());

    Reply expired = admin.get("/api/v4/groups/payments");
    assertThat(expired.status()).isEqualTo(401);
    assertThat(expired.json().path("error").asText()).isEqualTo("invalid_token");
    admin.post("/_sandbox/tokens/renew", "");
    assertThat(admin.get("/api/v4/groups/payments").status()).isEqualTo(200);
  }

  @Test
  void aMembershipWhoseResponseWasLostIsThereOnTheNextLook() {
    gitlab.faults().add(FaultRule.on("POST", ".*/members", Fault.loseResponse()).once());
    String members = "/api/v4/groups/payments/members";

    assertThatThrownBy(() -> admin.attempt("POST", members, "{\"user_id\":2,\"access_level\":30}"))
        .isInstanceOf(IOException.class);
    assertThat(admin.get(members + "/2").json().path("access_level").asInt()).isEqualTo(30);
  }

  @Test
  void parametersMayComeInTheQuery() {
    Reply reply = admin.post("/api/v4/groups/payments/members?user_id=2&access_level=30", "");

    assertThat(reply.status()).isEqualTo(201);
    assertThat(gitlab.member("payments", "ada")).isPresent();
  }
}
