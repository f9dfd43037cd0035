package dev.rolecall.views.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;

/** One connection with the statements it has prepared. Used by one thread at a time. */
public final class Statements implements AutoCloseable {

  /**
   * Statements that are kept prepared. Those that are written down in the code are far fewer; those
   * that are made from filters come and go. A statement that is being read is among the newest.
   */
  private static final int MOST_PREPARED = 64;

  /** SQLite asks whether to go on after so many of its own instructions: some ten microseconds. */
  private static final int INSTRUCTIONS_PER_LOOK = 1_000;

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new LinkedHashMap<>(16, 0.75f, true);

  Statements(Connection connection) {
    this.connection = connection;
  }

  /** What becomes of one row of a result. */
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** What is done with one row of a result. */
  public interface RowVisitor {
    void visit(ResultSet row) throws SQLException;
  }

  /** Reads of one connection that belong together. */
  public interface Reading<T> {
    T read() throws SQLException;
  }

  /** Changes rows. */
  public void run(String sql, @Nullable Object... values) throws SQLException {
    prepare(sql, values).executeUpdate();
  }

  /** Reads all rows; the SQL bounds how many. */
  public <T> List<T> read(RowReader<T> reader, String sql, @Nullable Object... values)
      throws SQLException {
    List<T> rows = new ArrayList<>();
    visit(row -> rows.add(reader.read(row)), sql, values);
    return rows;
  }

  /** Looks at one row after the other; what the visitor throws ends it. */
  public void visit(RowVisitor visitor, String sql, @Nullable Object... values)
      throws SQLException {
    try (ResultSet result = prepare(sql, values).executeQuery()) {
      while (result.next()) {
        visitor.visit(result);
      }
    }
  }

  /**
   * Reads, and gives up when it becomes too late: also in the middle of a statement that finds no
   * row for long.
   *
   * @throws ViewBusyException when it became too late
   */
  public <T> T until(BooleanSupplier isTooLate, Reading<T> reading) throws SQLException {
    ProgressHandler.setHandler(
        connection,
        INSTRUCTIONS_PER_LOOK,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return isTooLate.getAsBoolean() ? 1 : 0;
          }
        });
    try {
      return reading.read();
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      ProgressHandler.clearHandler(connection);
    }
  }

  /** What a read throws that cannot go on: because it became too late, or for a bug. */
  public static RuntimeException failed(SQLException e) {
    return e.getErrorCode() == SQLiteErrorCode.SQLITE_INTERRUPT.code
        ? new ViewBusyException("this search takes too long; narrow it by a name or an id")
        : new IllegalStateException("the view's file cannot be read", e);
  }

  private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
      closeEldest();
    }
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private void closeEldest() throws SQLException {
    if (prepared.size() > MOST_PREPARED) {
      var eldest = prepared.entrySet().iterator();
      eldest.next().getValue().close();
      eldest.remove();
    }
  }

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.close();
    }
    connection.close();
  }
}
