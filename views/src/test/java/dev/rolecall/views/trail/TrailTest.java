package dev.rolecall.views.trail;

import static dev.rolecall.views.trail.Trails.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.schemas.Codec.UndecodableException;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.views.log.FedView;
import dev.rolecall.views.log.LogRecord;
import dev.rolecall.views.trail.TrailReader.AuditQuery;
import dev.rolecall.views.trail.TrailReader.Held;
import dev.rolecall.views.trail.TrailReader.ToolProgress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailTest {

  private static final List<String> TOOLS = List.of("drone", "gitlab");

  @TempDir Path folder;
  private final Trails topics = new Trails();
  private FedView view;

  @BeforeEach
  void open() throws Exception {
    view = opened();
  }

  private FedView opened() throws Exception {
    return FedView.of(folder.resolve("trail.db"), TrailTables.layout(), new TrailApplier(TOOLS));
  }

  @AfterEach
  void close() throws Exception {
    view.close();
  }

  @Test
  void whatAPersonShouldHaveAndHasIsReadByTool() throws Exception {
    view.apply(
        topics.access("gitlab", "ada", 1, NOON),
        topics.access("drone", "ada", 1, NOON),
        topics.access("drone", "grace", 1, NOON),
        topics.status("drone", "ada", 1, State.CONVERGED));

    assertThat(accesses("ada")).extracting(Access::getTool).containsExactly("drone", "gitlab");
    assertThat(statuses("ada")).extracting(Status::getTool).containsExactly("drone");
    assertThat(accesses("linus")).isEmpty();
  }

  @Test
  void newerAccessReplacesOlderAlsoAfterARestart() throws Exception {
    view.apply(topics.access("drone", "ada", 1, NOON));
    view.close();
    view = opened();
    view.apply(topics.access("drone", "ada", 2, NOON));

    assertThat(accesses("ada"))
        .singleElement()
        .satisfies(access -> assertThat(access.getVersion().getCounter()).isEqualTo(2));
  }

  @Test
  void aTombstoneForgetsThePersonInThatToolOnly() throws Exception {
    view.apply(
        topics.access("drone", "ada", 1, NOON),
        topics.access("gitlab", "ada", 1, NOON),
        topics.status("drone", "ada", 1, State.CONVERGED, "server:admin"),
        topics.tombstone(Topics.access("drone").name(), Keys.person("acme", "ada")),
        topics.tombstone(Topics.status("drone").name(), Keys.person("acme", "ada")));

    assertThat(accesses("ada")).extracting(Access::getTool).containsExactly("gitlab");
    assertThat(statuses("ada")).isEmpty();
    assertThat(holders("drone", Optional.empty())).isEmpty();
  }

  @Test
  void holdersComeByScopeAndRoleAndOnlyAsLastReadBack() throws Exception {
    view.apply(
        topics.status("gitlab", "ada", 1, State.CONVERGED, "pay/core:owner", "pay:guest"),
        topics.status("gitlab", "grace", 1, State.CONVERGED, "pay/core:developer"),
        topics.status("gitlab", "linus", 1, State.CONVERGED, "pay/core:owner"),
        topics.status("drone", "ada", 1, State.CONVERGED, "server:admin"));

    assertThat(holders("gitlab", Optional.empty()))
        .containsExactly(
            "pay:guest ada",
            "pay/core:developer grace",
            "pay/core:owner ada",
            "pay/core:owner linus");
    assertThat(holders("gitlab", Optional.of("pay/core")))
        .hasSize(3)
        .doesNotContain("pay:guest ada");
    assertThat(view.list(file -> TrailQueries.holders(file, "gitlab", Optional.empty(), 2)))
        .hasSize(2);

    view.apply(topics.status("gitlab", "ada", 2, State.OFFBOARDED));

    assertThat(holders("gitlab", Optional.empty()))
        .containsExactly("pay/core:developer grace", "pay/core:owner linus");
  }

  @Test
  void aHolderIsShownWithAccountOriginAndState() throws Exception {
    view.apply(topics.status("drone", "ada", 1, State.CONVERGED, "server:admin"));

    assertThat(view.list(file -> TrailQueries.holders(file, "drone", Optional.empty(), 10)))
        .containsExactly(
            new Held("acme", "ada", "server", "admin", "granted", "active", "ada-login"));
  }

  @Test
  void whoeversNewestAccessIsNotWorkedOffWaits() throws Exception {
    view.apply(
        topics.access("drone", "never-seen", 1, NOON.plusSeconds(5)),
        topics.access("drone", "behind", 2, NOON.plusSeconds(3)),
        topics.status("drone", "behind", 1, State.CONVERGED),
        topics.access("drone", "retrying", 1, NOON.plusSeconds(4)),
        topics.status("drone", "retrying", 1, State.RETRYING),
        topics.access("drone", "done", 1, NOON),
        topics.status("drone", "done", 1, State.CONVERGED),
        topics.access("drone", "refused", 1, NOON),
        topics.status("drone", "refused", 1, State.BLOCKED),
        topics.access("gitlab", "elsewhere", 1, NOON));

    assertThat(progress("drone"))
        .isEqualTo(
            new ToolProgress(
                5,
                3,
                Optional.of(NOON.plusSeconds(3)),
                Map.of(State.CONVERGED, 2L, State.RETRYING, 1L, State.BLOCKED, 1L),
                1));
  }

  @Test
  void aToolThatNothingWasDecidedForHasNobodyWaiting() {
    assertThat(progress("gitlab")).isEqualTo(new ToolProgress(0, 0, Optional.empty(), Map.of(), 0));
  }

  @Test
  void settingsAreReplacedAndForgotten() throws Exception {
    view.apply(
        topics.control("gitlab", Mode.OBSERVE),
        topics.control("gitlab", Mode.ENFORCE),
        topics.control("drone", Mode.ADDITIVE));

    assertThat(view.list(TrailQueries::controls))
        .extracting(Control::getMode)
        .containsExactly(Mode.ADDITIVE, Mode.ENFORCE);

    view.apply(topics.tombstone(Topics.CONTROL.name(), "drone"));

    assertThat(view.list(TrailQueries::controls)).hasSize(1);
  }

  @Test
  void theAuditIsNarrowedByEachFieldAndComesInOrder() throws Exception {
    view.apply(
        topics.audit("e3", NOON.plusSeconds(3), "ada", "drone", "r-2"),
        topics.audit("e1", NOON.plusSeconds(1), "ada", null, "r-1"),
        topics.audit("e2", NOON.plusSeconds(2), "ada", "gitlab", "r-1"),
        topics.audit("e4", NOON.plusSeconds(3), "grace", "drone", "r-3"),
        topics.audit("e0", NOON, null, null, "r-0"));

    assertThat(audit("", "", "", 10)).containsExactly("e0", "e1", "e2", "e3", "e4");
    assertThat(audit("ada", "", "", 10)).containsExactly("e1", "e2", "e3");
    assertThat(audit("", "drone", "", 10)).containsExactly("e3", "e4");
    assertThat(audit("", "", "r-1", 10)).containsExactly("e1", "e2");
    assertThat(audit("ada", "drone", "", 10)).containsExactly("e3");
    assertThat(audit("ada", "drone", "r-1", 10)).isEmpty();
    assertThat(audit("", "", "", 2)).containsExactly("e3", "e4");
  }

  @Test
  void whatWasDecidedUpToAMomentIsTheLastEntryOfEachTool() throws Exception {
    view.apply(
        topics.audit("g1", NOON.plusSeconds(1), "ada", "gitlab", "r-1"),
        topics.audit("g3", NOON.plusSeconds(3), "ada", "gitlab", "r-2"),
        topics.audit("d2", NOON.plusSeconds(2), "ada", "drone", "r-1"),
        topics.audit("d2-again", NOON.plusSeconds(2), "ada", "drone", "r-1"),
        topics.audit("x", NOON.plusSeconds(2), "grace", "gitlab", "r-1"));

    assertThat(decided(NOON)).isEmpty();
    assertThat(decided(NOON.plusSeconds(1))).containsExactly("g1");
    assertThat(decided(NOON.plusSeconds(2))).containsExactly("d2-again", "g1");
    assertThat(decided(NOON.plusSeconds(9))).containsExactly("d2-again", "g3");
  }

  private List<String> decided(Instant until) {
    return view.read(file -> TrailQueries.decided(file, "acme", "ada", until)).stream()
        .map(AuditEntry::getId)
        .toList();
  }

  @Test
  void anEntryThatIsReadAgainAppearsOnce() throws Exception {
    LogRecord entry = topics.audit("e1", NOON, "ada", null, "r-1");
    view.apply(entry);
    view.close();
    view = opened();
    view.apply(entry);

    assertThat(audit("ada", "", "", 10)).containsExactly("e1");
  }

  @Test
  void whatCannotBeUnderstoodIsNeverSkipped() {
    LogRecord garbage = topics.record(Topics.CONTROL.name(), "drone", new byte[] {1, 2, 3});
    LogRecord stranger = topics.record("rolecall.access.jenkins", "acme/ada", new byte[0]);

    assertThatThrownBy(() -> view.apply(garbage)).isInstanceOf(UndecodableException.class);
    assertThatThrownBy(() -> view.apply(stranger)).isInstanceOf(IllegalArgumentException.class);
  }

  private List<Access> accesses(String person) {
    return view.read(file -> TrailQueries.accesses(file, "acme", person));
  }

  private List<Status> statuses(String person) {
    return view.read(file -> TrailQueries.statuses(file, "acme", person));
  }

  private List<String> holders(String tool, Optional<String> scope) {
    return view.read(file -> TrailQueries.holders(file, tool, scope, 100)).stream()
        .map(held -> held.scope() + ":" + held.role() + " " + held.person())
        .toList();
  }

  private ToolProgress progress(String tool) {
    return view.read(file -> TrailQueries.progress(file, tool));
  }

  private List<String> audit(String person, String tool, String correlation, int most) {
    AuditQuery query =
        new AuditQuery(Optional.of("acme"), given(person), given(tool), given(correlation), most);
    return view.read(file -> TrailQueries.audit(file, query)).stream()
        .map(AuditEntry::getId)
        .toList();
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(each -> !each.isEmpty());
  }
}
