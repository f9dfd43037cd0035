package dev.rolecall.views.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The SQL that reads lists, and how its rows are read. */
final class Rows {

  private Rows() {}

  /** How many there are in all. */
  static Sql total(String directory, Listing listing) {
    Sql sql = new Sql();
    String separator = "SELECT ";
    for (Source source : listing.sources()) {
      sql.add(separator);
      total(sql, directory, source);
      separator = " + ";
    }
    return sql;
  }

  private static void total(Sql sql, String directory, Source source) {
    if (source.where().equals(Criterion.always())) {
      sql.add(
          "IFNULL((SELECT amount FROM sizes WHERE directory = ? AND kind = '"
              + source.kind().name()
              + "'), 0)",
          directory);
    } else {
      sql.add("(SELECT COUNT(*)");
      from(sql, directory, source);
      sql.add(")");
    }
  }

  /** One part in its order. */
  static Sql part(String directory, Listing listing) {
    Sql sql = new Sql();
    String separator = "";
    for (Source source : listing.sources()) {
      sql.add(separator);
      select(sql, directory, source);
      if (listing.window() instanceof Window.After(var position, int count)
          && position.isPresent()) {
        after(sql, source, listing.isDescending(), position.get());
      }
      separator = " UNION ALL ";
    }
    // Of one kind the kind is no column to sort by, so that an index can give the order.
    List<Integer> order = listing.sources().size() == 1 ? List.of(3, 2) : List.of(3, 1, 2);
    separator = " ORDER BY ";
    for (int column : order) {
      sql.add(separator + column + (listing.isDescending() ? " DESC" : ""));
      separator = ", ";
    }
    return switch (listing.window()) {
      case Window.FromIndex(int startIndex, int count) ->
          sql.add(" LIMIT ? OFFSET ?", count + 1, startIndex - 1);
      case Window.After(var position, int count) -> sql.add(" LIMIT ?", count + 1);
    };
  }

  /** All candidates in any order. */
  static Sql candidates(String directory, Listing listing) {
    Sql sql = new Sql();
    String separator = "";
    for (Source source : listing.sources()) {
      sql.add(separator);
      select(sql, directory, source);
      separator = " UNION ALL ";
    }
    return sql;
  }

  static Position position(ResultSet row) throws SQLException {
    return new Position(Sql.key(row, 3), Kind.valueOf(row.getString(1)), row.getString(2));
  }

  static Found resource(ResultSet row) throws SQLException {
    return switch (Kind.valueOf(row.getString(1))) {
      case USERS -> new Found.OfUser(States.USERS.decode(row.getBytes(4)));
      case GROUPS -> new Found.OfGroup(States.GROUPS.decode(row.getBytes(4)));
    };
  }

  private static void select(Sql sql, String directory, Source source) {
    sql.add("SELECT '" + source.kind().name() + "', t.id, " + key(source) + ", t.state");
    from(sql, directory, source);
  }

  /**
   * Of few candidates the plus keeps SQLite from walking along an index of the order: without
   * statistics it takes that for cheaper than to look few rows up and sort them.
   */
  private static String key(Source source) {
    return switch (source.key()) {
      case Source.Key.Stored(Column column) ->
          source.where().isNarrow() ? "+" + column.sortSql() : column.sortSql();
      case Source.Key.Computed computed -> Sql.MISSING;
      case Source.Key.None none -> Sql.MISSING;
    };
  }

  private static void from(Sql sql, String directory, Source source) {
    sql.add(" FROM " + source.kind().table() + " t WHERE t.directory = ? AND ", directory);
    new Where(sql, directory, source.kind()).write(source.where());
  }

  /** What of one kind comes after a position that may be of another. */
  private static void after(Sql sql, Source source, boolean isDescending, Position position) {
    String operator = isDescending ? "<" : ">";
    int order = source.kind().compareTo(position.kind());
    Object key = Sql.value(position.key());
    if (order == 0) {
      sql.add(" AND (" + key(source) + ", t.id) " + operator + " (?, ?)", key, position.id());
    } else {
      boolean isBehind = isDescending ? order < 0 : order > 0;
      sql.add(" AND " + key(source) + " " + operator + (isBehind ? "= ?" : " ?"), key);
    }
  }
}
