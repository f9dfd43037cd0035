package dev.rolecall.connectors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.gitlab.GitLabConnectorType;
import dev.rolecall.connectors.plan.ModelTool;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.RoleKind;
import dev.rolecall.connectors.tool.ToolDescriptor.ScopeShape;
import dev.rolecall.connectors.tool.ToolDescriptor.Support;
import dev.rolecall.connectors.tool.ToolSettings;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.gitlab.AccessLevel;
import dev.rolecall.sandbox.gitlab.GitlabSeed;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cannot be done now keeps nothing else from being done; against a real broker. */
class StuckTest {

  private static final AtomicInteger NEXT = new AtomicInteger();

  private World world;

  @BeforeEach
  void aToolWhoseLabelsAreGivenByHand() throws InterruptedException {
    world = new World("stuck-" + NEXT.incrementAndGet(), labelsByHand());
    world.control(Mode.ENFORCE, 1, "acme/**", "label:*");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatAPersonHasToDoIsAuditedOnceAndTheRestIsDone() {
    String ada = world.model.account("ada", Presence.ACTIVE).id();
    world.start("one");
    world.wants("ada", "label:x", "red", "acme/web", "reader");
    world.awaitApplied("ada", State.BLOCKED);
    assertThat(world.model.state()).containsExactly("ada acme/web reader");

    world.wants("ada", "label:x", "red", "acme/web", "writer");
    world.awaitApplied("ada", State.BLOCKED);
    assertThat(world.model.state()).containsExactly("ada acme/web writer");
    assertThat(phases(AuditType.MANUAL_NEEDED)).containsExactly(Phase.SKIPPED);

    world.model.give(ada, "label:x", "red", Holding.DIRECT);
    world.awaitApplied("ada", State.CONVERGED);
    assertThat(findings("ada")).isEmpty();
    assertThat(phases(AuditType.MANUAL_NEEDED)).containsExactly(Phase.SKIPPED, Phase.VERIFIED);
  }

  @Test
  void onePersonWhoFailsStopsNobodyElse() {
    world.model.breaksFor("mallory");
    world.start("one");
    for (String person : List.of("mallory", "ada", "bob", "eve")) {
      world.wants(person, "acme/web", "reader");
    }
    for (String person : List.of("ada", "bob", "eve")) {
      world.awaitState(person, State.CONVERGED);
    }
    world.awaitState("mallory", State.RETRYING);
  }

  @Test
  void aRoleThatAnOperatorTookOverIsOursAndAuditedOnce() {
    String ada = world.model.account("ada", Presence.ACTIVE).id();
    world.model.give(ada, "acme/web", "reader", Holding.DIRECT);
    world.start("one");
    world.wants("ada", "acme/web", "reader");
    world.awaitApplied("ada", State.CONVERGED);
    assertThat(origins()).containsExactly(Origin.UNEXPLAINED);

    world.adopts("ada", "acme/web", "reader", "acme/web", "reader");
    world.awaitApplied("ada", State.CONVERGED);
    assertThat(origins()).containsExactly(Origin.ADOPTED);
    world.wants("ada", "acme/web", "reader");
    world.awaitApplied("ada", State.CONVERGED);
    assertThat(origins()).containsExactly(Origin.ADOPTED);
    assertThat(phases(AuditType.ROLE_ADOPTED)).containsExactly(Phase.VERIFIED);

    world.wants("ada");
    world.awaitApplied("ada", State.CONVERGED);
    assertThat(world.model.state()).isEmpty();
  }

  @Test
  void theLastOwnerStaysUntilThereIsAnotherOne() {
    GitlabSeed seed =
        GitlabSeed.selfManaged("root", "token")
            .group("acme")
            .user("ada", "ada@acme.example")
            .user("bob", "bob@acme.example");
    try (Sandbox sandbox = Sandbox.start(List.of(SimulatorSpec.gitlab("gitlab", 0, seed)))) {
      Connector gitlab =
          new GitLabConnectorType()
              .open(
                  new ToolSettings(
                      "gitlab",
                      sandbox.url("gitlab"),
                      () -> "token",
                      Map.of(),
                      Duration.ofSeconds(5)));
      world.start("one", World.PACE, gitlab);
      world.wants("ada", "acme", "owner");
      world.awaitApplied("ada", State.CONVERGED);
      sandbox.gitlab("gitlab").removeMemberByHand("acme", "root");
      world.wants("ada");
      world.awaitApplied("ada", State.BLOCKED);
      assertThat(findings("ada"))
          .extracting(Finding::getKind)
          .containsExactly(FindingKind.LAST_HOLDER);
      assertThat(Objects.requireNonNull(world.status("ada")).getAttempt()).isZero();

      sandbox.gitlab("gitlab").setMemberByHand("acme", "bob", AccessLevel.OWNER);
      world.awaitApplied("ada", State.CONVERGED);
      assertThat(sandbox.gitlab("gitlab").member("acme", "ada")).isEmpty();
      assertThat(findings("ada")).isEmpty();
      world.close();
    }
  }

  private List<Finding> findings(String person) {
    return Objects.requireNonNull(world.status(person)).getFindings();
  }

  private List<Origin> origins() {
    Status status = Objects.requireNonNull(world.status("ada"));
    return status.getCells().stream().map(Cell::getOrigin).toList();
  }

  private List<Phase> phases(AuditType type) {
    return world.audit().stream()
        .filter(it -> it.getType() == type)
        .map(AuditEntry::getPhase)
        .toList();
  }

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
                List.of("red"),
                Map.of(Ability.GRANT, Support.MANUAL))),
        model.offboarding(),
        model.capabilities(),
        Map.of(Ability.GRANT, "Labels → Give"),
        List.of(),
        model.calls());
  }
}
