package dev.rolecall.views.log;

import dev.rolecall.schemas.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Opens the SQLite file of a view, or begins a new one when the old one cannot be continued: it is
 * from other topics, from another version of ours, beyond the end of its topics, or so old that it
 * may have missed deletions.
 */
final class ViewFile {

  private static final String VERSION = "version";
  private static final String CLUSTER = "cluster";
  private static final String TOPIC = "topic ";
  private static final String SEEN_END_AT = "seen end at";

  private static final List<String> OWN_TABLES =
      List.of(
          "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
          """
          CREATE TABLE offsets (topic TEXT NOT NULL, log_partition INTEGER NOT NULL,
            position INTEGER NOT NULL, PRIMARY KEY (topic, log_partition)) WITHOUT ROWID
          """);

  /** Of the one connection that writes; it is filled only as far as the file is large. */
  private static final int WRITER_CACHE_KIBIBYTES = 48 * 1024;

  /** 16 MiB: a page that changes often is copied into the file less often. */
  private static final int PAGES_BEFORE_CHECKPOINT = 4_000;

  private ViewFile() {}

  /** What writes the file, where it continues, and why the file was begun anew, if it was. */
  record Opened(Statements file, Map<TopicPartition, Long> positions, Optional<String> rebuilt) {}

  static Opened open(Path path, Layout layout, Origin origin, Instant now)
      throws SQLException, IOException {
    Optional<String> reason = reasonToRebuild(path, layout, origin, now);
    if (reason.isPresent()) {
      for (String suffix : List.of("", "-wal", "-shm")) {
        Files.deleteIfExists(path.resolveSibling(path.getFileName() + suffix));
      }
    }
    Connection connection = connect(path);
    try {
      try (Statement statement = connection.createStatement()) {
        // Keys come in no order: what does not fit here is read from the file for each record.
        statement.execute("PRAGMA cache_size = -" + WRITER_CACHE_KIBIBYTES);
        statement.execute("PRAGMA wal_autocheckpoint = " + PAGES_BEFORE_CHECKPOINT);
      }
      connection.setAutoCommit(false);
      Statements file = new Statements(connection);
      if (reason.isPresent()) {
        begin(connection, file, layout, origin, now);
      }
      Map<TopicPartition, Long> positions = positions(file);
      file.commit();
      return new Opened(file, positions, reason);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static void begin(
      Connection connection, Statements file, Layout layout, Origin origin, Instant now)
      throws SQLException {
    create(connection, layout);
    put(file, VERSION, layout.version());
    put(file, CLUSTER, origin.cluster());
    for (Map.Entry<String, String> topic : origin.topics().entrySet()) {
      put(file, TOPIC + topic.getKey(), topic.getValue());
    }
    seenEnd(file, now);
  }

  /** A further connection, for reading. */
  static Statements openForReading(Path path) throws SQLException {
    Connection connection = connect(path);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = ON");
    }
    connection.setAutoCommit(false);
    return new Statements(connection);
  }

  /** Everything before this position is in the file. */
  static void moved(Statements file, TopicPartition partition, long position) throws SQLException {
    file.run(
        "INSERT OR REPLACE INTO offsets (topic, log_partition, position) VALUES (?, ?, ?)",
        partition.topic(),
        partition.partition(),
        position);
  }

  /** Remembers that the file held everything that the topics had at this time. */
  static void seenEnd(Statements file, Instant now) throws SQLException {
    put(file, SEEN_END_AT, now.toString());
  }

  private static Connection connect(Path path) throws SQLException {
    // Nobody asks for generated keys, and reading them is one more statement behind each insert.
    Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + path + "?jdbc.get_generated_keys=false");
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      // What a power cut takes is read again: the offsets go with it.
      statement.execute("PRAGMA synchronous = NORMAL");
      statement.execute("PRAGMA busy_timeout = 5000");
    }
    return connection;
  }

  private static void create(Connection connection, Layout layout) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String definition : OWN_TABLES) {
        statement.execute(definition);
      }
      for (String definition : layout.definitions()) {
        statement.execute(definition);
      }
    }
  }

  private static Optional<String> reasonToRebuild(
      Path path, Layout layout, Origin origin, Instant now) throws IOException {
    if (!Files.exists(path)) {
      Files.createDirectories(path.toAbsolutePath().getParent());
      return Optional.of("there is no file yet");
    }
    try (Connection connection = connect(path)) {
      return reasonToRebuild(new Statements(connection), layout, origin, now);
    } catch (SQLException e) {
      return Optional.of("the file is not readable: SQLite error " + e.getErrorCode());
    } catch (DateTimeParseException e) {
      return Optional.of("the file does not say how old it is");
    }
  }

  private static Optional<String> reasonToRebuild(
      Statements file, Layout layout, Origin origin, Instant now) throws SQLException {
    Map<String, String> meta = new HashMap<>();
    file.read(row -> meta.put(row.getString(1), row.getString(2)), "SELECT name, value FROM meta");
    if (!layout.version().equals(meta.get(VERSION))) {
      return Optional.of("the file is from another version");
    }
    Map<String, String> topics = new HashMap<>();
    meta.forEach((name, value) -> {
      if (name.startsWith(TOPIC)) {
        topics.put(name.substring(TOPIC.length()), value);
      }
    });
    if (!origin.cluster().equals(meta.get(CLUSTER)) || !origin.topics().equals(topics)) {
      return Optional.of("the file is from other topics");
    }
    Instant seenEnd = Instant.parse(meta.getOrDefault(SEEN_END_AT, Instant.EPOCH.toString()));
    if (seenEnd.plus(Topic.TOMBSTONES_KEPT).isBefore(now)) {
      return Optional.of("the file is so old that deletions may be gone from the topics");
    }
    for (Map.Entry<TopicPartition, Long> position : positions(file).entrySet()) {
      long start = origin.starts().getOrDefault(position.getKey(), Long.MAX_VALUE);
      long end = origin.ends().getOrDefault(position.getKey(), -1L);
      if (position.getValue() > end || position.getValue() < start) {
        return Optional.of("the file and the topics do not overlap");
      }
    }
    return Optional.empty();
  }

  private static Map<TopicPartition, Long> positions(Statements file) throws SQLException {
    Map<TopicPartition, Long> positions = new HashMap<>();
    file.read(
        row -> positions.put(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3)),
        "SELECT topic, log_partition, position FROM offsets");
    return positions;
  }

  private static void put(Statements file, String name, String value) throws SQLException {
    file.run("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", name, value);
  }
}
