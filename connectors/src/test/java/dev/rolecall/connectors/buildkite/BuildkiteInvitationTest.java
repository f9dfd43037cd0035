package dev.rolecall.connectors.buildkite;

import static dev.rolecall.connectors.buildkite.OneBuildkite.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.sandbox.http.Fault;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BuildkiteInvitationTest {
  private static final String[] THREE = {"org", "team:web", "team:ops"};

  private final OneBuildkite buildkite = new OneBuildkite(OneBuildkite.seed().withSso());

  @AfterEach
  void close() {
    buildkite.close();
  }

  @Test
  void allRolesGoIntoOneInvitation() throws ToolException {
    buildkite.observe(THREE);

    assertThat(buildkite.invite("org", "admin")).isInstanceOf(Applied.PendingExternal.class);
    assertThat(buildkite.invite("team:ops", "maintainer"))
        .isInstanceOf(Applied.PendingExternal.class);
    assertThat(buildkite.mails()).isZero();
    assertThat(buildkite.invite("team:web", "member")).isInstanceOf(Applied.PendingExternal.class);

    assertThat(buildkite.pending())
        .singleElement()
        .satisfies(invitation -> {
          assertThat(invitation.role()).isEqualTo("admin");
          assertThat(invitation.ssoMode()).isEqualTo("required");
          assertThat(invitation.teams()).isEqualTo(Map.of("web", "member", "ops", "maintainer"));
        });
    assertThat(buildkite.roles(THREE))
        .extracting(ObservedRole::holding)
        .containsExactly(Holding.INVITED, Holding.INVITED, Holding.INVITED);
  }

  @Test
  void whatIsLookedAtButNotWantedDelaysTheInvitationByOneLook() throws ToolException {
    buildkite.observe(THREE);
    buildkite.invite("org", "member");
    buildkite.invite("team:web", "member");
    assertThat(buildkite.mails()).isZero();

    buildkite.observe(THREE);
    buildkite.invite("org", "member");
    buildkite.invite("team:web", "member");

    assertThat(buildkite.pending())
        .singleElement()
        .satisfies(invitation -> assertThat(invitation.teams()).isEqualTo(Map.of("web", "member")));
    assertThat(buildkite.mails()).isEqualTo(1);
  }

  @Test
  void whatIsNoLongerWantedIsNotSent() throws ToolException {
    buildkite.observe(THREE);
    buildkite.invite("org", "member");
    buildkite.invite("team:web", "maintainer");

    buildkite.observe("org");
    buildkite.invite("org", "member");
    assertThat(buildkite.mails()).isZero();
    buildkite.observe("org");
    buildkite.invite("org", "member");

    assertThat(buildkite.pending())
        .singleElement()
        .satisfies(invitation -> assertThat(invitation.teams()).isEmpty());
  }

  @Test
  void oneRoleWithoutALookIsSentAtOnce() {
    assertThat(buildkite.invite("team:web", "member")).isInstanceOf(Applied.PendingExternal.class);

    assertThat(buildkite.pending()).hasSize(1);
  }

  @Test
  void aLostAnswerIsSettledByLookingWithoutASecondMail() throws ToolException {
    buildkite.observe("org", "team:web");
    buildkite.fail("POST", ".*/invitations", Fault.loseResponse());
    buildkite.invite("org", "member");
    assertThat(buildkite.invite("team:web", "member")).isInstanceOf(Applied.Unknown.class);

    assertThat(buildkite.roles("org", "team:web")).hasSize(2);
    assertThat(buildkite.invite("team:web", "member")).isInstanceOf(Applied.Already.class);

    assertThat(buildkite.mails()).isEqualTo(1);
  }

  @Test
  void anotherTeamWhileItIsPendingMakesANewOneWithEverything() throws ToolException {
    buildkite.invite("team:web", "maintainer");
    assertThat(buildkite.roles("team:web", "team:ops")).hasSize(1);

    buildkite.invite("team:ops", "member");

    assertThat(buildkite.pending())
        .singleElement()
        .satisfies(invitation ->
            assertThat(invitation.teams()).isEqualTo(Map.of("web", "maintainer", "ops", "member")));
    assertThat(buildkite.mails()).isEqualTo(2);
  }

  @Test
  void anotherRoleThanThePromisedIsAConflict() throws ToolException {
    buildkite.invite("team:web", "maintainer");
    buildkite.observe("team:web");

    assertThat(buildkite.invite("team:web", "member")).isInstanceOf(Applied.Conflict.class);
    assertThat(buildkite.mails()).isEqualTo(1);
  }

  @Test
  void aReplacedRoleIsOneNewMailWithEverything() throws ToolException {
    buildkite.observe("org", "team:web");
    buildkite.invite("org", "member");
    buildkite.invite("team:web", "member");
    buildkite.observe("org", "team:web");

    assertThat(buildkite.apply(new Change.CancelInvite("team:web")))
        .isInstanceOf(Applied.Done.class);
    buildkite.invite("team:web", "maintainer");
    assertThat(buildkite.mails()).isEqualTo(1);
    assertThat(buildkite.roles("org", "team:web")).isEmpty();
    buildkite.invite("org", "member");
    buildkite.invite("team:web", "maintainer");

    assertThat(buildkite.pending())
        .singleElement()
        .satisfies(
            invitation -> assertThat(invitation.teams()).isEqualTo(Map.of("web", "maintainer")));
    assertThat(buildkite.mails()).isEqualTo(2);
  }

  @Test
  void aLeaversInvitationGoesAsAWholeAndNoneIsSentAgain() throws ToolException {
    buildkite.invite("team:web", "member");

    assertThat(buildkite.apply(new Change.CancelInvite("org"))).isInstanceOf(Applied.Done.class);
    assertThat(buildkite.apply(new Change.CancelInvite("team:web")))
        .isInstanceOf(Applied.Already.class);

    assertThat(buildkite.pending()).isEmpty();
    assertThat(buildkite.mails()).isEqualTo(1);
  }

  @Test
  void anExpiredInvitationIsNoneAndIsSentAgain() throws ToolException {
    buildkite.invite("team:web", "member");
    buildkite.tool().expireInvitation(ADA);

    assertThat(buildkite.roles("team:web")).isEmpty();
    buildkite.invite("team:web", "member");

    assertThat(buildkite.pending()).hasSize(1);
  }

  @Test
  void whoSignedInMeanwhileIsFoundInsteadOfInvited() throws ToolException {
    buildkite.observe("team:web");
    buildkite.tool().signIn(ADA);

    assertThat(buildkite.invite("team:web", "member")).isInstanceOf(Applied.Conflict.class);

    assertThat(buildkite.observe("team:web").account()).isPresent();
    assertThat(buildkite.mails()).isZero();
  }

  @Test
  void aMemberUnderAnotherPrimaryAddressHasToBeLinkedByHand() throws ToolException {
    buildkite.invite("team:web", "member");
    buildkite.tool().acceptInvitation(ADA, "ada@home.example");
    assertThat(buildkite.observe("team:web").account()).isEmpty();

    assertThat(buildkite.invite("team:web", "member"))
        .isInstanceOfSatisfying(
            Applied.Refused.class, refused -> assertThat(refused.why()).contains("by hand"));
  }

  @Test
  void theTwentyFirstPendingInvitationIsRefusedWithTheRemedy() {
    for (int i = 0; i < 20; i++) {
      String email = "p" + i + "@acme.example";
      assertThat(
              buildkite
                  .connector()
                  .apply(
                      OneBuildkite.whom(email),
                      new Change.Invite("org", "member", Optional.empty())))
          .isInstanceOf(Applied.PendingExternal.class);
    }

    assertThat(buildkite.invite("org", "member"))
        .isInstanceOfSatisfying(
            Applied.Refused.class, refused -> assertThat(refused.why()).contains("pending"));
  }

  @Test
  void theInvitationIsFoundBehindTheFirstPage() throws ToolException {
    try (OneBuildkite large =
        new OneBuildkite(
            OneBuildkite.seed()
                .limited(new dev.rolecall.sandbox.buildkite.BuildkiteSeed.Limits(0, 0, 500)))) {
      large.invite("team:web", "maintainer");
      for (int i = 0; i < 120; i++) {
        large
            .connector()
            .apply(
                OneBuildkite.whom("p" + i + "@acme.example"),
                new Change.Invite("org", "member", Optional.empty()));
      }

      assertThat(large.roles("team:web"))
          .extracting(ObservedRole::role)
          .containsExactly("maintainer");
    }
  }

  @Test
  void anInvitationNeedsAnAddressAndAKnownPlace() {
    assertThat(buildkite.invite("team:nowhere", "member")).isInstanceOf(Applied.Invalid.class);
    assertThat(buildkite.invite("team:web", "owner")).isInstanceOf(Applied.Invalid.class);
    assertThat(
            buildkite
                .connector()
                .apply(
                    OneBuildkite.whom("ada@acme.example, eve@acme.example"),
                    new Change.Invite("org", "member", Optional.empty())))
        .isInstanceOf(Applied.Invalid.class);
  }
}
