package dev.rolecall.connectors.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.plan.BindingPlan.Step;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.BindingShape;
import dev.rolecall.connectors.tool.ToolDescriptor.Calls;
import dev.rolecall.connectors.tool.ToolDescriptor.Support;
import dev.rolecall.schemas.avro.Binding;
import dev.rolecall.schemas.avro.BoundResource;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BindingPlanTest {

  private static final String TEAM = "team:pay";

  private List<BoundResource> before = List.of();
  private Map<String, String> now = Map.of();
  private Support unbind = Support.NATIVE;

  @Test
  void whatIsMissingIsBoundAndNothingElseIsDone() {
    assertThat(plan(Mode.ENFORCE, "pipeline:a", "read").steps())
        .containsExactly(new Step.Bind("pipeline:a", Optional.empty(), "read"));

    now = Map.of("pipeline:a", "read");
    assertThat(plan(Mode.ENFORCE, "pipeline:a", "read").steps()).isEmpty();
  }

  @Test
  void whatSomebodyElseBoundStaysAndIsNamed() {
    now = Map.of("pipeline:a", "build", "pipeline:b", "read");

    BindingPlan plan = plan(Mode.ENFORCE, "pipeline:a", "read");

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.findings())
        .extracting(Finding::getKind)
        .containsExactly(FindingKind.UNEXPLAINED, FindingKind.UNEXPLAINED);
    assertThat(plan.bound()).allMatch(it -> it.getOrigin() == Origin.UNEXPLAINED);
  }

  @Test
  void aLowerOneOfSomebodyElseIsRaised() {
    now = Map.of("pipeline:a", "read");

    assertThat(plan(Mode.ADDITIVE, "pipeline:a", "build").steps())
        .containsExactly(new Step.Bind("pipeline:a", Optional.of("read"), "build"));
  }

  @Test
  void oursIsLoweredAndTakenAwayAfterWhatIsGiven() {
    before = List.of(ours("pipeline:a", "build"), ours("pipeline:b", "read"));
    now = Map.of("pipeline:a", "build", "pipeline:b", "read");

    assertThat(plan(Mode.ENFORCE, "pipeline:a", "read", "pipeline:c", "read").steps())
        .containsExactly(
            new Step.Bind("pipeline:c", Optional.empty(), "read"),
            new Step.Bind("pipeline:a", Optional.of("build"), "read"),
            new Step.Unbind("pipeline:b", Optional.of("read")));
  }

  @Test
  void observeOnlyProposesAndAdditiveTakesNothing() {
    before = List.of(ours("pipeline:b", "read"));
    now = Map.of("pipeline:b", "read");

    BindingPlan observed = plan(Mode.OBSERVE, "pipeline:c", "read");
    BindingPlan additive = plan(Mode.ADDITIVE, "pipeline:c", "read");

    assertThat(observed.steps()).isEmpty();
    assertThat(observed.findings()).allMatch(it -> it.getKind() == FindingKind.PROPOSED).hasSize(2);
    assertThat(additive.steps())
        .containsExactly(new Step.Bind("pipeline:c", Optional.empty(), "read"));
    assertThat(additive.findings()).hasSize(1);
  }

  @Test
  void whatTheApiCannotDoIsAnInstruction() {
    unbind = Support.MANUAL;
    before = List.of(ours("pipeline:b", "read"));
    now = Map.of("pipeline:b", "read");

    BindingPlan plan = plan(Mode.ENFORCE);

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.findings())
        .singleElement()
        .satisfies(it -> assertThat(it.getKind()).isEqualTo(FindingKind.MANUAL));
  }

  @Test
  void aRoleOrAResourceThatTheToolDoesNotHaveIsSaidSo() {
    assertThat(plan(Mode.ENFORCE, "pipeline:a", "fly", "moon:a", "read").findings())
        .extracting(Finding::getKind)
        .containsExactly(FindingKind.UNKNOWN_ROLE, FindingKind.UNKNOWN_ROLE);
  }

  private BindingPlan plan(Mode mode, String... resourcesAndRoles) {
    ToolDescriptor tool =
        new ToolDescriptor(
            "model",
            "",
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            List.of(
                new BindingShape(
                    "team:{}", "pipeline:{}", List.of("read", "build"), Support.NATIVE, unbind)),
            new Calls(1, 1, 1));
    List<Binding> wanted = new java.util.ArrayList<>();
    for (int i = 0; i < resourcesAndRoles.length; i += 2) {
      wanted.add(new Binding(TEAM, resourcesAndRoles[i], resourcesAndRoles[i + 1]));
    }
    return BindingPlan.between(tool, TEAM, wanted, before, now, mode);
  }

  private static BoundResource ours(String resource, String role) {
    return new BoundResource(resource, role, Origin.GRANTED);
  }
}
