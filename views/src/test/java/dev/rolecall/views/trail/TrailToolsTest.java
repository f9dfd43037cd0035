package dev.rolecall.views.trail;

import static dev.rolecall.views.trail.Trails.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.BindingReport;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.ToolReport;
import dev.rolecall.views.log.FedView;
import dev.rolecall.views.log.LogView;
import dev.rolecall.views.trail.ToolsReader.InTool;
import dev.rolecall.views.trail.ToolsReader.ReportKey;
import dev.rolecall.views.trail.ToolsReader.StillThere;
import dev.rolecall.views.trail.TrailReader.PersonKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailToolsTest {

  private static final String STATUS = Topics.status("gitlab").name();

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
  void partsOfAReportAreReadInOrderAndATombstoneTakesOnlyItsPart() throws Exception {
    view.apply(
        topics.report("gitlab", "pay/core", 0, NOON),
        topics.report("gitlab", "pay", 2, NOON.plusSeconds(2)),
        topics.report("gitlab", "pay", 0, NOON.plusSeconds(2)),
        topics.report("gitlab", "pay", 1, NOON.plusSeconds(2)),
        topics.report("drone", "server", 0, NOON));

    assertThat(parts(Optional.empty())).containsExactly("pay#0", "pay#1", "pay#2", "pay/core#0");
    assertThat(parts(Optional.of("pay"))).containsExactly("pay#0", "pay#1", "pay#2");
    assertThat(found(file -> ToolQueries.lastReport(file, "gitlab"))).contains(NOON.plusSeconds(2));
    assertThat(found(file -> ToolQueries.lastReport(file, "nowhere"))).isEmpty();

    view.apply(
        topics.tombstone(STATUS, Keys.scopeReport("pay", 2)),
        topics.tombstone(STATUS, Keys.scopeReport("pay/core")));

    assertThat(parts(Optional.empty())).containsExactly("pay#0", "pay#1");
  }

  private List<String> parts(Optional<String> scope) {
    List<String> parts = new ArrayList<>();
    Optional<ReportKey> after = Optional.empty();
    while (true) {
      Optional<ReportKey> last = after;
      List<ScopeReport> page =
          view.list(file -> ToolQueries.reports(file, "gitlab", scope, last, 2));
      page.forEach(each -> parts.add(each.getScope() + "#" + each.getPart()));
      if (page.size() < 2) {
        return parts;
      }
      after = Optional.of(ReportKey.of(page.getLast()));
    }
  }

  @Test
  void howAToolIsAndWhatItsTeamsHoldIsReplacedAndForgotten() throws Exception {
    view.apply(
        topics.entry("gitlab", Keys.toolReport(), tool("17.4")),
        topics.entry("gitlab", Keys.toolReport(), tool("17.5")),
        topics.entry(
            "gitlab",
            Keys.bindingReport("team:b"),
            new BindingReport("gitlab", "team:b", NOON, List.of(), List.of())),
        topics.entry(
            "gitlab",
            Keys.bindingReport("team:a"),
            new BindingReport("gitlab", "team:a", NOON, List.of(), List.of())));

    assertThat(found(file -> ToolQueries.toolReport(file, "gitlab")))
        .get()
        .extracting(ToolReport::getVersion)
        .isEqualTo("17.5");
    assertThat(holders(Optional.empty())).containsExactly("team:a", "team:b");
    assertThat(holders(Optional.of("team:a"))).containsExactly("team:b");

    view.apply(
        topics.tombstone(STATUS, Keys.toolReport()),
        topics.tombstone(STATUS, Keys.bindingReport("team:a")));

    assertThat(found(file -> ToolQueries.toolReport(file, "gitlab"))).isEmpty();
    assertThat(holders(Optional.empty())).containsExactly("team:b");
  }

  private <T> Optional<T> found(LogView.Question<Optional<T>> question) {
    return view.read(question);
  }

  private List<String> holders(Optional<String> after) {
    return view.list(file -> ToolQueries.bindings(file, "gitlab", after, 10)).stream()
        .map(BindingReport::getHolder)
        .toList();
  }

  private static ToolReport tool(String version) {
    return ToolReport.newBuilder()
        .setTool("gitlab")
        .setType("gitlab")
        .setEdition("self-managed")
        .setAt(NOON)
        .setVersion(version)
        .build();
  }

  @Test
  void everybodyKnownInAToolIsWalkedThroughOnceWithWhatIsWantedAndThere() throws Exception {
    view.apply(
        topics.access("gitlab", "ada", 1, NOON),
        topics.status("gitlab", "ada", 1, State.CONVERGED, "pay:owner"),
        topics.access("gitlab", "bo", 1, NOON),
        topics.status("gitlab", "cy", 1, State.OBSERVED),
        topics.access("gitlab", "dee", 1, NOON),
        topics.access("drone", "eve", 1, NOON));

    assertThat(inTool(1)).containsExactly("ada:as", "bo:a-", "cy:-s", "dee:a-");
    assertThat(inTool(3)).containsExactly("ada:as", "bo:a-", "cy:-s", "dee:a-");
    assertThat(inTool(50)).containsExactly("ada:as", "bo:a-", "cy:-s", "dee:a-");
  }

  private List<String> inTool(int most) {
    List<String> found = new ArrayList<>();
    Optional<PersonKey> after = Optional.empty();
    while (true) {
      Optional<PersonKey> last = after;
      List<InTool> page = view.list(file -> ToolQueries.inTool(file, "gitlab", last, most));
      for (InTool each : page) {
        found.add(
            each.person().id()
                + (each.access().isPresent() ? ":a" : ":-")
                + (each.status().isPresent() ? "s" : "-"));
      }
      if (page.isEmpty()) {
        return found;
      }
      after = Optional.of(page.getLast().person());
    }
  }

  @Test
  void whoLeftAndCanStillWorkThereIsCountedAndNamed() throws Exception {
    view.apply(
        topics.leaver("gitlab", "ada", 1),
        topics.status("gitlab", "ada", 1, State.OBSERVED, "pay:owner"),
        topics.leaver("gitlab", "bo", 1),
        topics.status("gitlab", "bo", 1, State.OFFBOARDED),
        topics.access("gitlab", "cy", 1, NOON),
        topics.status("gitlab", "cy", 1, State.CONVERGED, "pay:owner"),
        topics.leaver("gitlab", "dee", 1),
        topics.status("gitlab", "dee", 1, State.BLOCKED),
        topics.leaver("drone", "eve", 1),
        topics.leaver("gitlab", "fay", 1));

    StillThere all = view.read(file -> ToolQueries.leavers(file, "gitlab", 10));
    assertThat(all.count()).isEqualTo(2);
    assertThat(all.some()).extracting(PersonKey::id).containsExactly("ada", "dee");
    assertThat(view.read(file -> ToolQueries.leavers(file, "gitlab", 1)).some()).hasSize(1);

    view.apply(topics.access("gitlab", "ada", 2, NOON));

    assertThat(view.read(file -> ToolQueries.leavers(file, "gitlab", 10)).count()).isEqualTo(1);
  }

  @Test
  void linksAreFoundByTheirAccountAndTheirPerson() throws Exception {
    view.apply(
        topics.link("gitlab", "grace", "2"),
        topics.link("gitlab", "ada", "1"),
        topics.link("drone", "ada", "7"));

    assertThat(view.list(file -> TrailLinks.links(file, "gitlab", Optional.empty(), 10)))
        .extracting(Link::getKey)
        .containsExactly("ada", "grace");
    assertThat(view.list(file -> TrailLinks.links(file, "gitlab", Optional.of("ada"), 10)))
        .extracting(Link::getKey)
        .containsExactly("grace");
    assertThat(view.list(file -> TrailLinks.to(file, "gitlab", "2")))
        .extracting(Link::getPerson)
        .containsExactly("grace");
    assertThat(view.list(file -> TrailLinks.of(file, "gitlab", "acme", "ada")))
        .singleElement()
        .satisfies(link -> assertThat(link.getAccount().getId()).isEqualTo("1"));

    view.apply(topics.tombstone(Topics.links("gitlab").name(), "ada"));

    assertThat(view.list(file -> TrailLinks.of(file, "gitlab", "acme", "ada"))).isEmpty();
  }

  @Test
  void aModeIsAsOldAsItsFirstSettings() throws Exception {
    view.apply(
        topics.control("gitlab", Mode.OBSERVE, NOON),
        topics.control("gitlab", Mode.OBSERVE, NOON.plusSeconds(60)));
    assertThat(found(file -> ToolQueries.modeSince(file, "gitlab"))).contains(NOON);

    view.apply(topics.control("gitlab", Mode.ADDITIVE, NOON.plusSeconds(90)));
    assertThat(found(file -> ToolQueries.modeSince(file, "gitlab"))).contains(NOON.plusSeconds(90));

    view.apply(topics.tombstone(Topics.CONTROL.name(), "gitlab"));
    assertThat(found(file -> ToolQueries.modeSince(file, "gitlab"))).isEmpty();
  }
}
