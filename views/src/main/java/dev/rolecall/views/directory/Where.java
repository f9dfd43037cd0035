package dev.rolecall.views.directory;

import dev.rolecall.views.directory.Criterion.Comparator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes conditions as SQL: on the row {@code t}, or on an element of it. */
final class Where {

  private final Sql sql;
  private final String directory;

  /** Where the rows are; null: elements. */
  private final @Nullable Kind kind;

  Where(Sql sql, String directory, @Nullable Kind kind) {
    this.sql = sql;
    this.directory = directory;
    this.kind = kind;
  }

  void write(Criterion criterion) {
    if (kind != null
        && criterion instanceof Criterion.Any(List<Criterion> terms)
        && terms.size() > 1
        && criterion.isNarrow()) {
      union(kind, terms);
    } else {
      condition(criterion);
    }
  }

  /** Looks each term up: SQLite would rather walk through all than combine indexes. */
  private void union(Kind rows, List<Criterion> terms) {
    String separator = "t.id IN (";
    for (Criterion term : terms) {
      sql.add(
          separator + "SELECT t.id FROM " + rows.table() + " t WHERE t.directory = ? AND ",
          directory);
      write(term);
      separator = " UNION ALL ";
    }
    sql.add(")");
  }

  private void condition(Criterion criterion) {
    switch (criterion) {
      case Criterion.All(List<Criterion> terms) -> chain(terms, " AND ", "1");
      case Criterion.Any(List<Criterion> terms) -> chain(terms, " OR ", "0");
      case Criterion.Not(Criterion term) -> {
        sql.add("NOT (");
        write(term);
        sql.add(")");
      }
      case Criterion.Assigned(Column column) -> assigned(column);
      case Criterion.Text(Column column, Comparator comparator, String text) ->
          text(column, comparator, column.written(text));
      case Criterion.Numeric(Column column, Comparator comparator, long number) ->
          ordered(column, comparator, number);
      case Criterion.Some(Elements elements, Criterion element) -> some(elements, element);
    }
  }

  private void chain(List<Criterion> terms, String operator, String ofNone) {
    if (terms.isEmpty()) {
      sql.add(ofNone);
      return;
    }
    String separator = "(";
    for (Criterion term : terms) {
      sql.add(separator);
      write(term);
      separator = operator;
    }
    sql.add(")");
  }

  private void assigned(Column column) {
    if (column.isText()) {
      sql.add("(" + column.sql() + " > '' AND " + column.sql() + " < " + Sql.MISSING + ")");
    } else {
      sql.add(column.sql() + " < " + Sql.MISSING);
    }
  }

  private void text(Column column, Comparator comparator, String text) {
    switch (comparator) {
      case EQUAL, ABOVE, NOT_BELOW, BELOW, NOT_ABOVE -> ordered(column, comparator, text);
      case CONTAINS ->
          sql.add(
              "(" + column.sql() + " < " + Sql.MISSING + " AND instr(" + column.sql() + ", ?) > 0)",
              text);
      case BEGINS -> begins(column, text);
      case ENDS -> ends(column, text);
    }
  }

  private void ordered(Column column, Comparator comparator, Object value) {
    String name = column.sql();
    switch (comparator) {
      case EQUAL -> sql.add(name + " = ?", value);
      case ABOVE -> sql.add("(" + name + " > ? AND " + name + " < " + Sql.MISSING + ")", value);
      case NOT_BELOW ->
          sql.add("(" + name + " >= ? AND " + name + " < " + Sql.MISSING + ")", value);
      case BELOW -> sql.add(name + " < ?", value);
      case NOT_ABOVE -> sql.add(name + " <= ?", value);
      case CONTAINS, BEGINS, ENDS ->
          throw new IllegalArgumentException("a number has no beginning and no end");
    }
  }

  /** A range, so that an index helps. */
  private void begins(Column column, String text) {
    Optional<String> end = successor(text);
    if (end.isPresent()) {
      sql.add("(" + column.sql() + " >= ? AND " + column.sql() + " < ?)", text, end.get());
    } else {
      ordered(column, Comparator.NOT_BELOW, text);
    }
  }

  /** Of bytes: SQLite counts the letters of a text only up to its first NUL. */
  private void ends(Column column, String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    if (length == 0) {
      sql.add(column.sql() + " < " + Sql.MISSING);
    } else {
      sql.add(
          "("
              + column.sql()
              + " < "
              + Sql.MISSING
              + " AND substr(CAST("
              + column.sql()
              + " AS BLOB), ?) = CAST(? AS BLOB))",
          -length,
          text);
    }
  }

  /** The least text that is above all that begin so; none when there is no such text. */
  static Optional<String> successor(String text) {
    int end = text.length();
    while (end > 0) {
      int last = text.codePointBefore(end);
      end -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        return Optional.of(text.substring(0, end) + Character.toString(next));
      }
    }
    return Optional.empty();
  }

  /**
   * Of few elements the owners are looked up; of many, each row is asked whether it has one. SQLite
   * does not choose between the two.
   */
  private void some(Elements elements, Criterion element) {
    boolean isNarrow = element.isNarrow();
    sql.add(isNarrow ? "t.id IN (" + elements.owners() : "EXISTS (" + elements.ofOne(), directory);
    sql.add(" AND ");
    new Where(sql, directory, null).write(element);
    sql.add(isNarrow ? elements.endOfOwners() + ")" : ")");
  }
}
