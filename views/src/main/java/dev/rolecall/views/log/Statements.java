package dev.rolecall.views.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connection with the statements it has prepared. Used by one thread at a time. */
public final class Statements implements AutoCloseable {

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

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

  private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
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
