package dev.rolecall.connectors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.runtime.ScriptedTool.Fault;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The runtime against a real broker and a tool in memory. */
class ConnectorRuntimeTest {

  private static final AtomicInteger NEXT = new AtomicInteger();

  private World world;

  @BeforeEach
  void aToolThatIsEnforced() throws InterruptedException {
    world = new World("model-" + NEXT.incrementAndGet());
    world.control(Mode.ENFORCE, 1, "acme/**", "label:*");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aPersonGetsAnAccountAndRolesAndLosesThemAgain() {
    world.start("one");
    world.wants("ada", "acme/web", "writer");
    world.awaitApplied("ada", State.CONVERGED);
    assertThat(world.model.state()).containsExactly("ada acme/web writer");
    assertThat(world.links()).extracting(Link::getFoundBy).containsExactly("created");

    world.wants("ada");
    world.awaitApplied("ada", State.CONVERGED);
    assertThat(world.model.state()).isEmpty();

    assertThat(phases(AuditType.ROLE_GRANTED))
        .containsExactly(Phase.PLANNED, Phase.APPLIED, Phase.VERIFIED);
    assertThat(phases(AuditType.ROLE_REVOKED))
        .containsExactly(Phase.PLANNED, Phase.APPLIED, Phase.VERIFIED);
  }

  @Test
  void leaversGoFirst() {
    for (int i = 0; i < 30; i++) {
      world.wants("joiner" + i, "acme/web", "reader");
    }
    world.model.account("ada", Presence.ACTIVE);
    Pace oneAtATime =
        new Pace(
            1,
            World.PACE.callDeadline(),
            World.PACE.firstBackOff(),
            World.PACE.longestBackOff(),
            World.PACE.blockedAgain(),
            World.PACE.lookAgain(),
            World.PACE.sweep(),
            World.PACE.probe(),
            World.PACE.groupCommit());
    world.wants("ada", "acme/web", "owner");
    world.start("one", oneAtATime);
    world.awaitState("ada", State.CONVERGED);
    for (int i = 30; i < 50; i++) {
      world.wants("joiner" + i, "acme/web", "reader");
    }
    world.leaves("ada");
    world.awaitApplied("ada", State.OFFBOARDED);

    assertThat(world.statuses()).hasSizeLessThan(51);
    assertThat(world.model.accountOf("ada").orElseThrow().presence()).isEqualTo(Presence.DISABLED);
  }

  @Test
  void aLostAnswerIsSettledByReadingBackWithoutASecondChange() {
    world.model.account("ada", Presence.ACTIVE);
    world.model.fails(Fault.LOST_AFTER);
    world.start("one");
    world.wants("ada", "acme/web", "writer");
    world.awaitApplied("ada", State.CONVERGED);

    assertThat(world.model.journal()).containsExactly("ada: grant writer");
    assertThat(phases(AuditType.ROLE_GRANTED))
        .containsExactly(Phase.PLANNED, Phase.APPLIED, Phase.VERIFIED);
  }

  @Test
  void aRequestThatNeverArrivedIsMadeAgain() {
    world.model.account("ada", Presence.ACTIVE);
    world.model.fails(Fault.LOST_BEFORE);
    world.start("one");
    world.wants("ada", "acme/web", "writer");
    world.awaitApplied("ada", State.CONVERGED);

    assertThat(world.model.state()).containsExactly("ada acme/web writer");
    assertThat(phases(AuditType.ROLE_GRANTED))
        .containsExactly(
            Phase.PLANNED,
            Phase.APPLIED,
            Phase.FAILED,
            Phase.PLANNED,
            Phase.APPLIED,
            Phase.VERIFIED);
  }

  @Test
  void aConnectorKilledRightAfterACallLeavesARecordOfItAndAnotherOneFinishes()
      throws InterruptedException {
    world.model.account("ada", Presence.ACTIVE);
    world.model.fails(Fault.HANGS_AFTER);
    ConnectorRuntime killed = world.start("one");
    world.wants("ada", "acme/web", "writer", "acme/api", "reader");
    world.model.hanging.await();
    killed.abort();
    assertThat(world.state("ada")).isEqualTo(State.APPLYING);

    world.start("two");
    world.awaitState("ada", State.CONVERGED);

    assertThat(world.model.state())
        .containsExactlyInAnyOrder("ada acme/api reader", "ada acme/web writer");
    assertThat(world.model.journal()).containsExactly("ada: grant writer", "ada: grant reader");
    assertThat(phasesIn("acme/web")).containsExactly(Phase.PLANNED, Phase.VERIFIED);
    assertThat(phasesIn("acme/api"))
        .containsExactly(Phase.PLANNED, Phase.FAILED, Phase.PLANNED, Phase.APPLIED, Phase.VERIFIED);
  }

  @Test
  void aRestartedConnectorNeverGrantsARevokedRoleAgain() {
    ConnectorRuntime first = world.start("one");
    for (int i = 0; i < 20; i++) {
      world.wants("ada", "acme/web", i % 2 == 0 ? "owner" : "reader");
      world.wants("bob", "acme/s" + i, "writer");
    }
    world.wants("ada");
    world.awaitApplied("ada", State.CONVERGED);
    first.close();
    int before = world.model.journal().size();

    world.start("two");
    world.wants("eve", "acme/web", "reader");
    world.awaitApplied("eve", State.CONVERGED);

    assertThat(world.model.journal().subList(before, world.model.journal().size()))
        .containsExactly("eve: create the account", "eve: grant reader");
  }

  @Test
  void accessThatDependsOnNewerSettingsWaitsForThem() {
    world.start("one");
    world.access("ada", Disposition.CONVERGE, 2, "umbrella/x", "reader");
    world.wants("bob", "acme/web", "reader");
    world.awaitApplied("bob", State.CONVERGED);
    assertThat(world.status("ada")).isNull();

    world.control(Mode.ENFORCE, 2, "acme/**", "umbrella/**");
    world.awaitState("ada", State.CONVERGED);
    assertThat(world.model.state()).contains("ada umbrella/x reader");
  }

  @Test
  void tooManyCallsAreAnsweredByWaiting() {
    world.model.account("ada", Presence.ACTIVE);
    world.model.fails(Fault.TOO_MANY, Fault.TOO_MANY);
    world.start("one");
    world.wants("ada", "acme/web", "writer");
    world.awaitApplied("ada", State.CONVERGED);

    assertThat(world.model.state()).containsExactly("ada acme/web writer");
  }

  @Test
  void refusedCredentialsStopTheToolAndNothingIsLost() {
    world.model.unauthorised(true);
    world.start("one");
    world.wants("ada", "acme/web", "writer");
    world.wants("bob", "acme/web", "writer");
    world.await(
        "circuit open",
        () -> world.meters.get("rolecall.connector.circuit.open").gauge().value() == 1);

    world.model.unauthorised(false);
    world.awaitState("ada", State.CONVERGED);
    world.awaitState("bob", State.CONVERGED);
    assertThat(world.meters.get("rolecall.connector.circuit.open").gauge().value()).isZero();
  }

  @Test
  void aRefusalIsReportedAndTheOtherRolesAreGiven() {
    world.model.account("ada", Presence.ACTIVE);
    world.model.fails(Fault.REFUSED);
    world.start("one");
    world.wants("ada", "acme/a", "owner", "acme/b", "reader");
    world.awaitApplied("ada", State.BLOCKED);

    assertThat(kinds("ada")).containsExactly(FindingKind.REFUSED);
    assertThat(world.model.state()).containsExactly("ada acme/b reader");
    world.awaitApplied("ada", State.CONVERGED);
  }

  @Test
  void scopesOutsideManageAreNeverTouchedAndRolesGivenByHandStay() {
    String id = world.model.account("ada", Presence.ACTIVE).id();
    world.model.give(id, "acme/web", "reader", Holding.DIRECT);
    world.model.give(id, "other/x", "owner", Holding.DIRECT);
    world.start("one");
    world.wants("ada", "acme/web", "reader", "other/x", "reader", "acme/api", "writer");
    world.awaitApplied("ada", State.CONVERGED);
    assertThat(kinds("ada")).containsExactly(FindingKind.UNMANAGED);

    world.wants("ada", "acme/api", "writer");
    world.awaitApplied("ada", State.CONVERGED);
    assertThat(kinds("ada")).containsExactly(FindingKind.UNEXPLAINED);
    assertThat(world.model.state())
        .containsExactly("ada acme/api writer", "ada acme/web reader", "ada other/x owner");
  }

  @Test
  void theSweepReportsHoldersThatNobodyCanExplain() {
    String id = world.model.account("mallory", Presence.ACTIVE).id();
    world.model.give(id, "acme/web", "owner", Holding.DIRECT);
    ConnectorRuntime runtime = world.start("one");
    world.wants("ada", "acme/web", "reader");
    world.awaitApplied("ada", State.CONVERGED);
    runtime.sweep();
    world.await("report", () -> newest(world.reports()).getTotal() == 2);

    ScopeReport report = newest(world.reports());
    assertThat(report.getScope()).isEqualTo("acme/web");
    assertThat(report.getUnexplainedTotal()).isEqualTo(1);
    assertThat(report.getUnexplained().get(0).getAccount().getId()).isEqualTo(id);
    assertThat(phases(AuditType.FINDING)).isNotEmpty();
    assertThat(world.model.state()).contains("mallory acme/web owner");
  }

  @Test
  void anAccountOnceLinkedIsNotLookedForAgain() {
    world.start("one");
    world.wants("ada", "acme/web", "reader");
    world.awaitApplied("ada", State.CONVERGED);
    Status status = world.status("ada");
    assertThat(status).isNotNull();
    String id = status.getAccount().getId();
    world.model.rename(id, "ada-lovelace");

    world.wants("ada", "acme/web", "owner");
    world.awaitApplied("ada", State.CONVERGED);
    assertThat(world.model.state()).containsExactly("ada-lovelace acme/web owner");
    assertThat(world.model.accounts()).isEqualTo(1);
  }

  // ---- words for the tests above

  private List<Phase> phases(AuditType type) {
    return world.audit().stream()
        .filter(it -> it.getType() == type)
        .map(AuditEntry::getPhase)
        .toList();
  }

  private static ScopeReport newest(List<ScopeReport> reports) {
    return reports.isEmpty()
        ? new ScopeReport("", "", java.time.Instant.EPOCH, List.of(), 0, 0)
        : reports.get(reports.size() - 1);
  }

  private List<Phase> phasesIn(String scope) {
    return world.audit().stream()
        .filter(it -> it.getTarget() != null && scope.equals(it.getTarget().getScope()))
        .map(AuditEntry::getPhase)
        .toList();
  }

  private List<FindingKind> kinds(String person) {
    Status status = world.status(person);
    return status == null
        ? List.of()
        : status.getFindings().stream().map(Finding::getKind).toList();
  }
}
