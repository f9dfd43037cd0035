package dev.rolecall.connectors.plan;

import static dev.rolecall.connectors.plan.PlanWords.account;
import static dev.rolecall.connectors.plan.PlanWords.direct;
import static dev.rolecall.connectors.plan.PlanWords.kinds;
import static dev.rolecall.connectors.plan.PlanWords.leaver;
import static dev.rolecall.connectors.plan.PlanWords.nobody;
import static dev.rolecall.connectors.plan.PlanWords.ours;
import static dev.rolecall.connectors.plan.PlanWords.role;
import static dev.rolecall.connectors.plan.PlanWords.wanting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.LeaversMode;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModesTest {

  @Test
  void theFirstPatternThatFitsCountsElseTheModeOfTheTool() {
    Modes modes =
        modes(Mode.OBSERVE, scoped("acme/web/**", Mode.ENFORCE), scoped("acme/**", Mode.ADDITIVE));
    assertThat(modes.in("acme/web/site")).isEqualTo(Mode.ENFORCE);
    assertThat(modes.in("acme/api")).isEqualTo(Mode.ADDITIVE);
    assertThat(modes.in("other")).isEqualTo(Mode.OBSERVE);
  }

  @Test
  void eachScopeIsChangedAsFarAsItsOwnModeAllows() {
    Modes modes =
        modes(Mode.OBSERVE, scoped("acme/a", Mode.ENFORCE), scoped("acme/b", Mode.ADDITIVE));
    Plan plan =
        plan(
            wanting(modes, role("acme/b", "writer"), role("acme/c", "writer")),
            ours("acme/a", "reader", "acme/b/x", "reader"),
            account(direct("acme/a", "reader"), direct("acme/b/x", "reader")));

    assertThat(plan.changes())
        .containsExactly(
            new Change.Grant("acme/b", "writer", Optional.empty()),
            new Change.Revoke("acme/a", "reader"));
    assertThat(kinds(plan)).containsExactly(FindingKind.PROPOSED, FindingKind.PROPOSED);
  }

  @Test
  void additiveScopesGiveAndOnlyProposeToTake() {
    Plan plan =
        plan(
            wanting(modes(Mode.ENFORCE, scoped("acme/b", Mode.ADDITIVE))),
            ours("acme/b", "reader"),
            account(direct("acme/b", "reader")));
    assertThat(plan.changes()).isEmpty();
    assertThat(plan.state()).isEqualTo(State.OBSERVED);
  }

  @Test
  void anAccountIsMadeForTheBoldestOfItsRolesAndNeverForProposedOnes() {
    Modes modes = modes(Mode.OBSERVE, scoped("acme/a", Mode.ADDITIVE));
    Plan bold =
        plan(
            wanting(modes, role("acme/a", "reader"), role("acme/b", "reader")),
            Known.NOTHING,
            nobody());
    Plan shy = plan(wanting(modes, role("acme/b", "reader")), Known.NOTHING, nobody());

    assertThat(bold.changes())
        .containsExactly(
            new Change.CreateAccount(), new Change.Grant("acme/a", "reader", Optional.empty()));
    assertThat(shy.changes()).isEmpty();
    assertThat(shy.state()).isEqualTo(State.OBSERVED);
  }

  @Test
  void aDisabledAccountIsNotEnabledForProposedRoles() {
    Plan plan =
        plan(
            wanting(modes(Mode.OBSERVE), role("acme/a", "reader")),
            ours(),
            account(Presence.DISABLED));
    assertThat(plan.changes()).isEmpty();
  }

  @Test
  void withoutWordsOnLeaversObserveProposesAndTheOthersEnforce() {
    Observation held = account(direct("acme/a", "reader"));
    Plan observed = plan(leaver(modes(Mode.OBSERVE)), ours("acme/a", "reader"), held);
    assertThat(observed.changes()).isEmpty();
    assertThat(observed.state()).isEqualTo(State.OBSERVED);
    assertThat(kinds(observed)).containsOnly(FindingKind.PROPOSED);
    for (Mode mode : List.of(Mode.ADDITIVE, Mode.ENFORCE)) {
      assertThat(plan(leaver(modes(mode)), ours("acme/a", "reader"), held).changes()).isNotEmpty();
    }
  }

  @Test
  void leaversCanBeEnforcedInObserveAndProposedInEnforce() {
    Observation held = account(direct("acme/a", "reader"), direct("acme/b", "owner"));
    Plan enforced =
        plan(
            leaver(new Modes(Mode.OBSERVE, List.of(), Optional.of(LeaversMode.ENFORCE))),
            ours("acme/a", "reader"),
            held);
    Plan proposed =
        plan(
            leaver(new Modes(Mode.ENFORCE, List.of(), Optional.of(LeaversMode.PROPOSE))),
            ours("acme/a", "reader"),
            held);

    assertThat(enforced.changes())
        .containsExactly(
            new Change.DisableAccount(),
            new Change.RevokeCredentials(),
            new Change.Revoke("acme/a", "reader"));
    assertThat(proposed.changes()).isEmpty();
    assertThat(proposed.state()).isEqualTo(State.OBSERVED);
  }

  @Test
  void aLeaverIsProposedInScopesThatAreOnlyObservedAndGoesEverywhereElse() {
    Plan plan =
        plan(
            leaver(modes(Mode.OBSERVE, scoped("acme/a", Mode.ENFORCE))),
            ours("acme/a", "reader", "acme/b", "reader"),
            account(direct("acme/a", "reader"), direct("acme/b", "reader")));
    assertThat(plan.changes()).containsExactly(new Change.Revoke("acme/a", "reader"));
  }

  private static Plan plan(Desired desired, Known known, Observation observed) {
    return Plan.between(ModelTool.DESCRIPTOR, desired, known, observed);
  }

  private static Modes modes(Mode tool, Modes.Scoped... scopes) {
    return new Modes(tool, List.of(scopes), Optional.empty());
  }

  private static Modes.Scoped scoped(String pattern, Mode mode) {
    return new Modes.Scoped(new ScopePatterns(List.of(pattern)), mode);
  }
}
