package dev.rolecall.views.trail;

import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.StatusEntry;
import dev.rolecall.views.log.Statements;
import dev.rolecall.views.trail.TrailReader.AuditQuery;
import dev.rolecall.views.trail.TrailReader.Held;
import dev.rolecall.views.trail.TrailReader.ToolProgress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The questions that are asked of the file. A condition is written into the SQL only when it
 * narrows: otherwise no index would be used. What comes from outside is only ever a value.
 */
final class TrailQueries {

  static final Codec<StatusEntry> STATUS = Topics.status("any").values();
  static final Codec<Access> ACCESS = Topics.access("any").values();

  private TrailQueries() {}

  static List<Access> accesses(Statements file, String directory, String person)
      throws SQLException {
    return file.read(
        row -> ACCESS.decode(row.getBytes(1)),
        "SELECT record FROM access WHERE directory = ? AND person = ? ORDER BY tool",
        directory,
        person);
  }

  static List<Status> statuses(Statements file, String directory, String person)
      throws SQLException {
    return file.read(
        row -> (Status) STATUS.decode(row.getBytes(1)).getBody(),
        "SELECT record FROM status WHERE directory = ? AND person = ? ORDER BY tool",
        directory,
        person);
  }

  static List<Held> holders(Statements file, String tool, Optional<String> scope, int most)
      throws SQLException {
    List<Object> values = new ArrayList<>(List.of(tool));
    scope.ifPresent(values::add);
    values.add(most);
    return file.read(
        TrailQueries::held,
        "SELECT directory, person, scope, role, origin, state, login FROM cells WHERE tool = ?"
            + (scope.isPresent() ? " AND scope = ?" : "")
            + " ORDER BY scope, role, directory, person LIMIT ?",
        values.toArray());
  }

  static Held held(ResultSet row) throws SQLException {
    return new Held(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7));
  }

  static List<Control> controls(Statements file) throws SQLException {
    return file.read(
        row -> Topics.CONTROL.values().decode(row.getBytes(1)),
        "SELECT record FROM controls ORDER BY tool");
  }

  /** Who waits, and since when. */
  private record Waiting(long people, long oldest) {
    Optional<Instant> since() {
      return people == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(oldest));
    }
  }

  static ToolProgress progress(Statements file, String tool) throws SQLException {
    Map<State, Long> states = new EnumMap<>(State.class);
    file.read(
        row -> states.put(State.valueOf(row.getString(1)), row.getLong(2)),
        "SELECT state, COUNT(*) FROM status WHERE tool = ? GROUP BY state",
        tool);
    long findings =
        number(file, "SELECT COALESCE(SUM(findings), 0) FROM status WHERE tool = ?", tool);
    Waiting waiting =
        file.read(
                row -> new Waiting(row.getLong(1), row.getLong(2)),
                """
                SELECT COUNT(*), MIN(a.decided) FROM access a LEFT JOIN status s
                  ON s.tool = a.tool AND s.directory = a.directory AND s.person = a.person
                WHERE a.tool = ? AND (s.version IS NULL OR s.version <> a.version
                  OR s.state IN ('APPLYING', 'RETRYING'))
                """,
                tool)
            .getFirst();
    long people = number(file, "SELECT COUNT(*) FROM access WHERE tool = ?", tool);
    return new ToolProgress(people, waiting.people(), waiting.since(), states, findings);
  }

  private static long number(Statements file, String sql, String tool) throws SQLException {
    return file.read(row -> row.getLong(1), sql, tool).getFirst();
  }

  static List<AuditEntry> audit(Statements file, AuditQuery query) throws SQLException {
    StringBuilder where = new StringBuilder();
    List<Object> values = new ArrayList<>();
    narrow(where, values, "directory", query.directory());
    narrow(where, values, "person", query.person());
    narrow(where, values, "tool", query.tool());
    narrow(where, values, "correlation", query.correlation());
    values.add(query.most());
    List<AuditEntry> newestFirst =
        file.read(
            row -> Topics.AUDIT_ENTRIES.values().decode(row.getBytes(1)),
            "SELECT record FROM audit" + where + " ORDER BY at DESC, number DESC LIMIT ?",
            values.toArray());
    return newestFirst.reversed();
  }

  static List<AuditEntry> decided(Statements file, String directory, String person, Instant until)
      throws SQLException {
    return file.read(
        row -> Topics.AUDIT_ENTRIES.values().decode(row.getBytes(1)),
        """
        SELECT record FROM (
          SELECT record, tool, ROW_NUMBER() OVER (PARTITION BY tool ORDER BY at DESC, number DESC)
            AS newest
          FROM audit WHERE directory = ? AND person = ? AND at <= ? AND type = ?)
        WHERE newest = 1 ORDER BY tool
        """,
        directory,
        person,
        until.toEpochMilli(),
        AuditType.ACCESS_DECIDED.name());
  }

  /** The column is one of four names above. */
  private static void narrow(
      StringBuilder where, List<Object> values, String column, Optional<String> wanted) {
    wanted.ifPresent(value -> {
      where.append(values.isEmpty() ? " WHERE " : " AND ").append(column).append(" = ?");
      values.add(value);
    });
  }
}
