package dev.rolecall.connectors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Mode;
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

  private List<Cell> drift() {
    return Objects.requireNonNullElse(world.status("ada"), NONE).getDrift();
  }

  private static Pace looksOften() {
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
