package dev.rolecall.views.trail;

import static dev.rolecall.views.trail.Trails.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.DirectoryPhase;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.HoldVerdict;
import dev.rolecall.schemas.avro.PauseTools;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.UndonePerson;
import dev.rolecall.views.log.FedView;
import dev.rolecall.views.log.LogRecord;
import dev.rolecall.views.trail.TrailReader.PersonKey;
import dev.rolecall.views.trail.TrailReader.WithAccess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailPeopleTest {

  @TempDir Path folder;
  private final Trails topics = new Trails();
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
  void aPersonIsThereAsLastWrittenAndGoneAfterATombstone() throws Exception {
    view.apply(topics.person("acme", "ada", "old"), topics.person("acme", "ada", "a", "b"));

    assertThat(ada())
        .hasValueSatisfying(person ->
            assertThat(person.getGroups())
                .extracting(GroupRef::getDisplayName)
                .containsExactly("a", "b"));

    view.apply(topics.tombstone(Topics.PEOPLE.name(), Keys.person("acme", "ada")));

    assertThat(ada()).isEmpty();
    assertThat(count()).isZero();
  }

  @Test
  void aWalkMeetsEverybodyOnceWithWhatTheyShouldHave() throws Exception {
    view.apply(
        topics.person("beta", "ada"),
        topics.person("acme", "linus"),
        topics.person("acme", "ada"),
        topics.person("acme", "grace"),
        topics.access("gitlab", "linus", 1, NOON),
        topics.access("drone", "ada", 1, NOON),
        topics.access("gitlab", "ada", 1, NOON),
        topics.access("drone", "forgotten", 1, NOON));

    List<String> met = new ArrayList<>();
    Optional<PersonKey> after = Optional.empty();
    List<WithAccess> page = page(after);
    while (!page.isEmpty()) {
      for (WithAccess each : page) {
        PersonKey key = PersonKey.of(each.person());
        met.add(
            key.directory()
                + "/"
                + key.id()
                + each.accesses().stream().map(Access::getTool).sorted().toList());
        after = Optional.of(key);
      }
      page = page(after);
    }

    assertThat(met)
        .containsExactly(
            "acme/ada[drone, gitlab]", "acme/grace[]", "acme/linus[gitlab]", "beta/ada[]");
    assertThat(count()).isEqualTo(4);
  }

  @Test
  void whatOperatorsDecidedPassesByOnItsWayToTheGuard() throws Exception {
    String order = Keys.peopleOrder("c-1");
    view.apply(
        topics.person("acme", "ada"),
        decided(order, new PauseTools(List.of("gitlab"), true, null)),
        topics.tombstone(Topics.PEOPLE.name(), order),
        decided(order, new DecideHold("gitlab.1", HoldVerdict.RELEASE, 1L, null)),
        decided(order, new UndonePerson("c-0", "acme/ada", List.of())),
        decided(Keys.peoplePhase("acme"), new DirectoryPhase("acme", true, NOON, List.of())));

    assertThat(count()).isEqualTo(1);
  }

  private LogRecord decided(String key, Object body) {
    PeopleEntry entry = new PeopleEntry(HeldTrails.cause("c-1", "r-1"), body, List.of());
    return topics.record(Topics.PEOPLE.name(), key, Topics.PEOPLE.values().encode(entry));
  }

  @Test
  void theNewestBundleIsInForceWhicheverPartitionWasReadLast() throws Exception {
    assertThat(bundle()).isEmpty();

    view.apply(topics.bundle(2, "new"), topics.bundle(1, "old"), topics.bundle(2, "new"));

    assertThat(bundle())
        .hasValueSatisfying(bundle -> {
          assertThat(bundle.getVersion()).isEqualTo(2);
          assertThat(bundle.getBundle().getDigest()).isEqualTo("new");
        });
    assertThat(count()).isZero();
  }

  private Optional<Person> ada() {
    return view.read(file -> TrailPeople.person(file, "acme", "ada"));
  }

  private Optional<BundleState> bundle() {
    return view.read(TrailPeople::bundle);
  }

  private long count() {
    return view.read(TrailPeople::count);
  }

  private List<WithAccess> page(Optional<PersonKey> after) {
    return view.read(file -> TrailPeople.page(file, after, 2));
  }
}
