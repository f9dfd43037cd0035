package dev.rolecall.views.trail;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.BindingReport;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.StatusEntry;
import dev.rolecall.schemas.avro.ToolReport;
import dev.rolecall.schemas.avro.Version;
import dev.rolecall.views.log.LogRecord;
import dev.rolecall.views.log.Statements;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the topics of one tool bring into the tables: access, status, reports and links. */
final class TrailTools {

  /** Words of an account that nobody can work with, as connectors write them. */
  private static final Set<String> UNUSABLE = Set.of("disabled", "locked", "deleted");

  private TrailTools() {}

  static void access(Statements file, String tool, Topic<Access> topic, LogRecord record)
      throws SQLException {
    byte[] value = record.value();
    if (value == null) {
      forget(file, "access", tool, record.key());
      return;
    }
    Access access = topic.values().decode(value);
    file.run(
        """
        INSERT OR REPLACE INTO access (tool, directory, person, version, decided, leaver, record)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        tool,
        access.getDirectory(),
        access.getPerson(),
        text(access.getVersion()),
        access.getCause().getDecidedAt().toEpochMilli(),
        access.getDisposition() == Disposition.LEAVER ? 1 : 0,
        value);
  }

  static void status(Statements file, String tool, Topic<StatusEntry> topic, LogRecord record)
      throws SQLException {
    byte[] value = record.value();
    if (value == null) {
      forgetStatus(file, tool, record.key());
      return;
    }
    switch (topic.values().decode(value).getBody()) {
      case Status status -> put(file, tool, status, value);
      case ScopeReport report ->
          file.run(
              "INSERT OR REPLACE INTO reports (tool, scope, part, at, record) VALUES (?, ?, ?, ?, ?)",
              tool,
              report.getScope(),
              report.getPart(),
              report.getAt().toEpochMilli(),
              value);
      case ToolReport report ->
          file.run("INSERT OR REPLACE INTO tools (tool, record) VALUES (?, ?)", tool, value);
      case BindingReport report ->
          file.run(
              "INSERT OR REPLACE INTO bindings (tool, holder, record) VALUES (?, ?, ?)",
              tool,
              report.getHolder(),
              value);
      default ->
          throw new IllegalArgumentException("a status of a kind this version does not know");
    }
  }

  private static void forgetStatus(Statements file, String tool, String key) throws SQLException {
    if (Keys.isScopeReport(key)) {
      file.run(
          "DELETE FROM reports WHERE tool = ? AND scope = ? AND part = ?",
          tool,
          Keys.scopeOf(key),
          Keys.partOf(key));
    } else if (Keys.isToolReport(key)) {
      file.run("DELETE FROM tools WHERE tool = ?", tool);
    } else if (Keys.isBindingReport(key)) {
      file.run("DELETE FROM bindings WHERE tool = ? AND holder = ?", tool, Keys.holderOf(key));
    } else {
      forget(file, "status", tool, key);
      forget(file, "cells", tool, key);
    }
  }

  private static void put(Statements file, String tool, Status status, byte[] value)
      throws SQLException {
    file.run(
        """
        INSERT OR REPLACE INTO status
          (tool, directory, person, version, state, findings, usable, record)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        tool,
        status.getDirectory(),
        status.getPerson(),
        text(status.getApplied()),
        status.getState().name(),
        status.getFindings().size(),
        isUsable(status) ? 1 : 0,
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

  /** Whether the person can work in the tool, or could after accepting an invitation. */
  private static boolean isUsable(Status status) {
    NativeAccount account = status.getAccount();
    return account == null ? !status.getCells().isEmpty() : !UNUSABLE.contains(account.getState());
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

  private static String text(@Nullable Version version) {
    return version == null ? "-" : version.getEpoch() + "." + version.getCounter();
  }
}
