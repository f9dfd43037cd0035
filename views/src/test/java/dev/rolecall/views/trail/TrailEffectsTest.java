package dev.rolecall.views.trail;

import static dev.rolecall.views.trail.Trails.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.views.log.FedView;
import dev.rolecall.views.trail.EffectsReader.ChangedCell;
import dev.rolecall.views.trail.EffectsReader.ChangedCells;
import dev.rolecall.views.trail.EffectsReader.GrantedRoles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailEffectsTest {

  @TempDir Path folder;
  private final Trails topics = new Trails();
  private final HeldTrails effects = new HeldTrails(topics);
  private FedView view;

  @BeforeEach
  void open() throws Exception {
    view =
        FedView.of(
            folder.resolve("trail.db"),
            TrailTables.layout(),
            new TrailApplier(List.of("drone", "gitlab")));
  }

  @AfterEach
  void close() {
    view.close();
  }

  @Test
  void whatACauseDidIsTheRoleBeforeItsFirstEffectAndAfterItsLast() throws Exception {
    view.apply(
        effects.effect("c-0", 0, "ada", null, "guest"),
        effects.effect("c-1", 1, "ada", "guest", "developer"),
        effects.effect("c-1", 2, "ada", "developer", "owner"),
        effects.effect("c-1", 3, "bo", "owner"),
        effects.effect("c-2", 4, "ada", "owner"));

    assertThat(changed("c-1").cells())
        .containsExactly(
            new ChangedCell(
                "acme", "ada", "gitlab", "pay", Optional.of("guest"), Optional.of("owner")),
            new ChangedCell("acme", "bo", "gitlab", "pay", Optional.of("owner"), Optional.empty()));
    assertThat(changed("correlation of c-1").cells()).isEqualTo(changed("c-1").cells());
    assertThat(changed("c-9").cells()).isEmpty();
  }

  @Test
  void onlyWhatWasReadBackCountsAndWhatCameBackToWhereItWasDoesNot() throws Exception {
    view.apply(
        effects.entry("c-1", 1, "ada", Phase.APPLIED, null, "owner"),
        effects.entry("c-1", 2, "ada", Phase.FAILED, null, "owner"),
        effects.effect("c-1", 3, "bo", null, "owner"),
        effects.effect("c-1", 4, "bo", "owner"));

    assertThat(changed("c-1").cells()).isEmpty();
  }

  @Test
  void effectsAmongSeveralRolesAreUnclearAndMoreThanAskedForIsSaid() throws Exception {
    view.apply(
        effects.effect("c-1", 1, "ada", null, "read", "build"),
        effects.effect("c-1", 2, "bo", null, "read"));

    assertThat(changed("c-1").unclear()).isEqualTo(1);
    assertThat(changed("c-1").complete()).isTrue();
    ChangedCells one = view.read(file -> TrailEffects.changed(file, "c-1", 1));
    assertThat(one.complete()).isFalse();
  }

  @Test
  void theNewestEntryOfATypeAndTheOldestOfAllAreKnown() throws Exception {
    assertThat(since()).isEmpty();

    view.apply(
        effects.effect("c-1", 1, "ada", null, "owner"),
        effects.effect("c-2", 2, "bo", null, "owner"));

    assertThat(since()).contains(NOON.plusSeconds(1));
    assertThat(last(AuditType.ROLE_GRANTED)).map(AuditEntry::getPerson).contains("bo");
    assertThat(last(AuditType.TOOL_PAUSED)).isEmpty();
  }

  @Test
  void howMuchADirectoryHasInAToolIsWhatWasReadBackAsOurs() throws Exception {
    view.apply(
        topics.status("gitlab", "ada", 1, State.CONVERGED, "pay:owner", "web:guest"),
        topics.status("drone", "bo", 1, State.CONVERGED, "server:admin"));

    assertThat(granted("acme")).isEqualTo(new GrantedRoles(1, 2));
    assertThat(granted("beta")).isEqualTo(new GrantedRoles(0, 0));
  }

  private Optional<AuditEntry> last(AuditType type) {
    return view.read(file -> TrailEffects.last(file, type, "gitlab"));
  }

  private Optional<Instant> since() {
    return view.read(TrailEffects::auditedSince);
  }

  private GrantedRoles granted(String directory) {
    return view.read(file -> TrailEffects.granted(file, directory, "gitlab"));
  }

  private ChangedCells changed(String cause) {
    return view.read(file -> TrailEffects.changed(file, cause, 100));
  }
}
