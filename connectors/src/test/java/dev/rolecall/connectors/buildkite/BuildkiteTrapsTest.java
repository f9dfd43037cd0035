package dev.rolecall.connectors.buildkite;

import static dev.rolecall.connectors.buildkite.OneBuildkite.ADA;
import static dev.rolecall.connectors.buildkite.OneBuildkite.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ObservedHolder;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolSettings;
import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.sandbox.buildkite.BuildkiteMember;
import dev.rolecall.sandbox.buildkite.BuildkiteSeed;
import dev.rolecall.sandbox.http.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BuildkiteTrapsTest {
  private final OneBuildkite buildkite = new OneBuildkite(OneBuildkite.seed());

  @AfterEach
  void close() {
    buildkite.close();
  }

  @Test
  void theAccountWeWorkWithIsNeverTouched() {
    Whom own = OneBuildkite.whom(ROOT);
    List<Change> changes =
        List.of(
            new Change.DeleteAccount(),
            new Change.ChangeRole("org", "admin", "member", Optional.empty()),
            new Change.Revoke("org", "admin"));
    for (Change change : changes) {
      assertThat(buildkite.connector().apply(own, change)).isInstanceOf(Applied.Refused.class);
    }
    buildkite.tool().setTeamRoleByHand("web", ROOT, "maintainer");
    assertThat(buildkite.connector().apply(own, new Change.Revoke("team:web", "maintainer")))
        .isInstanceOf(Applied.Refused.class);
    assertThat(
            buildkite
                .connector()
                .apply(
                    own,
                    new Change.ChangeRole("team:web", "maintainer", "member", Optional.empty())))
        .isInstanceOf(Applied.Refused.class);
    assertThat(buildkite.tool().requests()).allMatch(request -> request.method().equals("GET"));
  }

  @Test
  void aDefaultTeamIsNeverOursToTakeAway() throws ToolException {
    buildkite.tool().setMemberByHand(ADA, "member");

    assertThat(buildkite.roles("team:everyone"))
        .containsExactly(
            new ObservedRole("team:everyone", "member", Holding.INHERITED, Optional.empty()));
    assertThat(buildkite.apply(new Change.Revoke("team:everyone", "member")))
        .isInstanceOf(Applied.Refused.class);
    assertThat(buildkite.connector().holders("team:everyone")).isEmpty();
  }

  @Test
  void aRoleInADefaultTeamIsRaised() throws ToolException {
    buildkite.tool().setMemberByHand(ADA, "member");

    assertThat(buildkite.grant("team:everyone", "maintainer")).isInstanceOf(Applied.Done.class);
    assertThat(buildkite.grant("team:everyone", "member")).isInstanceOf(Applied.Conflict.class);

    assertThat(buildkite.tool().teamRole("everyone", ADA)).hasValue("maintainer");
  }

  @Test
  void whoIsInATeamStaysAMember() throws ToolException {
    buildkite.tool().setTeamRoleByHand("ops", ADA, "member");

    assertThat(buildkite.roles("org"))
        .extracting(ObservedRole::holding)
        .containsExactly(Holding.INHERITED);
    assertThat(buildkite.apply(new Change.Revoke("org", "member")))
        .isInstanceOf(Applied.Conflict.class);
    assertThat(buildkite.tool().teamRole("ops", ADA)).isPresent();

    buildkite.tool().removeFromTeamByHand("ops", ADA);
    assertThat(buildkite.roles("org"))
        .extracting(ObservedRole::holding)
        .containsExactly(Holding.DIRECT);
    assertThat(buildkite.apply(new Change.Revoke("org", "member")))
        .isInstanceOf(Applied.Done.class);
    assertThat(buildkite.tool().member(ADA)).isEmpty();
  }

  @Test
  void anAdministratorInATeamIsDemotedInsteadOfRemoved() throws ToolException {
    buildkite.tool().setTeamRoleByHand("ops", ADA, "member");
    assertThat(buildkite.grant("org", "admin")).isInstanceOf(Applied.Done.class);
    assertThat(buildkite.roles("org"))
        .containsExactly(new ObservedRole("org", "admin", Holding.DIRECT, Optional.empty()));

    assertThat(buildkite.apply(new Change.Revoke("org", "admin"))).isInstanceOf(Applied.Done.class);

    assertThat(buildkite.tool().member(ADA).map(BuildkiteMember::role)).hasValue("member");
  }

  @Test
  void whoWasAddedMeanwhileIsSettledByReading() {
    buildkite.tool().setTeamRoleByHand("web", ADA, "member");
    // What we read before does not show it yet.
    buildkite.fail("GET", ".*/teams/[^/]+/members/.*", Fault.refuse(404, "Not Found"));
    assertThat(buildkite.grant("team:web", "member")).isInstanceOf(Applied.Already.class);

    buildkite.fail("GET", ".*/teams/[^/]+/members/.*", Fault.refuse(404, "Not Found"));
    assertThat(buildkite.grant("team:web", "maintainer")).isInstanceOf(Applied.Conflict.class);
    assertThat(buildkite.tool().teamRole("web", ADA)).hasValue("member");
  }

  @Test
  void theLastAdministratorIsTheSameFindingWhenTheyLeave() {
    buildkite.tool().setMemberByHand(ADA, "admin");
    buildkite.fail(
        "DELETE", ".*/members/.*", Fault.refuse(422, "Can't remove the last administrator"));

    assertThat(buildkite.apply(new Change.DeleteAccount())).isInstanceOf(Applied.LastHolder.class);
  }

  @Test
  void anotherReasonNotToChangeAMemberIsNoLastHolder() {
    buildkite.tool().setMemberByHand(ADA, "member");
    buildkite.fail("DELETE", ".*/members/.*", Fault.refuse(422, "Member is managed elsewhere"));

    assertThat(buildkite.apply(new Change.DeleteAccount())).isInstanceOf(Applied.Refused.class);
  }

  @Test
  void rateLimitsAreInSecondsAndOfTwoKinds() {
    try (OneBuildkite limited =
        new OneBuildkite(OneBuildkite.seed().limited(new BuildkiteSeed.Limits(200, 3, 20)))) {
      ToolException stopped =
          catchThrowableOfType(
              ToolException.class,
              () -> {
                for (int i = 0; i < 9; i++) {
                  limited.observe("org");
                }
              });
      assertThat(stopped.kind()).isEqualTo(ToolException.Kind.RATE_LIMITED);
      assertThat(stopped.retryAfter()).hasValue(Duration.ofSeconds(42));
      assertThat(limited.grant("team:web", "member"))
          .isInstanceOfSatisfying(
              Applied.NotNow.class,
              later -> assertThat(later.retryAfter()).hasValue(Duration.ofSeconds(42)));
    }
  }

  @Test
  void holdersAreReadToTheEndAndJoinedWithTheMembers() throws ToolException {
    for (int i = 0; i < 230; i++) {
      buildkite.tool().setTeamRoleByHand("web", "p" + i + "@acme.example", "member");
    }

    List<ObservedHolder> holders = buildkite.connector().holders("team:web");

    assertThat(holders).hasSize(230);
    assertThat(holders).allMatch(holder -> holder.account().email().isPresent());
    assertThat(holders).extracting(holder -> holder.account().id()).doesNotHaveDuplicates();
    assertThat(buildkite.connector().holders("org")).hasSize(231);
    assertThat(buildkite.observe("team:web").account()).isEmpty();
    assertThat(
            buildkite
                .connector()
                .observe(OneBuildkite.whom("P229@acme.example"), Set.of("team:web"))
                .roles())
        .hasSize(1);
  }

  @Test
  void theListOfMembersIsReadOnceForManyAndAnewAfterAWhile() throws ToolException {
    buildkite.observe();
    buildkite.observe();
    assertThat(buildkite.requests("GET", ".*/members\\?per_page=100")).isEqualTo(1);
    buildkite.tool().setMemberByHand(ADA, "member");
    assertThat(buildkite.observe().account()).isEmpty();

    buildkite.pass(Duration.ofMinutes(5));

    assertThat(buildkite.observe().account()).isPresent();
  }

  @Test
  void aTeamThatIsNewIsSeenAfterAMinute() throws ToolException {
    assertThat(buildkite.observe("team:new").unknownScopes()).containsExactly("team:new");
    buildkite.tool().addTeamByHand("new");
    buildkite.pass(Duration.ofMinutes(1));

    assertThat(buildkite.observe("team:new").unknownScopes()).isEmpty();
  }

  @Test
  void aPlanWithoutTeamsHasNone() throws ToolException {
    try (OneBuildkite small = new OneBuildkite(OneBuildkite.seed().withoutTeams())) {
      small.tool().setMemberByHand(ADA, "member");

      assertThat(small.observe("org", "team:web").unknownScopes()).containsExactly("team:web");
      assertThat(small.apply(new Change.Revoke("org", "member"))).isInstanceOf(Applied.Done.class);
    }
  }

  @Test
  void whoWasRemovedIsGoneOnlyWhenTheOrganizationCanBeRead() throws ToolException {
    buildkite.tool().setMemberByHand(ADA, "member");
    String id = buildkite.tool().member(ADA).orElseThrow().id();
    Whom linked =
        new Whom(Optional.of(id), List.of(), Optional.empty(), Optional.of(ADA), Optional.empty());
    buildkite.tool().removeMemberByHand(ADA);
    assertThat(buildkite.connector().observe(linked, Set.of()).account()).isEmpty();

    buildkite.tool().removeMemberByHand(ROOT);

    assertThatThrownBy(() -> buildkite.connector().observe(linked, Set.of()))
        .isInstanceOf(ToolException.class);
    assertThat(buildkite.connector().apply(linked, new Change.DeleteAccount()))
        .isNotInstanceOf(Applied.Already.class);
  }

  @Test
  void oneForbiddenMemberDoesNotStopTheInstanceButAMissingScopeDoes() {
    buildkite.tool().setMemberByHand(ADA, "member");
    buildkite.fail("DELETE", ".*", Fault.refuse(403, "Forbidden"));
    assertThat(buildkite.apply(new Change.DeleteAccount())).isInstanceOf(Applied.Refused.class);

    try (OneBuildkite narrow =
        new OneBuildkite(
            OneBuildkite.seed()
                .token(
                    new BuildkiteSeed.Token(
                        ROOT,
                        OneBuildkite.TOKEN,
                        null,
                        List.of("read_organizations", "read_teams"))))) {
      narrow.tool().setMemberByHand(ADA, "member");
      assertThat(narrow.apply(new Change.DeleteAccount()))
          .isInstanceOfSatisfying(
              Applied.Unauthorised.class,
              no -> assertThat(no.why()).contains("write_organizations"));
    }
  }

  @Test
  void healthNamesEachScopeThatIsMissing() throws ToolException {
    try (OneBuildkite narrow =
        new OneBuildkite(
            OneBuildkite.seed()
                .token(
                    new BuildkiteSeed.Token(
                        ROOT,
                        OneBuildkite.TOKEN,
                        Instant.parse("2026-12-24T09:00:00Z"),
                        List.of("read_organizations", "read_teams"))),
            Map.of("graphql", "true"))) {
      assertThat(narrow.connector().check().problems())
          .hasSize(5)
          .anyMatch(problem -> problem.contains("\"write_teams\""))
          .anyMatch(problem -> problem.contains("\"graphql\""));
      assertThat(narrow.connector().check().credentialsEnd().orElseThrow())
          .hasToString("2026-12-24");
    }
  }

  @Test
  void healthSaysWhenTheUserIsNoAdminOrNotThere() throws ToolException {
    buildkite.tool().setMemberByHand("boss@acme.example", "admin");
    buildkite.tool().setMemberByHand(ROOT, "member");
    assertThat(buildkite.connector().check().problems())
        .singleElement()
        .asString()
        .contains("no admin");

    buildkite.tool().removeMemberByHand(ROOT);
    assertThat(buildkite.connector().check().problems())
        .singleElement()
        .asString()
        .contains("organization");
  }

  @Test
  void whatTheApiCannotDoSaysWhatAPersonHasToDo() {
    assertThat(buildkite.apply(new Change.DisableAccount()))
        .isInstanceOfSatisfying(
            Applied.Manual.class, manual -> assertThat(manual.instruction()).contains("Users"));
    assertThat(buildkite.apply(new Change.RevokeCredentials())).isInstanceOf(Applied.Manual.class);
    assertThat(buildkite.apply(new Change.CreateAccount())).isInstanceOf(Applied.Manual.class);
    assertThat(buildkite.apply(new Change.EndSessions())).isInstanceOf(Applied.Manual.class);
  }

  @Test
  void optionsThatMakeNoSenseAreSaidSo() {
    assertThatThrownBy(() -> open(Map.of())).hasMessageContaining("slug");
    assertThatThrownBy(() -> open(Map.of("organization", "a/b"))).hasMessageContaining("slug");
    assertThatThrownBy(() -> open(Map.of("organization", "acme", "graphql", "yes")))
        .hasMessageContaining("true or false");
    assertThatThrownBy(() -> open(Map.of("organization", "acme", "sso-mode", "no")))
        .hasMessageContaining("optional");
  }

  private static void open(Map<String, String> options) {
    new BuildkiteConnectorType()
        .open(
            new ToolSettings(
                "b", URI.create("http://localhost"), () -> "", options, Duration.ofSeconds(1)))
        .close();
  }
}
