package dev.rolecall.connectors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.plan.Drifted;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a look finds to be more than access says waits for the guard; against a real broker. */
class DriftTest {

  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final Instant ENDS = Instant.parse("2027-01-01T00:00:00Z");

  private static final Status NONE = Records.status(Records.access("nobody", 1), State.CONVERGED);

  private World world;
  private String ada;

  @BeforeEach
  void aToolThatIsEnforcedAndLookedAtOften() throws InterruptedException {
    world = new World("drift-" + NEXT.incrementAndGet());
    world.control(Mode.ENFORCE, 1, "acme/**");
    ada = world.model.account("ada", Presence.ACTIVE).id();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void anEndThatSomebodyTookOffIsReportedOnceAndSetAgainByNewerAccess() {
    world.start("one", looksOften());
    world.wantsUntil("ada", "acme/web", "writer", ENDS);
    world.awaitApplied("ada", State.CONVERGED);
    int changes = world.model.journal().size();
    world.model.give(ada, "acme/web", "writer", Holding.DIRECT);
    world.await("drift", () -> !drift().isEmpty());

    assertThat(drift())
        .allSatisfy(cell -> {
          assertThat(cell.getRole()).isEqualTo("writer");
          assertThat(cell.getEnds()).isNull();
        });
    assertThat(world.state("ada")).isEqualTo(State.OBSERVED);
    int looks = world.model.calls.size();
    world.await("looks", () -> world.model.calls.size() > looks + 3);
    assertThat(world.written("ada")).filteredOn(it -> !it.getDrift().isEmpty()).hasSize(1);
    assertThat(world.model.journal()).hasSize(changes);

    world.wantsUntil("ada", "acme/web", "writer", ENDS);
    world.awaitApplied("ada", State.CONVERGED);
    assertThat(drift()).isEmpty();
    assertThat(world.model.journal()).hasSize(changes + 1);
    assertThat(audit(AuditType.DRIFT_FOUND)).hasSize(1);
  }

  @Test
  void otherSettingsTakeNothingAwayThatNobodyCounted() {
    world.control(Mode.ADDITIVE, 2, "acme/**");
    world.start("one");
    world.wants("ada", "acme/web", "writer");
    world.awaitApplied("ada", State.CONVERGED);
    world.wants("ada");
    world.awaitApplied("ada", State.OBSERVED);
    assertThat(drift()).isEmpty();
    world.control(Mode.ENFORCE, 3, "acme/**");
    world.await("drift", () -> !drift().isEmpty());
    assertThat(world.model.state()).containsExactly("ada acme/web writer");

    world.wants("ada");
    world.awaitApplied("ada", State.CONVERGED);
    assertThat(world.model.state()).isEmpty();
  }

  @Test
  void whatSomebodyTookAwayIsGivenBackAtOnce() {
    world.start("one", looksOften());
    world.wants("ada", "acme/web", "writer");
    world.awaitApplied("ada", State.CONVERGED);
    world.model.take(ada, "acme/web");
    world.await("given back", () -> world.model.state().contains("ada acme/web writer"));
    world.awaitApplied("ada", State.CONVERGED);
    assertThat(drift()).isEmpty();
  }

  @Test
  void aLookThatCouldNotBeReadIsStillALook() {
    world.start("one", looksOften());
    world.wantsUntil("ada", "acme/web", "writer", ENDS);
    world.awaitApplied("ada", State.CONVERGED);
    int changes = world.model.journal().size();
    world.model.down(true);
    world.awaitState("ada", State.RETRYING);
    world.model.give(ada, "acme/web", "writer", Holding.DIRECT);
    world.model.down(false);
    world.await("drift", () -> !drift().isEmpty());
    assertThat(world.model.journal()).hasSize(changes);
  }

  @Test
  void whatOthersChangeIsAuditedOnceWhenFoundAndOnceWhenRepaired() {
    world.start("one", looksOften());
    world.wants("ada", "acme/web", "writer");
    world.awaitApplied("ada", State.CONVERGED);
    world.model.take(ada, "acme/web");
    world.await("repaired", () -> !audit(AuditType.DRIFT_REPAIRED).isEmpty());
    int looks = world.model.calls.size();
    world.await("looks", () -> world.model.calls.size() > looks + 3);

    Role writer = new Role("acme/web", "writer");
    assertThat(audit(AuditType.DRIFT_FOUND))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.getPerson()).isEqualTo("ada");
          assertThat(entry.getBefore()).containsExactly(writer);
          assertThat(entry.getAfter()).isEmpty();
          assertThat(entry.getMessage()).contains("does not say who");
        });
    assertThat(audit(AuditType.DRIFT_REPAIRED))
        .singleElement()
        .satisfies(entry -> assertThat(entry.getAfter()).containsExactly(writer));
  }

  @Test
  void whatIsOnlyObservedIsReportedAndNotRepaired() {
    world.start("one", looksOften());
    world.wants("ada", "acme/web", "writer");
    world.awaitApplied("ada", State.CONVERGED);
    world.control(Mode.OBSERVE, 2, "acme/**");
    world.model.take(ada, "acme/web");
    world.awaitState("ada", State.OBSERVED);
    assertThat(audit(AuditType.DRIFT_FOUND)).hasSize(1);
    assertThat(audit(AuditType.DRIFT_REPAIRED)).isEmpty();
    assertThat(world.model.state()).isEmpty();
  }

  @Test
  void whatOthersReverseThreeTimesIsLeftToThemAlsoAfterARestart() {
    ConnectorRuntime first = world.start("one", looksOften());
    world.wants("ada", "acme/web", "writer", "acme/api", "reader");
    world.awaitApplied("ada", State.CONVERGED);
    for (int i = 1; i < 3; i++) {
      int before = i;
      world.model.take(ada, "acme/web");
      world.await("repair", () -> audit(AuditType.DRIFT_REPAIRED).size() == before);
    }
    world.model.take(ada, "acme/web");
    world.awaitState("ada", State.BLOCKED);
    assertThat(findings())
        .containsExactly(new Finding(FindingKind.SYNCED_BY_OTHERS, "acme/web", Drifted.STOPPED));
    assertThat(world.model.state()).containsExactly("ada acme/api reader");

    first.close();
    world.model.take(ada, "acme/api");
    world.start("two", looksOften());
    world.await("the other scope", () -> world.model.state().contains("ada acme/api reader"));
    world.awaitState("ada", State.BLOCKED);
    assertThat(world.model.state()).containsExactly("ada acme/api reader");

    world.wants("ada", "acme/web", "writer", "acme/api", "reader");
    world.awaitApplied("ada", State.CONVERGED);
    assertThat(findings()).isEmpty();
  }

  private List<AuditEntry> audit(AuditType type) {
    return world.audit().stream().filter(it -> it.getType() == type).toList();
  }

  private List<Finding> findings() {
    return Objects.requireNonNullElse(world.status("ada"), NONE).getFindings();
  }

  private List<Cell> drift() {
    return Objects.requireNonNullElse(world.status("ada"), NONE).getDrift();
  }

  static Pace looksOften() {
    return new Pace(
        4,
        World.PACE.callDeadline(),
        World.PACE.firstBackOff(),
        World.PACE.longestBackOff(),
        World.PACE.blockedAgain(),
        World.PACE.lookAgain(),
        Duration.ofMillis(300),
        World.PACE.probe(),
        World.PACE.groupCommit());
  }
}
