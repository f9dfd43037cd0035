package dev.rolecall.views.trail;

import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.views.log.Statements;
import dev.rolecall.views.trail.EffectsReader.ChangedCells;
import dev.rolecall.views.trail.EffectsReader.GrantedRoles;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** What was done and because of what, asked of the audit. */
final class TrailEffects {

  private TrailEffects() {}

  static GrantedRoles granted(Statements file, String directory, String tool) throws SQLException {
    return file.read(
            row -> new GrantedRoles(row.getLong(1), row.getLong(2)),
            """
            SELECT COUNT(DISTINCT person), COUNT(*) FROM cells
              WHERE tool = ? AND directory = ? AND origin IN ('granted', 'adopted')
            """,
            tool,
            directory)
        .getFirst();
  }

  static ChangedCells changed(Statements file, String cause, int most) throws SQLException {
    CellChanges changes = new CellChanges();
    // The same moment more than once, and the order of partitions: number is the order here.
    file.visit(
        row -> changes.add(Topics.AUDIT_ENTRIES.values().decode(row.getBytes(1))),
        """
        SELECT record FROM audit WHERE number IN (
            SELECT number FROM audit WHERE command = ?
            UNION SELECT number FROM audit WHERE correlation = ?)
          AND type IN ('ROLE_GRANTED', 'ROLE_CHANGED', 'ROLE_REVOKED')
          ORDER BY at, number LIMIT ?
        """,
        cause,
        cause,
        most + 1);
    return changes.done(most);
  }

  static Optional<AuditEntry> last(Statements file, AuditType type, String tool)
      throws SQLException {
    return file
        .read(
            row -> Topics.AUDIT_ENTRIES.values().decode(row.getBytes(1)),
            """
            SELECT record FROM audit WHERE type = ? AND tool = ?
              ORDER BY at DESC, number DESC LIMIT 1
            """,
            type.name(),
            tool)
        .stream()
        .findFirst();
  }

  static Optional<Instant> auditedSince(Statements file) throws SQLException {
    return file
        .read(
            row -> Instant.ofEpochMilli(row.getLong(1)), "SELECT at FROM audit ORDER BY at LIMIT 1")
        .stream()
        .findFirst();
  }
}
