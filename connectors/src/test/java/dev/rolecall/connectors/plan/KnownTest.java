package dev.rolecall.connectors.plan;

import static dev.rolecall.connectors.plan.PlanWords.ENFORCE;
import static dev.rolecall.connectors.plan.PlanWords.account;
import static dev.rolecall.connectors.plan.PlanWords.direct;
import static dev.rolecall.connectors.plan.PlanWords.ours;
import static dev.rolecall.connectors.plan.PlanWords.wanting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.tool.Change;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.PlannedChange;
import dev.rolecall.schemas.avro.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownTest {

  private static final List<Role> TAKEN_OVER = List.of(new Role("acme/a", "writer"));

  @Test
  void whatAnOperatorTookOverIsOursFromThenOn() {
    Known known = ours("acme/b", "reader").adopting(TAKEN_OVER);
    Plan plan =
        Plan.between(
            ModelTool.DESCRIPTOR,
            wanting(ENFORCE),
            known,
            account(direct("acme/a", "writer"), direct("acme/b", "reader")));

    assertThat(plan.cells())
        .extracting(Cell::getOrigin)
        .containsExactly(Origin.ADOPTED, Origin.GRANTED);
    assertThat(plan.changes()).contains(new Change.Revoke("acme/a", "writer"));
    assertThat(known.withCells(plan.cells()).adopting(List.of()).ours("acme/a", "writer")).isTrue();
  }

  @Test
  void anAccountThatWeMayHaveMadeIsOursToOffboard() {
    PlannedChange create = PlannedChanges.of(new Change.CreateAccount());

    assertThat(Known.NOTHING.linked()).isFalse();
    assertThat(Known.NOTHING.during(List.of(create)).linked()).isTrue();
  }

  @Test
  void onlyExactlyTheRoleThatWasTakenOverIsOurs() {
    Plan plan =
        Plan.between(
            ModelTool.DESCRIPTOR,
            wanting(ENFORCE),
            ours().adopting(TAKEN_OVER),
            account(direct("acme/a", "owner")));
    assertThat(plan.changes()).isEmpty();
    assertThat(plan.cells()).extracting(Cell::getOrigin).containsExactly(Origin.UNEXPLAINED);
  }

  @Test
  void aRoleWeGrantedStaysSoAndAdoptedScopesAreRead() {
    Known known = ours("acme/a", "writer").adopting(TAKEN_OVER);
    assertThat(known.origin("acme/a", "writer")).isEqualTo(Origin.GRANTED);
    assertThat(Plan.scopesToRead(wanting(ENFORCE), ours().adopting(TAKEN_OVER)))
        .containsExactly("acme/a");
    assertThat(Plan.withoutLooking(wanting(ENFORCE), Known.NOTHING.adopting(TAKEN_OVER))).isEmpty();
  }
}
