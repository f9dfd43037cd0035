package dev.rolecall.connectors.buildkite;

import static dev.rolecall.connectors.buildkite.OneBuildkite.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.plan.Bounds;
import dev.rolecall.connectors.plan.Desired;
import dev.rolecall.connectors.plan.Desired.WantedRole;
import dev.rolecall.connectors.plan.Known;
import dev.rolecall.connectors.plan.Modes;
import dev.rolecall.connectors.plan.Plan;
import dev.rolecall.connectors.plan.PlannedChanges;
import dev.rolecall.connectors.plan.ProtectedAccounts;
import dev.rolecall.connectors.plan.ScopePatterns;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.sandbox.buildkite.BuildkiteMember;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The connector under the plan that uses it, as the runtime drives both. */
class BuildkiteConvergesTest {
  /** As often as the runtime looks and plans again. */
  private static final int ROUNDS = 5;

  private final OneBuildkite buildkite = new OneBuildkite(OneBuildkite.seed());
  private final List<Applied> applied = new ArrayList<>();
  private Known known = Known.NOTHING;

  @AfterEach
  void close() {
    buildkite.close();
  }

  @Test
  void aJoinerIsInvitedOnceToEverythingAndHasItAllWhenTheyAccept() throws ToolException {
    assertThat(converge("org=admin", "team:ops=maintainer", "team:web=member"))
        .isEqualTo(State.PENDING);
    assertThat(buildkite.mails()).isEqualTo(1);
    assertThat(buildkite.pending())
        .singleElement()
        .satisfies(invitation ->
            assertThat(invitation.teams()).isEqualTo(Map.of("ops", "maintainer", "web", "member")));
    assertThat(converge("org=admin", "team:ops=maintainer", "team:web=member"))
        .isEqualTo(State.PENDING);
    assertThat(buildkite.mails()).isEqualTo(1);

    buildkite.tool().acceptInvitation(ADA);
    later();

    assertThat(converge("org=admin", "team:ops=maintainer", "team:web=member"))
        .isEqualTo(State.CONVERGED);
    assertThat(buildkite.tool().member(ADA).map(BuildkiteMember::role)).hasValue("admin");
  }

  @Test
  void aChangeOfMindWhileItIsPendingCostsOneMoreMail() throws ToolException {
    converge("org=member", "team:web=member");

    assertThat(converge("org=member", "team:web=maintainer", "team:ops=member"))
        .isEqualTo(State.PENDING);

    assertThat(buildkite.pending())
        .singleElement()
        .satisfies(invitation ->
            assertThat(invitation.teams()).isEqualTo(Map.of("ops", "member", "web", "maintainer")));
    assertThat(buildkite.mails()).isEqualTo(2);

    assertThat(converge("org=member")).isEqualTo(State.PENDING);
    assertThat(buildkite.pending())
        .singleElement()
        .satisfies(invitation -> assertThat(invitation.teams()).isEmpty());
    assertThat(buildkite.mails()).isEqualTo(3);
  }

  @Test
  void anExpiredInvitationIsSentAgainOnce() throws ToolException {
    converge("org=member", "team:web=member");
    buildkite.tool().expireInvitation(ADA);

    assertThat(converge("org=member", "team:web=member")).isEqualTo(State.PENDING);

    assertThat(buildkite.mails()).isEqualTo(2);
  }

  @Test
  void aMoverChangesTeamsAndInTheEndLeavesTheOrganization() throws ToolException {
    converge("org=member", "team:web=member");
    buildkite.tool().acceptInvitation(ADA);
    later();
    converge("org=member", "team:web=member");

    assertThat(converge("org=member", "team:ops=maintainer")).isEqualTo(State.CONVERGED);
    assertThat(buildkite.tool().teamRole("web", ADA)).isEmpty();
    assertThat(buildkite.tool().teamRole("ops", ADA)).hasValue("maintainer");
    assertThat(buildkite.tool().teamRole("everyone", ADA)).hasValue("member");

    assertThat(converge("team:ops=maintainer")).isEqualTo(State.CONVERGED);
    assertThat(buildkite.tool().member(ADA)).isPresent();

    assertThat(converge()).isEqualTo(State.CONVERGED);
    assertThat(buildkite.tool().member(ADA)).isEmpty();
    assertThat(buildkite.mails()).isEqualTo(1);
  }

  @Test
  void whatSomebodyGaveByHandKeepsThePersonInTheOrganization() throws ToolException {
    converge("org=member", "team:web=member");
    buildkite.tool().acceptInvitation(ADA);
    buildkite.tool().setTeamRoleByHand("ops", ADA, "member");
    later();

    assertThat(converge()).isEqualTo(State.CONVERGED);

    assertThat(buildkite.tool().teamRole("web", ADA)).isEmpty();
    assertThat(buildkite.tool().teamRole("ops", ADA)).hasValue("member");
  }

  @Test
  void aLeaverIsRemovedAndAnInvitationThatWaitedGoesToo() throws ToolException {
    converge("org=member", "team:web=member");
    buildkite.tool().setMemberByHand(ADA, "member");
    later();
    converge("org=member", "team:web=member");
    assertThat(buildkite.pending()).hasSize(1);

    assertThat(plan(Disposition.LEAVER)).isEqualTo(State.OFFBOARDED);

    assertThat(buildkite.tool().member(ADA)).isEmpty();
    assertThat(buildkite.pending()).isEmpty();
    assertThat(buildkite.mails()).isEqualTo(1);
  }

  @Test
  void aLeaverWhoNeverAcceptedHasNoInvitation() throws ToolException {
    converge("org=member", "team:web=member", "team:ops=member");

    assertThat(plan(Disposition.LEAVER)).isEqualTo(State.OFFBOARDED);

    assertThat(buildkite.pending()).isEmpty();
    assertThat(buildkite.mails()).isEqualTo(1);
  }

  /** The list of members that was read before is forgotten. */
  private void later() {
    buildkite.pass(java.time.Duration.ofMinutes(5));
  }

  private State converge(String... roles) throws ToolException {
    return plan(Disposition.CONVERGE, roles);
  }

  private State plan(Disposition disposition, String... roles) throws ToolException {
    Desired desired =
        new Desired(
            disposition,
            OneBuildkite.whom(ADA),
            Arrays.stream(roles)
                .map(role -> role.split("=", -1))
                .map(role -> new WantedRole(role[0], role[1], Optional.empty()))
                .toList(),
            new Bounds(
                Modes.all(Mode.ENFORCE),
                new ScopePatterns(List.of("org", "team:*")),
                new ProtectedAccounts(List.of())),
            true);
    for (int round = 0; ; round++) {
      Whom whom = desired.whom(known);
      Observation seen = buildkite.connector().observe(whom, Plan.scopesToRead(desired, known));
      if (seen.account().isPresent()) {
        known = known.withAccount(seen.account().map(Observation.ObservedAccount::id));
      }
      Plan plan = Plan.between(buildkite.connector().descriptor(), desired, known, seen);
      known = known.withCells(plan.cells()).during(List.of());
      if (plan.changes().isEmpty() || round == ROUNDS) {
        return plan.state();
      }
      known = known.during(PlannedChanges.of(plan.changes()));
      for (Change change : plan.changes()) {
        applied.add(buildkite.connector().apply(desired.whom(known), change));
        if (applied.getLast() instanceof Applied.Conflict
            || applied.getLast() instanceof Applied.Unknown) {
          break;
        }
      }
    }
  }
}
