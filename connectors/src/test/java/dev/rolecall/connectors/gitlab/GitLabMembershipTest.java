package dev.rolecall.connectors.gitlab;

import static dev.rolecall.sandbox.gitlab.AccessLevel.DEVELOPER;
import static dev.rolecall.sandbox.gitlab.AccessLevel.GUEST;
import static dev.rolecall.sandbox.gitlab.AccessLevel.MAINTAINER;
import static dev.rolecall.sandbox.gitlab.AccessLevel.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.sandbox.gitlab.GitlabMember;
import dev.rolecall.sandbox.gitlab.GitlabSeed;
import dev.rolecall.sandbox.http.Fault;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GitLabMembershipTest {
  private final LocalDate soon = LocalDate.now(ZoneOffset.UTC).plusDays(30);

  private final OneGitLab gitlab = OneGitLab.withAda();

  @AfterEach
  void close() {
    gitlab.close();
  }

  @Test
  void aMemberWhoIsThereAlreadyIsRaisedToTheRoleGranted() {
    gitlab.tool().setMemberByHand("acme", "ada", GUEST);

    assertThat(gitlab.grant("acme", "developer")).isInstanceOf(Applied.Done.class);

    assertThat(level("acme")).isEqualTo(30);
  }

  @Test
  void aRoleFromAboveNeedsNoneBelow() throws ToolException {
    gitlab.tool().setMemberByHand("acme", "ada", MAINTAINER);

    assertThat(gitlab.grant("acme/web", "developer"))
        .isInstanceOf(Applied.SatisfiedByInheritance.class);
    assertThat(gitlab.roles("acme/web"))
        .containsExactly(
            new ObservedRole("acme/web", "maintainer", Holding.INHERITED, Optional.empty()));
  }

  @Test
  void aGrantEndsOnItsDayAndTheEndCanBeMovedAndTakenAway() throws ToolException {
    gitlab.apply(new Change.Grant("acme", "developer", Optional.of(soon)));
    assertThat(gitlab.roles("acme")).extracting(ObservedRole::ends).containsExactly(soon(0));

    gitlab.apply(new Change.ChangeRole("acme", "developer", "developer", soon(5)));
    assertThat(gitlab.roles("acme")).extracting(ObservedRole::ends).containsExactly(soon(5));

    gitlab.apply(new Change.ChangeRole("acme", "developer", "developer", Optional.empty()));
    assertThat(gitlab.roles("acme"))
        .extracting(ObservedRole::ends)
        .containsExactly(Optional.empty());
  }

  @Test
  void takingARoleAwayInAGroupLeavesTheProjectsBelowAlone() {
    gitlab.tool().setMemberByHand("acme", "ada", DEVELOPER);
    gitlab.tool().setMemberByHand("acme/web", "ada", MAINTAINER);

    assertThat(gitlab.apply(new Change.Revoke("acme", "developer")))
        .isInstanceOf(Applied.Done.class);

    assertThat(gitlab.tool().member("acme", "ada")).isEmpty();
    assertThat(level("acme/web")).isEqualTo(40);
  }

  @Test
  void theLastOwnerStays() {
    gitlab.tool().setMemberByHand("acme", "ada", OWNER);

    assertThat(gitlab.apply(new Change.Revoke("acme", "owner")))
        .isInstanceOf(Applied.LastHolder.class);

    assertThat(level("acme")).isEqualTo(50);
  }

  @Test
  void anOwnerWhoIsStillThereAfterwardsWasNotRemovedWhateverGitLabSaid() {
    gitlab.tool().setMemberByHand("acme", "ada", OWNER);
    gitlab.fail("DELETE", ".*/members/.*", Fault.respond(204, ""));

    assertThat(gitlab.apply(new Change.Revoke("acme", "owner")))
        .isInstanceOf(Applied.LastHolder.class);
  }

  @Test
  void aChangeThatWaitsForAnAdministratorIsNotDone() {
    gitlab.fail(
        "POST",
        ".*/members",
        Fault.refuse(201, "{\"ada\":\"Request queued for administrator approval.\"}"));

    assertThat(gitlab.grant("acme", "developer")).isInstanceOf(Applied.PendingExternal.class);
  }

  @Test
  void membershipsLockedToADirectoryAreNotOurs() {
    gitlab.fail("POST", ".*/members", Fault.refuse(405, "405 Method Not Allowed"));

    assertThat(gitlab.grant("acme", "developer")).isInstanceOf(Applied.Refused.class);
  }

  @Test
  void aTokenWithoutTheScopeStopsTheInstance() {
    gitlab.fail("POST", ".*", Fault.respond(403, "{\"error\":\"insufficient_scope\"}"));

    assertThat(gitlab.grant("acme", "developer")).isInstanceOf(Applied.Unauthorised.class);
  }

  @Test
  void aPlaceThatHasMovedIsNotWrittenUnderItsOldPath() throws ToolException {
    gitlab.observe("acme");
    gitlab.fail("POST", ".*", Fault.refuse(404, "404 Group Not Found"));

    assertThat(gitlab.grant("acme", "developer")).isInstanceOf(Applied.Conflict.class);

    gitlab.fail("GET", ".*/groups/acme", Fault.respond(301, Map.of("Location", "/elsewhere"), ""));
    assertThat(gitlab.observe("acme").unknownScopes()).containsExactly("acme");
  }

  @Test
  void aPlaceThatGoesWhileItIsReadIsUnknownAndNotEmpty() throws ToolException {
    gitlab.observe("acme");
    gitlab.fail("GET", ".*/members/.*", Fault.refuse(404, "404 Group Not Found"));

    assertThat(gitlab.observe("acme").unknownScopes()).containsExactly("acme");
  }

  @Test
  void aMistypedPlaceIsReportedWithTheOneThatWasMeant() throws ToolException {
    assertThat(gitlab.observe("acmee").nearest()).containsExactly(Map.entry("acmee", "acme"));
    assertThat(gitlab.observe("something-else").nearest()).isEmpty();
  }

  @Test
  void whenTheNeighboursCannotBeReadAPlaceIsUnknownAllTheSame() throws ToolException {
    gitlab.fail("GET", ".*/groups", Fault.respond(500, "{}"));

    assertThat(gitlab.observe("acmee").unknownScopes()).containsExactly("acmee");
  }

  @Test
  void aPathThatMeansSomethingToAServerIsNeverSent() throws ToolException {
    int before = gitlab.tool().requests().size();

    assertThat(
            gitlab.connector().observe(nobody(), Set.of("..", "acme/../x", "a//b")).unknownScopes())
        .hasSize(3);

    assertThat(gitlab.tool().requests()).hasSize(before);
  }

  @Test
  void aCustomRoleSurvivesANewEndAndGoesWithANewLevel() {
    String member = "{\"access_level\":30,\"expires_at\":null,\"member_role\":{\"id\":12}}";
    try (OneGitLab custom =
        new OneGitLab(
            OneGitLab.seed()
                .role(new GitlabSeed.Role("Auditor", DEVELOPER, null))
                .user("ada", OneGitLab.ADA_MAIL),
            Map.of())) {
      custom.tool().setMemberByHand("acme", "ada", DEVELOPER);
      custom.fail("GET", ".*/members/.*", Fault.respond(200, member.replace("12", "1")));
      custom.apply(new Change.ChangeRole("acme", "developer", "developer", Optional.of(soon)));
      assertThat(custom.tool().member("acme", "ada").map(GitlabMember::memberRoleId)).hasValue(1L);

      custom.apply(new Change.ChangeRole("acme", "developer", "maintainer", Optional.of(soon)));
      assertThat(custom.tool().member("acme", "ada"))
          .hasValueSatisfying(after -> {
            assertThat(after.accessLevel()).isEqualTo(40);
            assertThat(after.memberRoleId()).isNull();
          });
    }
  }

  @Test
  void aListThatChangedWhileItWasReadIsNotBelieved() {
    gitlab.fail(
        "GET",
        ".*/acme/members",
        Fault.respond(200, Map.of("x-next-page", "", "x-total", "2"), "[]"));

    assertThatExceptionOfType(ToolException.class)
        .isThrownBy(() -> gitlab.connector().holders("acme"));
  }

  private static Whom nobody() {
    return new Whom(
        Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private Optional<LocalDate> soon(int later) {
    return Optional.of(soon.plusDays(later));
  }

  private int level(String path) {
    return gitlab.tool().member(path, "ada").orElseThrow().accessLevel();
  }
}
