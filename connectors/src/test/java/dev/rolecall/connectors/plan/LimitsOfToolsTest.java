package dev.rolecall.connectors.plan;

import static dev.rolecall.connectors.plan.PlanWords.ENFORCE;
import static dev.rolecall.connectors.plan.PlanWords.account;
import static dev.rolecall.connectors.plan.PlanWords.direct;
import static dev.rolecall.connectors.plan.PlanWords.kinds;
import static dev.rolecall.connectors.plan.PlanWords.looking;
import static dev.rolecall.connectors.plan.PlanWords.nobody;
import static dev.rolecall.connectors.plan.PlanWords.ours;
import static dev.rolecall.connectors.plan.PlanWords.role;
import static dev.rolecall.connectors.plan.PlanWords.tool;
import static dev.rolecall.connectors.plan.PlanWords.wanting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.RoleKind;
import dev.rolecall.connectors.tool.ToolDescriptor.ScopeShape;
import dev.rolecall.connectors.tool.ToolDescriptor.Support;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the API cannot do, what others write as well, and what others keep reversing. */
class LimitsOfToolsTest {

  @Test
  void aGrantThatOnlyAPersonCanMakeKeepsNoGrantElsewhere() {
    Plan plan =
        Plan.between(
            labelsByHand(),
            wanting(ENFORCE, role("label:x", "red"), role("acme/a", "reader")),
            ours("acme/b", "reader"),
            account(direct("acme/b", "reader")));

    assertThat(plan.changes())
        .containsExactly(
            new Change.Grant("acme/a", "reader", Optional.empty()),
            new Change.Revoke("acme/b", "reader"));
    assertThat(plan.findings())
        .extracting(Finding::getDetail)
        .containsExactly("the API cannot do it, a person has to: grant red (Labels → Give)");
    assertThat(plan.state()).isEqualTo(State.APPLYING);
  }

  @Test
  void itStaysOpenUntilTheToolShowsItDone() {
    Desired wanted = looking(wanting(ENFORCE, role("label:x", "red")));
    Plan open = Plan.between(labelsByHand(), wanted, ours(), account());
    assertThat(open.state()).isEqualTo(State.BLOCKED);
    assertThat(kinds(open)).containsExactly(FindingKind.MANUAL);

    Plan done = Plan.between(labelsByHand(), wanted, ours(), account(direct("label:x", "red")));
    assertThat(done.state()).isEqualTo(State.CONVERGED);
    assertThat(done.findings()).isEmpty();
  }

  @Test
  void whatIsOnlyProposedNeedsNobodyToDoIt() {
    Plan plan =
        Plan.between(
            labelsByHand(),
            wanting(Modes.all(Mode.OBSERVE), role("label:x", "red")),
            ours(),
            account());
    assertThat(kinds(plan)).containsExactly(FindingKind.PROPOSED);
    assertThat(plan.state()).isEqualTo(State.OBSERVED);
  }

  @Test
  void aRevokeThatOnlyAPersonCanMakeIsNoDriftForTheGuard() {
    Plan plan =
        Plan.between(
            tool(List.of(), Ability.REVOKE),
            looking(wanting(ENFORCE)),
            ours("acme/a", "reader"),
            account(direct("acme/a", "reader")));
    assertThat(plan.drift()).isEmpty();
    assertThat(kinds(plan)).containsExactly(FindingKind.MANUAL);
    assertThat(plan.state()).isEqualTo(State.BLOCKED);
  }

  @Test
  void wherePeopleMakeAccountsOrInviteThatIsTheInstruction() {
    ToolDescriptor accounts = tool(List.of(), Ability.CREATE_ACCOUNT, Ability.INVITE);
    Plan plan =
        Plan.between(accounts, wanting(ENFORCE, role("acme/a", "reader")), Known.NOTHING, nobody());
    assertThat(plan.changes()).isEmpty();
    assertThat(kinds(plan)).containsExactly(FindingKind.MANUAL);
    assertThat(plan.findings().get(0).getDetail()).contains("People → CREATE_ACCOUNT");
  }

  @Test
  void whoElseWritesToAScopeOfThePersonIsNamed() {
    Desired desired =
        wanting(ENFORCE, role("acme/a", "reader"), role("label:x", "red"))
            .amid(Map.of("acme/**", "SAML group sync", "other", "JCasC"), Set.of());
    Plan plan = Plan.between(ModelTool.DESCRIPTOR, desired, ours(), account());

    assertThat(kinds(plan)).containsExactly(FindingKind.SYNCED_BY_OTHERS);
    assertThat(plan.findings().get(0).getScope()).isEqualTo("acme/a");
    assertThat(plan.findings().get(0).getDetail()).startsWith("SAML group sync writes here");
    assertThat(plan.changes()).hasSize(2);
  }

  @Test
  void whatOthersKeepReversingIsLeftAloneThereAndNowhereElse() {
    Desired desired =
        wanting(ENFORCE, role("acme/a", "reader"), role("acme/b", "reader"))
            .amid(Map.of(), Set.of("acme/a"));
    Plan plan = Plan.between(ModelTool.DESCRIPTOR, desired, ours(), account());
    assertThat(plan.changes())
        .containsExactly(new Change.Grant("acme/b", "reader", Optional.empty()));
    assertThat(plan.findings())
        .containsExactly(new Finding(FindingKind.SYNCED_BY_OTHERS, "acme/a", Drifted.STOPPED));

    Plan settled =
        Plan.between(
            ModelTool.DESCRIPTOR,
            desired,
            ours(),
            account(direct("acme/a", "reader"), direct("acme/b", "reader")));
    assertThat(settled.findings()).isEmpty();
  }

  @Test
  void anAccountThatOthersKeepDeletingIsNotMadeAgain() {
    Desired desired =
        wanting(ENFORCE, role("acme/a", "reader")).amid(Map.of(), Set.of(Bounds.ACCOUNT));
    Plan plan = Plan.between(ModelTool.DESCRIPTOR, desired, ours(), nobody());
    assertThat(plan.changes()).isEmpty();
    assertThat(plan.state()).isEqualTo(State.BLOCKED);
  }

  /** Groups by the API, labels by hand. */
  private static ToolDescriptor labelsByHand() {
    ToolDescriptor model = ModelTool.DESCRIPTOR;
    return new ToolDescriptor(
        model.type(),
        model.edition(),
        List.of(
            model.scopes().get(0),
            new ScopeShape(
                "label",
                "label:{}",
                RoleKind.SET,
                List.of("red", "green", "blue"),
                Map.of(Ability.GRANT, Support.MANUAL, Ability.REVOKE, Support.NONE))),
        model.offboarding(),
        model.capabilities(),
        Map.of(Ability.GRANT, "Labels → Give"),
        List.of(),
        model.calls());
  }
}
