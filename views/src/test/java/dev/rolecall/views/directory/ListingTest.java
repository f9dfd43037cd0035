package dev.rolecall.views.directory;

import static dev.rolecall.views.directory.Facts.ACME;
import static dev.rolecall.views.directory.Facts.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.schemas.Keys;
import dev.rolecall.views.log.ViewBusyException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of sorted lists. */
class ListingTest {

  private static final Source.Key CREATED = new Source.Key.Stored(Column.CREATED);
  private static final Source.Key TITLE = new Source.Key.Stored(Column.TITLE);

  /** As {@link #TITLE}, but not told from a column. */
  private static final Source.Key COMPUTED_TITLE =
      new Source.Key.Computed((resource, links) ->
          resource instanceof Found.OfUser(var user) && user.getUser().getTitle() != null
              ? SortKey.of(Collation.fold(user.getUser().getTitle()))
              : new SortKey.Missing());

  @TempDir Path folder;
  private OpenView view;

  @BeforeEach
  void open() throws Exception {
    view = OpenView.of(folder.resolve("directory.db"));
    view.apply(
        10,
        Facts.titled("u1", "b", NOON.plusSeconds(1)),
        Facts.titled("u2", "A", NOON.plusSeconds(2)),
        Facts.titled("u3", null, NOON.plusSeconds(3)),
        Facts.titled("u4", "B", NOON.plusSeconds(4)),
        Facts.titled("u5", null, NOON.plusSeconds(5)),
        Facts.group("g1", "Platform"),
        Facts.group("g2", "b"));
  }

  @AfterEach
  void close() {
    view.close();
  }

  @Test
  void withoutAnythingElseTheOrderIsThatOfCreation() {
    assertThat(ids(users(CREATED), false, new Window.FromIndex(2, 2))).containsExactly("u2", "u3");
  }

  @Test
  void whatHasNoKeyComesLastAndTurnedRoundFirst() {
    for (Source.Key key : List.of(TITLE, COMPUTED_TITLE)) {
      assertThat(ids(users(key), false, new Window.FromIndex(1, 9)))
          .containsExactly("u2", "u1", "u4", "u3", "u5");
      assertThat(ids(users(key), true, new Window.FromIndex(1, 9)))
          .containsExactly("u5", "u3", "u4", "u1", "u2");
    }
  }

  @Test
  void bothKindsStandInOneOrder() {
    List<Source> both = List.of(users(TITLE).getFirst(), groups(Column.NAME));
    assertThat(ids(both, false, new Window.FromIndex(1, 9)))
        .containsExactly("u2", "g2", "u1", "u4", "g1", "u3", "u5");
    assertThat(walk(both, false, 2)).containsExactly("u2", "g2", "u1", "u4", "g1", "u3", "u5");
    assertThat(walk(both, true, 2)).containsExactly("u5", "u3", "g1", "u4", "u1", "g2", "u2");
  }

  @Test
  void positionsLeadThroughTheWholeListWhateverTheOrder() {
    for (Source.Key key : List.of(CREATED, TITLE, COMPUTED_TITLE)) {
      for (boolean isDescending : new boolean[] {false, true}) {
        for (int count = 1; count < 7; count++) {
          assertThat(walk(users(key), isDescending, count))
              .isEqualTo(ids(users(key), isDescending, new Window.FromIndex(1, 9)));
        }
      }
    }
  }

  @Test
  void aPositionHoldsWhenWhoStoodThereIsGone() throws Exception {
    Listed first = list(users(TITLE), false, new Window.After(Optional.empty(), 2));
    view.apply(
        20,
        Facts.tombstone(Keys.user(ACME, "u1")),
        Facts.tombstone(Keys.user(ACME, "u2")),
        Facts.titled("u0", "a", NOON));
    Position last = first.items().getLast().position();
    assertThat(ids(users(TITLE), false, new Window.After(Optional.of(last), 9)))
        .containsExactly("u4", "u3", "u5");
  }

  @Test
  void theTotalFollowsWhoComesChangesAndGoes() throws Exception {
    List<Source> both = List.of(users(CREATED).getFirst(), groups(Column.NAME));
    assertThat(total(users(CREATED))).isEqualTo(5);
    assertThat(total(both)).isEqualTo(7);
    view.apply(
        20,
        Facts.titled("u1", "changed", NOON),
        Facts.titled("u6", "new", NOON),
        Facts.group("g1", "Renamed"),
        Facts.tombstone(Keys.user(ACME, "u2")),
        Facts.tombstone(Keys.user(ACME, "u3")),
        Facts.tombstone(Keys.user(ACME, "never there")),
        Facts.tombstone(Keys.user("globex", "u4")));
    assertThat(total(users(CREATED))).isEqualTo(4);
    assertThat(total(both)).isEqualTo(6);
  }

  private int total(List<Source> sources) {
    return list(sources, false, new Window.FromIndex(1, 0)).total();
  }

  @Test
  void aCountOfZeroTellsOnlyTheTotal() {
    Listed none = list(users(CREATED), false, new Window.FromIndex(1, 0));
    assertThat(none.total()).isEqualTo(5);
    assertThat(none.items()).isEmpty();
  }

  @Test
  void aCheckDecidesWhereTheFileCannot() {
    Source checked =
        new Source(
            Kind.USERS,
            Criterion.always(),
            Optional.of((resource, links) ->
                resource instanceof Found.OfUser(var user) && !user.getId().equals("u2")),
            CREATED);
    Listed page = list(List.of(checked), false, new Window.FromIndex(2, 2));
    assertThat(page.total()).isEqualTo(4);
    assertThat(page.hasMore()).isTrue();
    assertThat(ids(List.of(checked), false, new Window.FromIndex(2, 2)))
        .containsExactly("u3", "u4");
  }

  @Test
  void aSearchThatTakesTooLongIsGivenUp() throws Exception {
    ArrayList<dev.rolecall.views.log.LogRecord> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add(Facts.titled("v" + i, "t", NOON));
    }
    InstantSource hasty = new Hasty();
    try (OpenView hurried = OpenView.of(folder.resolve("hurried.db"), hasty)) {
      hurried.apply(30, many.toArray(dev.rolecall.views.log.LogRecord[]::new));
      Source contains =
          new Source(
              Kind.USERS,
              new Criterion.Text(Column.TITLE, Criterion.Comparator.CONTAINS, "x"),
              Optional.empty(),
              CREATED);
      Listing listing = new Listing(List.of(contains), false, new Window.FromIndex(1, 1));
      assertThatThrownBy(() -> hurried.reader().list(ACME, listing))
          .isInstanceOf(ViewBusyException.class);
    }
  }

  /** A minute passes between any two looks at it. */
  private static final class Hasty implements InstantSource {
    private Instant now = NOON;

    @Override
    public Instant instant() {
      now = now.plus(Duration.ofMinutes(1));
      return now;
    }
  }

  @Test
  void aPartThatLiesTooDeepIsRefusedWhereKeysAreHeldInMemory() {
    Window deep = new Window.FromIndex(Listing.DEEPEST + 2, 1);
    assertThatThrownBy(() -> list(users(COMPUTED_TITLE), false, deep))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(list(users(TITLE), false, deep).items()).isEmpty();
  }

  private List<String> walk(List<Source> sources, boolean isDescending, int count) {
    List<String> ids = new ArrayList<>();
    Optional<Position> last = Optional.empty();
    boolean hasMore = true;
    while (hasMore) {
      Listed part = list(sources, isDescending, new Window.After(last, count));
      assertThat(part.items()).isNotEmpty();
      part.items().forEach(item -> ids.add(item.position().id()));
      last = Optional.of(part.items().getLast().position());
      hasMore = part.hasMore();
    }
    return ids;
  }

  private List<String> ids(List<Source> sources, boolean isDescending, Window window) {
    return list(sources, isDescending, window).items().stream()
        .map(item -> item.position().id())
        .toList();
  }

  private Listed list(List<Source> sources, boolean isDescending, Window window) {
    return view.reader().list(ACME, new Listing(sources, isDescending, window));
  }

  private static List<Source> users(Source.Key key) {
    return List.of(new Source(Kind.USERS, Criterion.always(), Optional.empty(), key));
  }

  private static Source groups(Column key) {
    return new Source(
        Kind.GROUPS, Criterion.always(), Optional.empty(), new Source.Key.Stored(key));
  }
}
