package dev.rolecall.views.directory;

import dev.rolecall.schemas.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Opens the SQLite file of the view, or begins a new one when the old one cannot be continued: it
 * is from another log, from another version of ours, beyond the end of its log, or so old that it
 * may have missed deletions.
 */
final class ViewFile {

  private static final String VERSION = "version";
  private static final String CLUSTER = "cluster";
  private static final String TOPIC = "topic";
  private static final String SEEN_END_AT = "seen end at";

  private ViewFile() {}

  /** A connection that writes, and whether the file was begun anew, and why. */
  record Opened(Connection connection, Optional<String> rebuilt) {}

  static Opened open(Path file, LogIdentity log, Instant now) throws SQLException, IOException {
    Optional<String> reason = reasonToRebuild(file, log, now);
    if (reason.isPresent()) {
      for (String suffix : new String[] {"", "-wal", "-shm"}) {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
      }
    }
    Connection connection = connect(file);
    if (reason.isPresent()) {
      connection.setAutoCommit(false);
      Tables.create(connection);
      put(connection, VERSION, Tables.version());
      put(connection, CLUSTER, log.cluster());
      put(connection, TOPIC, log.topic());
      seenEnd(connection, now);
      connection.commit();
    }
    connection.setAutoCommit(false);
    return new Opened(connection, reason);
  }

  /** A further connection, for reading. */
  static Connection openForReading(Path file) throws SQLException {
    Connection connection = connect(file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = ON");
    }
    connection.setAutoCommit(false);
    return connection;
  }

  private static Connection connect(Path file) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      // What a power cut takes is read again: the offsets go with it.
      statement.execute("PRAGMA synchronous = NORMAL");
      statement.execute("PRAGMA busy_timeout = 5000");
    }
    return connection;
  }

  private static Optional<String> reasonToRebuild(Path file, LogIdentity log, Instant now)
      throws IOException {
    if (!Files.exists(file)) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Optional.of("there is no file yet");
    }
    try (Connection connection = connect(file)) {
      return reasonToRebuild(connection, log, now);
    } catch (SQLException e) {
      return Optional.of("the file is not readable: SQLite error " + e.getErrorCode());
    }
  }

  private static Optional<String> reasonToRebuild(
      Connection connection, LogIdentity log, Instant now) throws SQLException {
    Map<String, String> meta = meta(connection);
    if (!Tables.version().equals(meta.get(VERSION))) {
      return Optional.of("the file is from another version");
    }
    if (!log.cluster().equals(meta.get(CLUSTER)) || !log.topic().equals(meta.get(TOPIC))) {
      return Optional.of("the file is from another log");
    }
    Instant seenEnd = Instant.parse(meta.getOrDefault(SEEN_END_AT, Instant.EPOCH.toString()));
    if (seenEnd.plus(Topic.TOMBSTONES_KEPT).isBefore(now)) {
      return Optional.of("the file is so old that deletions may be gone from the log");
    }
    for (Map.Entry<Integer, Long> position : positions(connection).entrySet()) {
      long start = log.starts().getOrDefault(position.getKey(), Long.MAX_VALUE);
      long end = log.ends().getOrDefault(position.getKey(), -1L);
      if (position.getValue() > end || position.getValue() < start) {
        return Optional.of("the file and the log do not overlap");
      }
    }
    return Optional.empty();
  }

  /** The position in each partition that the file has been filled to. */
  static Map<Integer, Long> positions(Connection connection) throws SQLException {
    Map<Integer, Long> positions = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT log_partition, position FROM offsets")) {
      while (rows.next()) {
        positions.put(rows.getInt(1), rows.getLong(2));
      }
    }
    return positions;
  }

  /** Remembers that the file held everything that the log had at this time. */
  static void seenEnd(Connection connection, Instant now) throws SQLException {
    put(connection, SEEN_END_AT, now.toString());
  }

  private static Map<String, String> meta(Connection connection) throws SQLException {
    Map<String, String> meta = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name, value FROM meta")) {
      while (rows.next()) {
        meta.put(rows.getString(1), rows.getString(2));
      }
    }
    return meta;
  }

  private static void put(Connection connection, String name, String value) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)")) {
      statement.setString(1, name);
      statement.setString(2, value);
      statement.executeUpdate();
    }
  }
}
