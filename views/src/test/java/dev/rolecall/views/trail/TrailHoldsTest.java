package dev.rolecall.views.trail;

import static dev.rolecall.views.trail.Trails.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.HeldPerson;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.views.log.FedView;
import dev.rolecall.views.trail.HoldsReader.HoldQuery;
import dev.rolecall.views.trail.HoldsReader.OpenHolds;
import dev.rolecall.views.trail.TrailReader.PersonKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailHoldsTest {

  @TempDir Path folder;
  private final Trails topics = new Trails();
  private final HeldTrails holds = new HeldTrails(topics);
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
  void openHoldsComeFirstAndTheNewestOfThemBeforeAll() throws Exception {
    view.apply(
        holds.hold("gitlab.1", HoldState.OPEN, NOON),
        holds.hold("gitlab.2", HoldState.REJECTED, NOON.plusSeconds(9)),
        holds.hold("drone.3", HoldState.OPEN, NOON.plusSeconds(5)));

    assertThat(ids(true, Optional.empty(), Optional.empty()))
        .containsExactly("drone.3", "gitlab.1", "gitlab.2");
    assertThat(ids(false, Optional.empty(), Optional.empty()))
        .containsExactly("drone.3", "gitlab.1");
    assertThat(ids(true, Optional.of("gitlab"), Optional.empty()))
        .containsExactly("gitlab.1", "gitlab.2");
    assertThat(ids(true, Optional.empty(), Optional.of("beta"))).isEmpty();
    assertThat(opened()).isEqualTo(new OpenHolds(2, Optional.of(NOON)));
  }

  @Test
  void aDecidedHoldTakesThePlaceOfTheOpenOne() throws Exception {
    view.apply(
        holds.hold("gitlab.1", HoldState.OPEN, NOON),
        holds.hold("gitlab.1", HoldState.RELEASED, NOON));

    assertThat(opened()).isEqualTo(new OpenHolds(0, Optional.empty()));
    assertThat(hold("gitlab.1")).map(Hold::getState).contains(HoldState.RELEASED);
    assertThat(hold("gitlab.2")).isEmpty();
  }

  @Test
  void thePeopleOfAHoldAreReadPageByPage() throws Exception {
    view.apply(
        holds.held("gitlab.1", "ada"),
        holds.held("gitlab.1", "bo"),
        holds.held("gitlab.1", "cy"),
        holds.held("drone.3", "ada"));

    assertThat(people("gitlab.1", Optional.empty(), 2)).containsExactly("ada", "bo");
    assertThat(people("gitlab.1", Optional.of("bo"), 2)).containsExactly("cy");
    assertThat(people("gitlab.1", Optional.of("cy"), 2)).isEmpty();
    assertThat(view.list(file -> TrailHolds.heldOf(file, "acme", "ada")))
        .extracting(HeldPerson::getHold)
        .containsExactly("drone.3", "gitlab.1");
  }

  @Test
  void aTombstoneForgetsThePersonOrTheHoldAndNothingElse() throws Exception {
    view.apply(
        holds.hold("gitlab.1", HoldState.OPEN, NOON),
        holds.held("gitlab.1", "ada"),
        holds.held("gitlab.1", "bo"),
        topics.tombstone(Topics.HOLDS.name(), Keys.heldPerson("gitlab.1", "acme", "ada")));

    assertThat(people("gitlab.1", Optional.empty(), 9)).containsExactly("bo");
    assertThat(ids(false, Optional.empty(), Optional.empty())).containsExactly("gitlab.1");

    view.apply(topics.tombstone(Topics.HOLDS.name(), "gitlab.1"));

    assertThat(ids(true, Optional.empty(), Optional.empty())).isEmpty();
    assertThat(people("gitlab.1", Optional.empty(), 9)).containsExactly("bo");
  }

  private OpenHolds opened() {
    return view.read(TrailHolds::open);
  }

  private Optional<Hold> hold(String id) {
    return view.read(file -> TrailHolds.hold(file, id));
  }

  private List<String> ids(boolean all, Optional<String> tool, Optional<String> directory) {
    return view
        .list(file -> TrailHolds.holds(file, new HoldQuery(all, tool, directory, 10)))
        .stream()
        .map(Hold::getId)
        .toList();
  }

  private List<String> people(String hold, Optional<String> after, int most) {
    return view
        .list(file -> TrailHolds.held(file, hold, after.map(id -> new PersonKey("acme", id)), most))
        .stream()
        .map(HeldPerson::getPerson)
        .toList();
  }
}
