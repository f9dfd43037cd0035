package dev.rolecall.views.trail;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.BindingReport;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.ToolReport;
import dev.rolecall.views.log.Statements;
import dev.rolecall.views.trail.ToolsReader.InTool;
import dev.rolecall.views.trail.ToolsReader.ReportKey;
import dev.rolecall.views.trail.ToolsReader.StillThere;
import dev.rolecall.views.trail.TrailReader.PersonKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is asked about one tool. What comes from outside is only ever a value. */
final class ToolQueries {

  /** Comes before every key: no directory has an empty name. */
  private static final PersonKey BEFORE_ALL = new PersonKey("", "");

  private static final String LEFT =
      """
       FROM access a JOIN status s
          ON s.tool = a.tool AND s.directory = a.directory AND s.person = a.person
        WHERE a.tool = ? AND a.leaver = 1 AND s.usable = 1 AND s.state <> 'OFFBOARDED'
      """;

  private ToolQueries() {}

  static Optional<ToolReport> toolReport(Statements file, String tool) throws SQLException {
    return file
        .read(
            row -> (ToolReport) body(row.getBytes(1)),
            "SELECT record FROM tools WHERE tool = ?",
            tool)
        .stream()
        .findFirst();
  }

  static Optional<Instant> modeSince(Statements file, String tool) throws SQLException {
    return file
        .read(
            row -> Instant.ofEpochMilli(row.getLong(1)),
            "SELECT since FROM modes WHERE tool = ?",
            tool)
        .stream()
        .findFirst();
  }

  static List<ScopeReport> reports(
      Statements file, String tool, Optional<String> scope, Optional<ReportKey> after, int most)
      throws SQLException {
    List<Object> values = new ArrayList<>(List.of(tool));
    scope.ifPresent(values::add);
    after.ifPresent(last -> {
      values.add(last.scope());
      values.add(last.part());
    });
    values.add(most);
    return file.read(
        row -> (ScopeReport) body(row.getBytes(1)),
        "SELECT record FROM reports WHERE tool = ?"
            + (scope.isPresent() ? " AND scope = ?" : "")
            + (after.isPresent() ? " AND (scope, part) > (?, ?)" : "")
            + " ORDER BY scope, part LIMIT ?",
        values.toArray());
  }

  static Optional<Instant> lastReport(Statements file, String tool) throws SQLException {
    long at =
        file.read(
                row -> row.getLong(1),
                "SELECT COALESCE(MAX(at), 0) FROM reports WHERE tool = ?",
                tool)
            .getFirst();
    return at == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at));
  }

  static List<InTool> inTool(Statements file, String tool, Optional<PersonKey> after, int most)
      throws SQLException {
    PersonKey from = after.orElse(BEFORE_ALL);
    return file.read(
        ToolQueries::inTool,
        """
        SELECT k.directory, k.person, a.record, s.record FROM (
            SELECT directory, person FROM (
              SELECT directory, person FROM access
                WHERE tool = ?1 AND (directory, person) > (?2, ?3)
                ORDER BY directory, person LIMIT ?4)
            UNION
            SELECT directory, person FROM (
              SELECT directory, person FROM status
                WHERE tool = ?1 AND (directory, person) > (?2, ?3)
                ORDER BY directory, person LIMIT ?4)
            ORDER BY directory, person LIMIT ?4) k
          LEFT JOIN access a
            ON a.tool = ?1 AND a.directory = k.directory AND a.person = k.person
          LEFT JOIN status s
            ON s.tool = ?1 AND s.directory = k.directory AND s.person = k.person
          ORDER BY k.directory, k.person
        """,
        tool,
        from.directory(),
        from.id(),
        most);
  }

  private static InTool inTool(ResultSet row) throws SQLException {
    Optional<Access> access = Optional.ofNullable(row.getBytes(3)).map(TrailQueries.ACCESS::decode);
    Optional<Status> status = Optional.ofNullable(row.getBytes(4)).map(it -> (Status) body(it));
    return new InTool(new PersonKey(row.getString(1), row.getString(2)), access, status);
  }

  static StillThere leavers(Statements file, String tool, int most) throws SQLException {
    long count = file.read(row -> row.getLong(1), "SELECT COUNT(*)" + LEFT, tool).getFirst();
    return new StillThere(
        count,
        file.read(
            row -> new PersonKey(row.getString(1), row.getString(2)),
            "SELECT a.directory, a.person" + LEFT + " ORDER BY a.directory, a.person LIMIT ?",
            tool,
            most));
  }

  static List<BindingReport> bindings(
      Statements file, String tool, Optional<String> after, int most) throws SQLException {
    return file.read(
        row -> (BindingReport) body(row.getBytes(1)),
        "SELECT record FROM bindings WHERE tool = ? AND holder > ? ORDER BY holder LIMIT ?",
        tool,
        after.orElse(""),
        most);
  }

  private static Object body(byte[] value) {
    return TrailQueries.STATUS.decode(value).getBody();
  }
}
