package dev.rolecall.views.directory;

import static dev.rolecall.views.directory.Facts.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.views.directory.Criterion.Comparator;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What SQLite says of how it will answer. */
class IndexUseTest {

  @TempDir Path folder;

  static Stream<Source> narrow() {
    return Stream.of(
        users(equal(Column.ID, "x")),
        users(equal(Column.NAME, "x")),
        users(equal(Column.EXTERNAL_ID, "x")),
        users(equal(Column.DISPLAY_NAME, "x")),
        users(new Criterion.Some(Elements.EMAILS, equal(Column.EMAIL_VALUE, "x"))),
        users(new Criterion.Some(Elements.GROUPS, equal(Column.GROUP_ID, "x"))),
        users(new Criterion.Some(Elements.GROUPS, equal(Column.GROUP_NAME, "x"))),
        users(
            new Criterion.Any(
                List.of(
                    equal(Column.NAME, "x"),
                    new Criterion.Some(Elements.EMAILS, equal(Column.EMAIL_VALUE, "x"))))),
        groups(equal(Column.NAME, "x")),
        groups(equal(Column.EXTERNAL_ID, "x")),
        groups(new Criterion.Some(Elements.MEMBERS, equal(Column.MEMBER_ID, "x"))));
  }

  @ParameterizedTest
  @MethodSource("narrow")
  void whatIsNarrowIsLookedUp(Source source) throws Exception {
    assertThat(source.where().isNarrow()).isTrue();
    for (String step : plan(source, new Window.FromIndex(1, 10))) {
      assertThat(step).doesNotContain("SCAN t", "SCAN e", "SCAN m", "SCAN g");
      // With the directory alone an index would lead to everything in it.
      assertThat(step).doesNotMatch(".*\\(directory=\\?\\)$");
    }
  }

  @Test
  void theBeginningOfANameIsARange() throws Exception {
    Source begins = users(new Criterion.Text(Column.NAME, Comparator.BEGINS, "a"));
    assertThat(plan(begins, new Window.FromIndex(1, 10)))
        .anyMatch(step -> step.contains("users_by_name (directory=? AND name>? AND name<?)"));
  }

  @Test
  void theNextPartBeginsWhereTheLastEndedWithoutSorting() throws Exception {
    Window next = new Window.After(Optional.of(new Position(SortKey.of(7), Kind.USERS, "x")), 10);
    assertThat(plan(users(Criterion.always()), next))
        .containsExactly(
            "SEARCH t USING INDEX users_in_order (directory=? AND (created,id)>(?,?))");
  }

  private List<String> plan(Source source, Window window) throws Exception {
    try (OpenView view = OpenView.of(folder.resolve("directory.db"))) {
      Sql sql = Rows.part(ACME, new Listing(List.of(source), false, window));
      return view.fed()
          .list(file ->
              file.read(row -> row.getString(4), "EXPLAIN QUERY PLAN " + sql.text(), sql.values()));
    }
  }

  private static Criterion equal(Column column, String value) {
    return new Criterion.Text(column, Comparator.EQUAL, value);
  }

  private static Source users(Criterion where) {
    return source(Kind.USERS, where);
  }

  private static Source groups(Criterion where) {
    return source(Kind.GROUPS, where);
  }

  private static Source source(Kind kind, Criterion where) {
    return new Source(kind, where, Optional.empty(), new Source.Key.Stored(Column.CREATED));
  }
}
