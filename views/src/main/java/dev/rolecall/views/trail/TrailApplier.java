package dev.rolecall.views.trail;

import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.StatusEntry;
import dev.rolecall.views.log.Applier;
import dev.rolecall.views.log.LogRecord;
import dev.rolecall.views.log.Statements;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Brings each record of a topic into the tables. */
final class TrailApplier implements Applier {

  /** What one topic's records do to the file. */
  private interface Step {
    void apply(Statements file, LogRecord record) throws SQLException;
  }

  private final Map<String, Step> steps = new HashMap<>();

  TrailApplier(Collection<String> tools) {
    steps.put(Topics.CONTROL.name(), TrailApplier::control);
    steps.put(Topics.PEOPLE.name(), TrailPeople::apply);
    steps.put(Topics.AUDIT_ENTRIES.name(), TrailApplier::audit);
    steps.put(Topics.HOLDS.name(), TrailHolds::apply);
    for (String tool : tools) {
      Topic<Access> access = Topics.access(tool);
      Topic<StatusEntry> status = Topics.status(tool);
      steps.put(access.name(), (file, record) -> TrailTools.access(file, tool, access, record));
      steps.put(status.name(), (file, record) -> TrailTools.status(file, tool, status, record));
      steps.put(Topics.links(tool).name(), (file, record) -> TrailLinks.apply(file, tool, record));
    }
  }

  Collection<String> topics() {
    return steps.keySet();
  }

  @Override
  public void apply(Statements file, LogRecord record) throws SQLException {
    Step step = steps.get(record.topic());
    if (step == null) {
      throw new IllegalArgumentException("a topic that was not asked for");
    }
    step.apply(file, record);
  }

  private static void control(Statements file, LogRecord record) throws SQLException {
    byte[] value = record.value();
    if (value == null) {
      file.run("DELETE FROM controls WHERE tool = ?", record.key());
      file.run("DELETE FROM modes WHERE tool = ?", record.key());
      return;
    }
    Control control = Topics.CONTROL.values().decode(value);
    file.run(
        "INSERT OR REPLACE INTO controls (tool, record) VALUES (?, ?)", control.getTool(), value);
    file.run(
        """
        INSERT INTO modes (tool, mode, since) VALUES (?, ?, ?)
          ON CONFLICT (tool) DO UPDATE SET mode = excluded.mode, since = excluded.since
          WHERE modes.mode <> excluded.mode
        """,
        control.getTool(),
        control.getMode().name(),
        control.getCause().getDecidedAt().toEpochMilli());
  }

  private static void audit(Statements file, LogRecord record) throws SQLException {
    byte[] value = record.value();
    if (value == null) {
      return;
    }
    AuditEntry entry = Topics.AUDIT_ENTRIES.values().decode(value);
    file.run(
        """
        INSERT INTO audit
          (place, at, type, directory, person, tool, correlation, command, record)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (place) DO NOTHING
        """,
        record.partition() + "/" + record.offset(),
        entry.getOccurredAt().toEpochMilli(),
        entry.getType().name(),
        entry.getDirectory(),
        entry.getPerson(),
        entry.getTarget() == null ? null : entry.getTarget().getTool(),
        entry.getCause().getCorrelation(),
        entry.getCause().getCommand(),
        value);
  }
}
