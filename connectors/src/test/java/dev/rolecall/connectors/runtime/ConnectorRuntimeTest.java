package dev.rolecall.connectors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.runtime.ScriptedTool.Fault;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.schemas.avro.ApiCall;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.Latency;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.Result;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
  void aLeaverOvertakesEverybodyWhoCameBefore() {
    ConnectorRuntime first = world.start("one");
    world.wants("ada", "acme/web", "owner");
    world.awaitApplied("ada", State.CONVERGED);
    first.close();
    int before = world.model.journal().size();
    // Of one partition: partitions are opened one by one.
    List<String> joiners = somebody(world.partitionOf("ada")).limit(10).toList();
    joiners.forEach(joiner -> world.wants(joiner, "acme/web", "reader"));
    world.leaves("ada");

    world.start("two", pace(1, World.PACE.callDeadline()));
    joiners.forEach(joiner -> world.awaitState(joiner, State.CONVERGED));

    assertThat(world.model.journal().subList(before, world.model.journal().size()))
        .startsWith(
            "ada: disable the account",
            "ada: revoke the credentials of the account",
            "ada: revoke owner")
        .hasSize(3 + 2 * joiners.size());
  }

  @Test
  void newerAccessStopsWorkInMidCallBeforeItsNextChange() throws InterruptedException {
    world.model.account("ada", Presence.ACTIVE);
    world.model.fails(Fault.WAITS);
    world.start("one", pace(4, Duration.ofSeconds(30)));
    world.wants("ada", "acme/a", "writer", "acme/b", "reader", "acme/c", "reader");
    world.model.hanging.await();
    world.leaves("ada");
    String next = sameLog("ada");
    world.wants(next, "acme/web", "reader");
    world.awaitApplied(next, State.CONVERGED);
    world.model.go.countDown();
    world.awaitState("ada", State.OFFBOARDED);

    assertThat(world.model.journal())
        .filteredOn(it -> it.startsWith("ada"))
        .containsExactly(
            "ada: grant writer",
            "ada: disable the account",
            "ada: revoke the credentials of the account",
            "ada: revoke writer");
  }

  @Test
  void newerAccessDoesNotCallAToolThatAsksToBeLeftAlone() {
    world.model.account("ada", Presence.ACTIVE);
    world.model.fails(Fault.TOO_MANY_FOR_LONG);
    world.start("one");
    world.wants("ada", "acme/web", "writer");
    world.awaitApplied("ada", State.RETRYING);
    world.wants("ada", "acme/web", "reader");
    world.wants("bob", "acme/web", "reader");
    world.awaitApplied("bob", State.CONVERGED);
    world.awaitState("ada", State.CONVERGED);

    int before = world.model.callsBeforePause;
    assertThat(world.model.calls.get(before))
        .isAfterOrEqualTo(world.model.calls.get(before - 1).plus(ScriptedTool.LONG));
    assertThat(world.model.state()).contains("ada acme/web reader");
  }

  @Test
  void twoInstancesShareTheWorkAndOneTakesOverFromTheOther() throws InterruptedException {
    ConnectorRuntime one = world.start("one");
    world.start("two");
    int[] people = {0};
    world.await(
        "both work",
        () -> {
          world.wants("person" + people[0]++, "acme/web", "reader");
          return world.workers().size() == 2;
        });
    one.close();
    world.wants("ada", "acme/web", "reader");
    world.wants(otherLog("ada"), "acme/web", "reader");
    world.awaitState("ada", State.CONVERGED);
    world.awaitState(otherLog("ada"), State.CONVERGED);

    for (int i = 0; i < people[0]; i++) {
      world.awaitState("person" + i, State.CONVERGED);
    }
    assertThat(world.model.accounts()).isEqualTo(people[0] + 2);
    assertThat(world.model.journal()).doesNotHaveDuplicates();
  }

  @Test
  void oneInstanceTakesOverFromAnotherThatIsKilled() throws InterruptedException {
    ConnectorRuntime killed = world.start("one");
    world.wants("ada", "acme/web", "reader");
    world.awaitApplied("ada", State.CONVERGED);
    world.start("two");
    killed.abort();
    world.wants("ada", "acme/web", "owner");
    world.wants(otherLog("ada"), "acme/web", "owner");
    world.awaitState(otherLog("ada"), State.CONVERGED);
    world.awaitApplied(otherLog("ada"), State.CONVERGED);
    world.await("ada", () -> world.model.state().contains("ada acme/web owner"));
  }

  @Test
  void everyEffectSaysWhyWhatWasBeforeAndAfterByWhichCallAndWhen() {
    world.model.account("ada", Presence.ACTIVE);
    world.start("one");
    world.wants("ada", "acme/web", "writer");
    world.awaitApplied("ada", State.CONVERGED);
    world.wants("ada", "acme/web", "owner");
    world.awaitApplied("ada", State.CONVERGED);

    Role writer = new Role("acme/web", "writer");
    Role owner = new Role("acme/web", "owner");
    List<AuditEntry> entries = entries(AuditType.ROLE_CHANGED);
    assertThat(entries)
        .extracting(AuditEntry::getPhase)
        .containsExactly(Phase.PLANNED, Phase.APPLIED, Phase.VERIFIED);
    assertThat(entries)
        .allSatisfy(it -> {
          assertThat(it.getReasons()).containsExactly(World.REASON);
          assertThat(it.getBefore()).containsExactly(writer);
          assertThat(it.getAfter()).containsExactly(owner);
          assertThat(it.getIntent()).isEqualTo(entries.get(0).getIntent());
          assertThat(it.getLatency().getReceivedAt()).isEqualTo(it.getCause().getReceivedAt());
        });
    AuditEntry applied = entries.get(1);
    assertThat(applied.getCall()).isEqualTo(new ApiCall("PUT", "/members/{id}", 200, 1));
    assertThat(applied.getLatency().getSentAt()).isNotNull();
    assertThat(applied.getLatency().getVerifiedAt()).isNull();
    Latency verified = entries.get(2).getLatency();
    assertThat(verified.getVerifiedAt()).isAfterOrEqualTo(verified.getSentAt());
  }

  @Test
  void everyUnknownOutcomeIsSettledByAnEntryOfTheSameIntent() {
    world.model.account("ada", Presence.ACTIVE);
    world.model.fails(Fault.LOST_AFTER, Fault.LOST_BEFORE, Fault.LOST_AFTER, Fault.LOST_BEFORE);
    world.start("one");
    world.wants("ada", "acme/a", "writer", "acme/b", "reader", "acme/c", "reader");
    world.awaitApplied("ada", State.CONVERGED);
    world.leaves("ada");
    world.awaitApplied("ada", State.OFFBOARDED);

    List<AuditEntry> audit = world.audit();
    List<AuditEntry> unknown =
        audit.stream().filter(it -> it.getOutcome() == Result.UNKNOWN).toList();
    assertThat(unknown).hasSize(4);
    assertThat(unknown)
        .allSatisfy(it ->
            assertThat(audit.subList(audit.indexOf(it) + 1, audit.size()))
                .anyMatch(later ->
                    (later.getPhase() == Phase.VERIFIED || later.getPhase() == Phase.FAILED)
                        && Objects.equals(later.getIntent(), it.getIntent())
                        && later.getType() == it.getType()
                        && Objects.equals(later.getTarget(), it.getTarget())));
  }

  @Test
  void whoGetsTheAccountOfSomebodyWhoLeftKeepsNothingOfOursByAccident() {
    world.start("one");
    world.wants("ada", "acme/web", "writer");
    world.awaitApplied("ada", State.CONVERGED);
    world.access("ada", Disposition.SUPERSEDED, 1);
    world.awaitApplied("ada", State.CONVERGED);
    Status earlier = world.status("ada");
    assertThat(earlier).isNotNull();
    assertThat(earlier.getCells()).isEmpty();
    assertThat(earlier.getAccount()).isNull();

    world.access("ada-again", "ada", Disposition.CONVERGE, 1, "acme/api", "reader");
    world.awaitApplied("ada-again", State.CONVERGED);
    world.access("ada-again", "ada", Disposition.CONVERGE, 1, "acme/web", "writer");
    world.awaitApplied("ada-again", State.CONVERGED);
    assertThat(kinds("ada-again")).isEmpty();
    world.access("ada-again", "ada", Disposition.CONVERGE, 1, "acme/api", "reader");
    world.awaitApplied("ada-again", State.CONVERGED);
    assertThat(kinds("ada-again")).containsExactly(FindingKind.UNEXPLAINED);
    assertThat(world.model.state()).containsExactly("ada acme/api reader", "ada acme/web writer");
    assertThat(world.model.accounts()).isEqualTo(1);
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
  void nothingIsAppliedThatWasReplacedLaterInTheLog() {
    world.wants("ada", "acme/web", "owner");
    // More than a connector reads at once, and longer than it takes to read the settings.
    for (int i = 0; i < 3_000; i++) {
      world.wants(sameLog("ada"));
    }
    world.wants("ada");
    world.start("one");
    world.awaitApplied("ada", State.CONVERGED);

    assertThat(world.model.journal()).isEmpty();
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

  private static Pace pace(int concurrency, Duration callDeadline) {
    return new Pace(
        concurrency,
        callDeadline,
        World.PACE.firstBackOff(),
        World.PACE.longestBackOff(),
        World.PACE.blockedAgain(),
        World.PACE.lookAgain(),
        World.PACE.sweep(),
        World.PACE.probe(),
        World.PACE.groupCommit());
  }

  /** Somebody else of the same partition. */
  private String sameLog(String person) {
    return somebody(world.partitionOf(person)).findFirst().orElseThrow();
  }

  /** Somebody of the other partition. */
  private String otherLog(String person) {
    return somebody(1 - world.partitionOf(person)).findFirst().orElseThrow();
  }

  private Stream<String> somebody(int partition) {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> "somebody" + i)
        .filter(it -> world.partitionOf(it) == partition);
  }

  private List<AuditEntry> entries(AuditType type) {
    return world.audit().stream().filter(it -> it.getType() == type).toList();
  }

  private List<Phase> phases(AuditType type) {
    return entries(type).stream().map(AuditEntry::getPhase).toList();
  }

  private static ScopeReport newest(List<ScopeReport> reports) {
    return reports.isEmpty()
        ? new ScopeReport("", "", java.time.Instant.EPOCH, List.of(), 0, 0, 0)
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
