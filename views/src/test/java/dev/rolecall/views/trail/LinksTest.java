package dev.rolecall.views.trail;

import static dev.rolecall.views.trail.Trails.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.StatusEntry;
import dev.rolecall.views.log.FedView;
import dev.rolecall.views.log.LogRecord;
import dev.rolecall.views.trail.TrailReader.Held;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose account is whose, from the topics of links. */
class LinksTest {

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
  void close() throws Exception {
    view.close();
  }

  @Test
  void linksAreFoundByKeyPersonAndAccount() throws Exception {
    view.apply(
        link("gitlab", "ada@acme.example", "ada", "1"),
        link("gitlab", "bo@acme.example", "bo", "2"),
        link("drone", "ada", "ada", "1"));
    assertThat(keys(Optional.empty(), 9)).containsExactly("ada@acme.example", "bo@acme.example");
    assertThat(keys(Optional.empty(), 1)).containsExactly("ada@acme.example");
    assertThat(keys(Optional.of("ada@acme.example"), 9)).containsExactly("bo@acme.example");
    assertThat(view.list(file -> TrailLinks.of(file, "drone", "acme", "ada")))
        .extracting(Link::getKey)
        .containsExactly("ada");
    assertThat(view.list(file -> TrailLinks.to(file, "gitlab", "2")))
        .extracting(Link::getPerson)
        .containsExactly("bo");
  }

  @Test
  void aLinkThatIsTakenBackIsGone() throws Exception {
    view.apply(
        link("gitlab", "ada@acme.example", "ada", "1"),
        link("drone", "ada@acme.example", "ada", "1"),
        topics.tombstone(Topics.links("gitlab").name(), "ada@acme.example"));
    assertThat(keys(Optional.empty(), 9)).isEmpty();
    assertThat(view.list(file -> TrailLinks.of(file, "drone", "acme", "ada"))).hasSize(1);
  }

  @Test
  void aLinkMayMoveToAnotherPerson() throws Exception {
    view.apply(link("gitlab", "k", "ada", "1"), link("gitlab", "k", "bo", "1"));
    assertThat(view.list(file -> TrailLinks.to(file, "gitlab", "1")))
        .extracting(Link::getPerson)
        .containsExactly("bo");
  }

  @Test
  void rolesThatAreNotOursComeByPerson() throws Exception {
    view.apply(status("bo", Origin.UNEXPLAINED), status("ada", Origin.UNEXPLAINED));
    view.apply(status("cy", Origin.ADOPTED), status("di", Origin.GRANTED));
    assertThat(view.list(file -> TrailLinks.unexplained(file, "gitlab", 9)))
        .extracting(Held::person)
        .containsExactly("ada", "bo");
    assertThat(view.list(file -> TrailLinks.unexplained(file, "gitlab", 1))).hasSize(1);
    assertThat(view.list(file -> TrailLinks.unexplained(file, "drone", 9))).isEmpty();
  }

  private List<String> keys(Optional<String> after, int most) throws Exception {
    return view.list(file -> TrailLinks.links(file, "gitlab", after, most)).stream()
        .map(Link::getKey)
        .toList();
  }

  private LogRecord link(String tool, String key, String person, String account) {
    Link link =
        new Link(
            tool,
            key,
            "acme",
            person,
            new NativeAccount(account, person, "active"),
            "login",
            new Actor(ActorKind.SYSTEM, "connector"),
            NOON);
    return topics.record(Topics.links(tool).name(), key, Topics.links(tool).values().encode(link));
  }

  private LogRecord status(String person, Origin origin) {
    LogRecord any = topics.status("gitlab", person, 1, State.CONVERGED, "pay:owner");
    byte[] value = any.value();
    assertThat(value).isNotNull();
    Status status = (Status) Topics.status("gitlab").values().decode(value).getBody();
    Cell cell = Cell.newBuilder(status.getCells().getFirst()).setOrigin(origin).build();
    return topics.record(
        any.topic(),
        any.key(),
        Topics.status("gitlab")
            .values()
            .encode(new StatusEntry(Status.newBuilder(status).setCells(List.of(cell)).build())));
  }
}
