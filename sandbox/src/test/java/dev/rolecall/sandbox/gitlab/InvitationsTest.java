package dev.rolecall.sandbox.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sandbox.Http;
import dev.rolecall.sandbox.Http.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvitationsTest {

  private static final String INVITATIONS = "/api/v4/groups/payments/invitations";
  private static final String NEW = "{\"email\":\"%s\",\"access_level\":30}";

  private final Fixture fixture = new Fixture(Fixture.company());
  private final Gitlab gitlab = fixture.gitlab;
  private final Http admin = fixture.admin;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void anUnknownAddressIsInvitedOnceInLowerCase() {
    Reply first = admin.post(INVITATIONS, NEW.formatted("New+x@acme.example"));
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.body()).isEqualTo("{\"status\":\"success\"}");

    Reply second = admin.post(INVITATIONS, NEW.formatted("new+x@acme.example"));
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.body())
        .isEqualTo(
            "{\"status\":\"error\",\"message\":"
                + "{\"new+x@acme.example\":\"Invite email has already been taken\"}}");
    assertThat(gitlab.invitations("payments"))
        .containsExactly(new GitlabInvitation("new+x@acme.example", 30, null));
  }

  @Test
  void somebodyWithAnAccountBecomesAMemberAtOnce() {
    admin.post(INVITATIONS, NEW.formatted("ada@acme.example,bad"));

    assertThat(gitlab.member("payments", "ada").orElseThrow().accessLevel()).isEqualTo(30);
    assertThat(gitlab.invitations("payments")).isEmpty();
    assertThat(
            admin.post(INVITATIONS, NEW.formatted("ada@acme.example")).json().findValue("message"))
        .hasToString("{\"ada@acme.example\":\"User already exists in source\"}");
  }

  @Test
  void aPendingInvitationIsFoundChangedAndCancelledByItsExactAddress() {
    admin.post(INVITATIONS, NEW.formatted("new@acme.example"));

    assertThat(admin.get(INVITATIONS + "?query=new%40acme").json().findValuesAsText("invite_email"))
        .containsExactly("new@acme.example");
    assertThat(admin.send("PUT", INVITATIONS + "/new%40acme.example", "{}").status())
        .isEqualTo(400);
    assertThat(
            admin
                .send("PUT", INVITATIONS + "/new%40acme.example", "{\"access_level\":40}")
                .json()
                .path("access_level")
                .asInt())
        .isEqualTo(40);
    assertThat(admin.delete(INVITATIONS + "/New%40acme.example").message())
        .isEqualTo("404 Not found");
    assertThat(admin.delete(INVITATIONS + "/new%40acme.example").status()).isEqualTo(204);
    assertThat(gitlab.invitations("payments")).isEmpty();
  }

  @Test
  void anAcceptedInvitationIsAMembership() {
    admin.post(INVITATIONS, NEW.formatted("new@acme.example"));

    Reply joined =
        admin.post("/_sandbox/invitations/new%40acme.example/accept?username=newcomer", "");

    assertThat(joined.body()).isEqualTo("{\"joined\":[\"payments\"]}");
    assertThat(gitlab.member("payments", "newcomer").orElseThrow().accessLevel()).isEqualTo(30);
    assertThat(gitlab.invitations("payments")).isEmpty();
  }

  @Test
  void aMembershipDoesNotEndTheInvitationBesideIt() {
    admin.post(INVITATIONS, NEW.formatted("new@acme.example"));
    gitlab.addUserByHand("newcomer", "new@acme.example");
    admin.post(
        "/api/v4/groups/payments/members", "{\"username\":\"newcomer\",\"access_level\":30}");

    assertThat(gitlab.invitations("payments")).hasSize(1);
  }
}
