package dev.rolecall.connectors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.runtime.ScriptedTool.Fault;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.State;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a pause stops, and that nothing is lost by it; against a real broker. */
class PausedToolTest {

  private static final AtomicInteger NEXT = new AtomicInteger();

  /** Who pauses. */
  enum By {
    SETTINGS,
    A_FILE_FOR_ALL,
    A_FILE_FOR_THE_TOOL
  }

  private World world;
  private long settings = 1;

  @BeforeEach
  void aToolThatIsEnforced() throws InterruptedException {
    world = new World("paused-" + NEXT.incrementAndGet());
    world.control(Mode.ENFORCE, 1, "acme/**");
    world.model.account("ada", Presence.ACTIVE);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @EnumSource
  void aPauseInMidWorkLetsTheCallUnderWayEndAndNoOtherBegin(By by) throws Exception {
    world.model.fails(Fault.WAITS);
    ConnectorRuntime runtime = world.start("one", pace(4, Duration.ofSeconds(30)));
    world.wants("ada", "acme/a", "owner", "acme/b", "reader");
    world.model.hanging.await();
    pause(by, runtime);
    world.leaves("bob");
    world.wants("eve", "acme/a", "reader");
    world.model.go.countDown();
    world.await("ada waits", () -> world.state("ada") == State.RETRYING);
    world.await("bob is seen", () -> oldestRemoval() > 0);
    assertThat(world.model.journal()).containsExactly("ada: grant owner");

    resume(by);
    world.awaitState("ada", State.CONVERGED);
    world.awaitState("eve", State.CONVERGED);
    world.awaitState("bob", State.OFFBOARDED);
    assertThat(world.model.state())
        .containsExactly("ada acme/a owner", "ada acme/b reader", "eve acme/a reader");
    assertThat(oldestRemovalOnceLooked()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"SETTINGS", "A_FILE_FOR_THE_TOOL"})
  void neitherARetryNorAnOpenIntentNorARestartNorTheSweepChangesAPausedTool(By by)
      throws Exception {
    world.model.fails(Fault.LOST_AFTER, Fault.HANGS_AFTER);
    world.model.account("bob", Presence.ACTIVE);
    ConnectorRuntime killed = world.start("one");
    world.wants("ada", "acme/a", "owner");
    world.awaitApplied("ada", State.CONVERGED);
    world.wants("bob", "acme/a", "reader", "acme/b", "reader");
    world.model.hanging.await();
    killed.abort();
    int before = world.model.journal().size();
    pause(by, null);

    ConnectorRuntime runtime = world.start("two", pace(1, World.PACE.callDeadline()));
    world.leaves("ada");
    runtime.sweep();
    world.await("a sweep of a paused tool", () -> !world.reports().isEmpty());
    world.await("ada is seen", () -> oldestRemoval() > World.PACE.intentWindow().toSeconds());
    assertThat(world.state("bob")).isEqualTo(State.APPLYING);
    assertThat(world.model.journal()).hasSize(before);

    resume(by);
    world.awaitState("bob", State.CONVERGED);
    world.awaitState("ada", State.OFFBOARDED);
    assertThat(world.model.journal().subList(before, world.model.journal().size()).get(0))
        .startsWith("ada");
  }

  @Test
  void aFileIsSaidInHealthUntilItIsGone() throws IOException {
    ConnectorRuntime runtime = world.start("one");
    assertThat(runtime.warnings()).isEmpty();
    Files.createFile(world.data.resolve("pause." + world.tool));
    world.await("a warning", () -> !runtime.warnings().isEmpty());
    assertThat(runtime.warnings().get("tool " + world.tool))
        .isEqualTo(
            "paused by the file "
                + world.data.resolve("pause." + world.tool)
                + "; remove it to go on");
    Files.delete(world.data.resolve("pause." + world.tool));
    world.await("none", () -> runtime.warnings().isEmpty());
  }

  @Test
  void theFileOfAnotherToolPausesNobodyElse() throws IOException {
    Files.createFile(world.data.resolve("pause.another"));
    world.start("one");
    world.wants("ada", "acme/a", "owner");
    world.awaitApplied("ada", State.CONVERGED);
  }

  private void pause(By by, @Nullable ConnectorRuntime runtime) throws IOException {
    switch (by) {
      case SETTINGS -> world.control(Mode.ENFORCE, ++settings, true, "acme/**");
      case A_FILE_FOR_ALL -> Files.createFile(world.data.resolve("pause"));
      case A_FILE_FOR_THE_TOOL -> Files.createFile(world.data.resolve("pause." + world.tool));
    }
    if (runtime != null) {
      world.await("a pause", runtime::isPaused);
    }
  }

  private void resume(By by) throws IOException {
    switch (by) {
      case SETTINGS -> world.control(Mode.ENFORCE, ++settings, false, "acme/**");
      case A_FILE_FOR_ALL -> Files.delete(world.data.resolve("pause"));
      case A_FILE_FOR_THE_TOOL -> Files.delete(world.data.resolve("pause." + world.tool));
    }
  }

  private double oldestRemoval() {
    return world.meters.get("rolecall.oldest.waiting.removal.seconds").gauge().value();
  }

  private double oldestRemovalOnceLooked() {
    world.await("nobody waits", () -> oldestRemoval() == 0);
    return oldestRemoval();
  }

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
}
