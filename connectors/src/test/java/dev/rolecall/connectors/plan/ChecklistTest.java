package dev.rolecall.connectors.plan;

import static dev.rolecall.connectors.plan.PlanWords.ENFORCE;
import static dev.rolecall.connectors.plan.PlanWords.account;
import static dev.rolecall.connectors.plan.PlanWords.allDone;
import static dev.rolecall.connectors.plan.PlanWords.direct;
import static dev.rolecall.connectors.plan.PlanWords.held;
import static dev.rolecall.connectors.plan.PlanWords.items;
import static dev.rolecall.connectors.plan.PlanWords.kinds;
import static dev.rolecall.connectors.plan.PlanWords.leaver;
import static dev.rolecall.connectors.plan.PlanWords.nobody;
import static dev.rolecall.connectors.plan.PlanWords.ours;
import static dev.rolecall.connectors.plan.PlanWords.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.plan.Desired.WantedRole;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.OffboardingStep;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.LeaversMode;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Offboarding is a checklist, and every item is true of the tool as it is now. */
class ChecklistTest {

  private static final List<OffboardingStep> EVERYTHING = List.of(OffboardingStep.values());

  @Test
  void thereIsOneItemForEachStepInOrderAndWhatStopsThePersonIsDoneFirst() {
    Plan plan =
        plan(
            tool(
                List.of(
                    OffboardingStep.REVOKE_ROLES,
                    OffboardingStep.DELETE_ACCOUNT,
                    OffboardingStep.CANCEL_INVITATIONS,
                    OffboardingStep.DISABLE_ACCOUNT,
                    OffboardingStep.REVOKE_CREDENTIALS,
                    OffboardingStep.END_SESSIONS)),
            ours("acme/a", "reader", "acme/b", "reader"),
            account(direct("acme/a", "reader"), held("acme/b", "reader", Holding.INVITED)));

    assertThat(items(plan))
        .containsExactly(
            "ACCOUNT_DISABLED TODO",
            "CREDENTIALS TODO",
            "SESSIONS TODO",
            "INVITATIONS TODO",
            "MEMBERSHIPS TODO",
            "ACCOUNT_DELETED TODO");
    assertThat(plan.changes())
        .containsExactly(
            new Change.DisableAccount(),
            new Change.RevokeCredentials(),
            new Change.EndSessions(),
            new Change.CancelInvite("acme/b"),
            new Change.Revoke("acme/a", "reader"),
            new Change.DeleteAccount());
  }

  @Test
  void whatWasReadBackIsVerifiedAndWhatNobodyCanReadIsDone() {
    Plan plan =
        plan(
            tool(
                List.of(
                    OffboardingStep.DISABLE_ACCOUNT,
                    OffboardingStep.REVOKE_CREDENTIALS,
                    OffboardingStep.END_SESSIONS,
                    OffboardingStep.REVOKE_ROLES)),
            allDone(ours("acme/a", "reader")),
            account(Presence.DISABLED));

    assertThat(items(plan))
        .containsExactly(
            "ACCOUNT_DISABLED VERIFIED",
            "CREDENTIALS DONE",
            "SESSIONS DONE",
            "INVITATIONS VERIFIED",
            "MEMBERSHIPS VERIFIED");
    assertThat(plan.state()).isEqualTo(State.OFFBOARDED);
  }

  @Test
  void withTheAccountEverythingIsGone() {
    Plan plan = plan(tool(EVERYTHING), ours("acme/a", "reader"), nobody());
    assertThat(items(plan)).hasSize(6).allMatch(it -> it.endsWith(" VERIFIED"));
    assertThat(plan.state()).isEqualTo(State.OFFBOARDED);
  }

  @Test
  void whoWasEnabledAgainMayHaveNewCredentials() {
    Plan plan =
        plan(
            tool(List.of(OffboardingStep.DISABLE_ACCOUNT, OffboardingStep.REVOKE_CREDENTIALS)),
            allDone(ours()),
            account());
    assertThat(items(plan)).startsWith("ACCOUNT_DISABLED TODO", "CREDENTIALS TODO");
    assertThat(plan.changes())
        .containsExactly(new Change.DisableAccount(), new Change.RevokeCredentials());
  }

  @Test
  void whatOnlyAPersonCanDoIsAnItemWithAnInstructionAndTheRestIsDone() {
    ToolDescriptor tool =
        tool(
            List.of(OffboardingStep.REVOKE_CREDENTIALS, OffboardingStep.REVOKE_ROLES),
            Ability.REVOKE_CREDENTIALS,
            Ability.DELETE_ACCOUNT);
    Plan plan = plan(tool, ours("acme/a", "reader"), account(direct("acme/a", "reader")));

    assertThat(items(plan))
        .containsExactly(
            "CREDENTIALS MANUAL",
            "INVITATIONS VERIFIED",
            "MEMBERSHIPS TODO",
            "ACCOUNT_DELETED MANUAL");
    assertThat(plan.checklist().get(0).detail()).contains("People → REVOKE_CREDENTIALS");
    assertThat(plan.changes()).containsExactly(new Change.Revoke("acme/a", "reader"));
    assertThat(kinds(plan)).containsExactly(FindingKind.MANUAL, FindingKind.MANUAL);

    Plan later = plan(tool, ours(), account());
    assertThat(later.state()).isEqualTo(State.BLOCKED);
    assertThat(items(plan(tool, ours(), nobody()))).allMatch(it -> it.endsWith(" VERIFIED"));
  }

  @Test
  void whatGivesNoAccessAnyMoreStaysOpenAndNobodyIsKeptFromBeingOffboarded() {
    ToolDescriptor tool =
        tool(
            List.of(OffboardingStep.DISABLE_ACCOUNT, OffboardingStep.REVOKE_CREDENTIALS),
            Ability.REVOKE_CREDENTIALS,
            Ability.DELETE_ACCOUNT);
    Plan disabled = plan(tool, ours(), account(Presence.DISABLED));
    assertThat(items(disabled)).contains("CREDENTIALS MANUAL", "ACCOUNT_DELETED MANUAL");
    assertThat(kinds(disabled)).containsExactly(FindingKind.MANUAL, FindingKind.MANUAL);
    assertThat(disabled.state()).isEqualTo(State.OFFBOARDED);

    ToolDescriptor theirOwn =
        tool(
            List.of(OffboardingStep.REVOKE_CREDENTIALS, OffboardingStep.REVOKE_ROLES),
            Ability.REVOKE_CREDENTIALS);
    assertThat(plan(theirOwn, ours(), account()).state()).isEqualTo(State.OFFBOARDED);
    assertThat(plan(theirOwn, ours(), account(held("acme/a", "reader", Holding.INHERITED))).state())
        .isEqualTo(State.BLOCKED);
  }

  @Test
  void aRevokeThatOnlyAPersonCanMakeKeepsNothingElseFromHappening() {
    Plan plan =
        plan(
            tool(
                List.of(OffboardingStep.DISABLE_ACCOUNT, OffboardingStep.REVOKE_ROLES),
                Ability.REVOKE),
            ours("acme/a", "reader"),
            account(direct("acme/a", "reader")));
    assertThat(plan.changes()).containsExactly(new Change.DisableAccount());
    assertThat(items(plan)).contains("ACCOUNT_DISABLED TODO", "MEMBERSHIPS MANUAL");
  }

  @Test
  void whatRolecallMayNotTakeIsALeftover() {
    ToolDescriptor tool = tool(List.of(OffboardingStep.REVOKE_ROLES));
    Plan plan = plan(tool, ours("acme/a", "reader"), account(direct("acme/a", "owner")));
    assertThat(items(plan)).containsExactly("INVITATIONS VERIFIED", "MEMBERSHIPS LEFTOVER");
    assertThat(plan.state()).isEqualTo(State.BLOCKED);

    Plan above = plan(tool, ours(), account(held("acme/a", "owner", Holding.INHERITED)));
    assertThat(items(above)).contains("MEMBERSHIPS LEFTOVER");
    assertThat(above.state()).isEqualTo(State.BLOCKED);
  }

  @Test
  void anInvitationThatIsNotOursIsALeftoverEvenWhereTheAccountIsStopped() {
    Plan plan =
        plan(
            tool(List.of(OffboardingStep.DISABLE_ACCOUNT)),
            ours(),
            account(Presence.DISABLED, held("acme/a", "reader", Holding.INVITED)));
    assertThat(items(plan)).contains("INVITATIONS LEFTOVER");
    assertThat(plan.state()).isEqualTo(State.BLOCKED);
  }

  @Test
  void anAccountThatWeNeverWorkedOnAndAProtectedOneAreLeftovers() {
    Plan strange = plan(tool(EVERYTHING), Known.NOTHING, account(direct("acme/a", "owner")));
    assertThat(items(strange))
        .containsExactly(
            "ACCOUNT_DISABLED LEFTOVER",
            "CREDENTIALS LEFTOVER",
            "SESSIONS LEFTOVER",
            "INVITATIONS VERIFIED",
            "MEMBERSHIPS LEFTOVER",
            "ACCOUNT_DELETED LEFTOVER");
    assertThat(strange.changes()).isEmpty();
    assertThat(strange.state()).isEqualTo(State.BLOCKED);

    Observation bot =
        new Observation(
            Optional.of(new Observation.ObservedAccount("7", "ada", Presence.ACTIVE, true)),
            Optional.of("id"),
            Optional.empty(),
            List.of(),
            java.util.Set.of());
    Plan spared = plan(tool(EVERYTHING), ours(), bot);
    assertThat(items(spared)).contains("ACCOUNT_DISABLED LEFTOVER");
    assertThat(kinds(spared)).containsExactly(FindingKind.PROTECTED);
  }

  @Test
  void whatIsOnlyProposedIsStillToDoAndNobodyHasToAct() {
    Modes propose = new Modes(Mode.ENFORCE, List.of(), Optional.of(LeaversMode.PROPOSE));
    Plan plan =
        Plan.between(
            tool(EVERYTHING, Ability.DELETE_ACCOUNT),
            leaver(propose),
            ours("acme/a", "reader"),
            account(direct("acme/a", "reader"), direct("acme/b", "owner")));
    assertThat(plan.changes()).isEmpty();
    assertThat(items(plan))
        .contains("ACCOUNT_DISABLED TODO", "MEMBERSHIPS TODO", "ACCOUNT_DELETED MANUAL");
    assertThat(plan.state()).isEqualTo(State.OBSERVED);
  }

  @Test
  void nobodyElseHasAChecklist() {
    WantedRole role = PlanWords.role("acme/a", "reader");
    assertThat(
            Plan.between(
                    tool(EVERYTHING), PlanWords.wanting(ENFORCE, role), Known.NOTHING, nobody())
                .checklist())
        .isEmpty();
  }

  private static Plan plan(ToolDescriptor tool, Known known, Observation observed) {
    return Plan.between(tool, leaver(ENFORCE), known, observed);
  }
}
