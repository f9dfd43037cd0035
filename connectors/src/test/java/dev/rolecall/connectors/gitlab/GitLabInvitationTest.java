package dev.rolecall.connectors.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.sandbox.http.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GitLabInvitationTest {
  private final OneGitLab gitlab = new OneGitLab(OneGitLab.seed(), Map.of());

  @AfterEach
  void close() {
    gitlab.close();
  }

  @Test
  void somebodyWithoutAnAccountIsInvitedAndHasToAccept() throws ToolException {
    assertThat(invite("developer")).isInstanceOf(Applied.PendingExternal.class);
    assertThat(gitlab.roles("acme"))
        .containsExactly(new ObservedRole("acme", "developer", Holding.INVITED, Optional.empty()));

    gitlab.tool().acceptInvitations(OneGitLab.ADA_MAIL, "ada");
    assertThat(gitlab.roles("acme"))
        .extracting(ObservedRole::holding)
        .containsExactly(Holding.DIRECT);
  }

  @Test
  void invitingTwiceEndsInOneInvitationWithTheNewestRole() {
    invite("developer");
    assertThat(invite("developer")).isInstanceOf(Applied.Already.class);
    assertThat(invite("maintainer")).isInstanceOf(Applied.PendingExternal.class);

    assertThat(gitlab.tool().invitations("acme"))
        .singleElement()
        .satisfies(invitation -> assertThat(invitation.accessLevel()).isEqualTo(40));
  }

  @Test
  void whoHasAnAccountIsAMemberAtOnce() {
    gitlab.tool().addUserByHand("ada", OneGitLab.ADA_MAIL);

    assertThat(invite("developer")).isInstanceOf(Applied.Done.class);
    assertThat(invite("developer")).isInstanceOf(Applied.Conflict.class);

    assertThat(gitlab.tool().member("acme", "ada")).isPresent();
  }

  @Test
  void anErrorInsideASuccessIsAnError() {
    gitlab.fail(
        "POST",
        ".*/invitations",
        Fault.respond(
            201,
            "{\"status\":\"error\",\"message\":{\"ada@acme.example\":\"Invite email is invalid\"}}"));

    assertThat(invite("developer")).isInstanceOf(Applied.Refused.class);
  }

  @Test
  void anInvitationIsTakenBackOnce() {
    invite("developer");

    assertThat(gitlab.apply(new Change.CancelInvite("acme"))).isInstanceOf(Applied.Done.class);
    assertThat(gitlab.apply(new Change.CancelInvite("acme"))).isInstanceOf(Applied.Already.class);

    assertThat(gitlab.tool().invitations("acme")).isEmpty();
  }

  @Test
  void aMembershipLeavesNoInvitationBeside() {
    invite("developer");
    gitlab.tool().addUserByHand("ada", OneGitLab.ADA_MAIL);

    assertThat(gitlab.grant("acme", "developer")).isInstanceOf(Applied.Done.class);

    assertThat(gitlab.tool().member("acme", "ada")).isPresent();
    assertThat(gitlab.tool().invitations("acme")).isEmpty();
  }

  @Test
  void aListOfAddressesIsNotOneAddress() {
    Applied applied =
        gitlab
            .connector()
            .apply(
                new Whom(
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.of("a@x.example,b@x.example"),
                    Optional.empty()),
                new Change.Invite("acme", "developer", Optional.empty()));

    assertThat(applied).isInstanceOf(Applied.Invalid.class);
    assertThat(gitlab.tool().invitations("acme")).isEmpty();
  }

  private Applied invite(String role) {
    return gitlab.apply(new Change.Invite("acme", role, Optional.empty()));
  }
}
