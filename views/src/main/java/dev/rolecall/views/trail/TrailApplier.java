package dev.rolecall.views.trail;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.BindingReport;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.StatusEntry;
import dev.rolecall.schemas.avro.ToolReport;
import dev.rolecall.schemas.avro.Version;
import dev.rolecall.views.log.Applier;
import dev.rolecall.views.log.LogRecord;
import dev.rolecall.views.log.Statements;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings people, access, status, settings, holds and audit entries into the tables. */
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
      steps.put(access.name(), (file, record) -> access(file, tool, access, record));
      steps.put(status.name(), (file, record) -> status(file, tool, status, record));
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

  private static void access(Statements file, String tool, Topic<Access> topic, LogRecord record)
      throws SQLException {
    byte[] value = record.value();
    if (value == null) {
      forget(file, "access", tool, record.key());
      return;
    }
    Access access = topic.values().decode(value);
    file.run(
        """
        INSERT OR REPLACE INTO access (tool, directory, person, version, decided, record)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        tool,
        access.getDirectory(),
        access.getPerson(),
        text(access.getVersion()),
        access.getCause().getDecidedAt().toEpochMilli(),
        value);
  }

  private static void status(
      Statements file, String tool, Topic<StatusEntry> topic, LogRecord record)
      throws SQLException {
    byte[] value = record.value();
    if (value == null) {
      if (Keys.isScopeReport(record.key())) {
        file.run(
            "DELETE FROM reports WHERE tool = ? AND scope = ?", tool, Keys.scopeOf(record.key()));
      } else {
        forget(file, "status", tool, record.key());
        forget(file, "cells", tool, record.key());
      }
      return;
    }
    switch (topic.values().decode(value).getBody()) {
      case Status status -> put(file, tool, status, value);
      case ScopeReport report ->
          file.run(
              "INSERT OR REPLACE INTO reports (tool, scope, record) VALUES (?, ?, ?)",
              tool,
              report.getScope(),
              value);
      case ToolReport report -> {}
      case BindingReport report -> {}
      default ->
          throw new IllegalArgumentException("a status of a kind this version does not know");
    }
  }

  private static void put(Statements file, String tool, Status status, byte[] value)
      throws SQLException {
    file.run(
        """
        INSERT OR REPLACE INTO status (tool, directory, person, version, state, findings, record)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        tool,
        status.getDirectory(),
        status.getPerson(),
        text(status.getApplied()),
        status.getState().name(),
        status.getFindings().size(),
        value);
    forget(file, "cells", tool, Keys.person(status.getDirectory(), status.getPerson()));
    String login = status.getAccount() == null ? "-" : status.getAccount().getLogin();
    for (Cell cell : status.getCells()) {
      file.run(
          """
          INSERT OR REPLACE INTO cells
            (tool, scope, role, directory, person, origin, state, login)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
          tool,
          cell.getScope(),
          cell.getRole(),
          status.getDirectory(),
          status.getPerson(),
          cell.getOrigin().name().toLowerCase(Locale.ROOT),
          cell.getState(),
          login);
    }
  }

  private static void control(Statements file, LogRecord record) throws SQLException {
    byte[] value = record.value();
    if (value == null) {
      file.run("DELETE FROM controls WHERE tool = ?", record.key());
      return;
    }
    Control control = Topics.CONTROL.values().decode(value);
    file.run(
        "INSERT OR REPLACE INTO controls (tool, record) VALUES (?, ?)", control.getTool(), value);
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

  /** Deletes the row of a person; the table is one of three names above. */
  private static void forget(Statements file, String table, String tool, String key)
      throws SQLException {
    String directory = Keys.directoryOf(key);
    String person = key.substring(Math.min(key.length(), directory.length() + 1));
    file.run(
        "DELETE FROM " + table + " WHERE tool = ? AND directory = ? AND person = ?",
        tool,
        directory,
        person);
  }

  static String text(@Nullable Version version) {
    return version == null ? "-" : version.getEpoch() + "." + version.getCounter();
  }
}
