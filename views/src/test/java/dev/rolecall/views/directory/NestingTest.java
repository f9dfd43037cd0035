package dev.rolecall.views.directory;

import static dev.rolecall.views.directory.Facts.ACME;
import static dev.rolecall.views.directory.Facts.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.rolecall.schemas.Keys;
import dev.rolecall.views.log.FedView;
import dev.rolecall.views.log.LogRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NestingTest {

  @TempDir Path folder;
  private FedView view;
  private long offset;

  @BeforeEach
  void open() throws Exception {
    view = FedView.of(folder.resolve("directory.db"), Tables.layout(), new DirectoryApplier());
    apply(
        Facts.user("ada", "ada@x.example", NOON),
        Facts.group("team", "Team"),
        Facts.group("all", "All"),
        Facts.group("staff", "Staff"),
        Facts.member("team", "ada", after(1)),
        Facts.member("all", "team", after(3)),
        Facts.member("staff", "all", after(2)));
  }

  @AfterEach
  void close() throws Exception {
    view.close();
  }

  @Test
  void inheritedGroupsComeNearestFirstWithTheAgeOfTheirNewestEdge() throws Exception {
    assertThat(inherited("ada")).containsExactly(tuple("All", after(3)), tuple("Staff", after(3)));
  }

  @Test
  void aCircleEnds() throws Exception {
    apply(Facts.member("team", "staff", after(4)), Facts.member("all", "all", after(5)));
    assertThat(inherited("ada")).containsExactly(tuple("All", after(3)), tuple("Staff", after(3)));
  }

  @Test
  void theOldestOfSeveralPathsCounts() throws Exception {
    apply(
        Facts.group("other", "Other"),
        Facts.member("other", "ada", after(0)),
        Facts.member("staff", "other", after(1)));
    assertThat(inherited("ada")).contains(tuple("Staff", after(1)));
  }

  @Test
  void whatIsDirectIsNotInheritedToo() throws Exception {
    apply(Facts.member("staff", "ada", after(9)));
    assertThat(inherited("ada")).containsExactly(tuple("All", after(3)));
  }

  @Test
  void nothingIsInheritedThroughAGroupThatIsGone() throws Exception {
    apply(Facts.tombstone(Keys.group(ACME, "all")));
    assertThat(inherited("ada")).isEmpty();
  }

  @Test
  void whatIsNestedTooDeepIsLeftOutAsInTheDirectoryStage() throws Exception {
    List<LogRecord> chain = new ArrayList<>();
    String below = "staff";
    for (int n = 3; n <= 11; n++) {
      chain.add(Facts.group("g" + n, "G" + n));
      chain.add(Facts.member("g" + n, below, after(n)));
      below = "g" + n;
    }
    apply(chain.toArray(LogRecord[]::new));
    assertThat(inherited("ada"))
        .hasSize(10)
        .extracting(each -> each.toList().getFirst())
        .contains("G10")
        .doesNotContain("G11");
  }

  @Test
  void groupsAreToldFromOtherMembers() throws Exception {
    List<String> ids = new ArrayList<>(List.of("team", "ada", "nobody-yet", "staff"));
    for (int n = 0; n < 2_000; n++) {
      ids.add("stranger-" + n);
    }
    Set<String> groups = view.read(file -> Nesting.groupsAmong(file, ACME, ids));
    assertThat(groups).containsExactlyInAnyOrder("team", "staff");
  }

  private List<Tuple> inherited(String person) {
    Map<String, List<GroupOfPerson>> found =
        view.read(file -> Nesting.inherited(file, ACME, List.of(person)));
    return found.getOrDefault(person, List.of()).stream()
        .map(each -> tuple(each.group().getDisplayName(), each.since()))
        .toList();
  }

  private void apply(LogRecord... records) throws Exception {
    view.apply(++offset, records);
  }

  private static Instant after(int seconds) {
    return NOON.plusSeconds(seconds);
  }
}
