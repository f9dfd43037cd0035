package dev.rolecall.views.directory;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL and its parameters as they are put together. All names in it are ours. */
final class Sql {

  /**
   * Stands where there is no value, instead of NULL: it is unequal to every text and number and
   * sorts behind them, so no comparison is ever unknown and missing values come last.
   */
  static final String MISSING = "x'00'";

  private final StringBuilder text = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  Sql add(String part, Object... parameters) {
    text.append(part);
    values.addAll(List.of(parameters));
    return this;
  }

  String text() {
    return text.toString();
  }

  Object[] values() {
    return values.toArray();
  }

  /** A value as the column of a resource holds it: empty means none. */
  static Object stored(Column column, @Nullable String text) {
    return text == null || text.isEmpty() ? missing() : column.written(text);
  }

  /** A value as the column of an element holds it: beside others an empty one counts. */
  static Object element(Column column, @Nullable String text) {
    return text == null ? missing() : column.written(text);
  }

  static byte[] missing() {
    return new byte[] {0};
  }

  static Object value(SortKey key) {
    return switch (key) {
      case SortKey.Decimal(BigDecimal number) -> number.longValue();
      case SortKey.Text(String text) -> text;
      case SortKey.Missing() -> missing();
    };
  }

  static SortKey key(ResultSet row, int column) throws SQLException {
    return switch (row.getObject(column)) {
      case Number number -> SortKey.of(number.longValue());
      case String text -> new SortKey.Text(text);
      default -> new SortKey.Missing();
    };
  }
}
