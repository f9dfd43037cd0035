package dev.rolecall.views.trail;

import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.HoldEntry;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.StatusEntry;
import dev.rolecall.views.log.Layout;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.SchemaNormalization;

/** The tables of the file. Records are kept as Avro; columns beside them are what queries need. */
final class TrailTables {

  /** Raised with every change below. */
  private static final int NUMBER = 6;

  private static final List<String> DEFINITIONS =
      List.of(
          """
          CREATE TABLE access (tool TEXT NOT NULL, directory TEXT NOT NULL, person TEXT NOT NULL,
            version TEXT NOT NULL, decided INTEGER NOT NULL, leaver INTEGER NOT NULL,
            record BLOB NOT NULL, PRIMARY KEY (tool, directory, person))
          """,
          "CREATE INDEX access_of_person ON access (directory, person)",
          "CREATE INDEX access_of_leavers ON access (tool, directory, person) WHERE leaver = 1",
          """
          CREATE TABLE status (tool TEXT NOT NULL, directory TEXT NOT NULL, person TEXT NOT NULL,
            version TEXT NOT NULL, state TEXT NOT NULL, findings INTEGER NOT NULL,
            usable INTEGER NOT NULL, record BLOB NOT NULL,
            PRIMARY KEY (tool, directory, person))
          """,
          "CREATE INDEX status_of_person ON status (directory, person)",
          "CREATE INDEX status_by_state ON status (tool, state, findings)",
          """
          CREATE TABLE cells (tool TEXT NOT NULL, scope TEXT NOT NULL, role TEXT NOT NULL,
            directory TEXT NOT NULL, person TEXT NOT NULL, origin TEXT NOT NULL,
            state TEXT NOT NULL, login TEXT NOT NULL,
            PRIMARY KEY (tool, scope, role, directory, person)) WITHOUT ROWID
          """,
          "CREATE INDEX cells_of_person ON cells (tool, directory, person)",
          """
          CREATE TABLE reports (tool TEXT NOT NULL, scope TEXT NOT NULL, part INTEGER NOT NULL,
            at INTEGER NOT NULL, record BLOB NOT NULL, PRIMARY KEY (tool, scope, part))
          """,
          "CREATE TABLE tools (tool TEXT PRIMARY KEY, record BLOB NOT NULL)",
          """
          CREATE TABLE bindings (tool TEXT NOT NULL, holder TEXT NOT NULL, record BLOB NOT NULL,
            PRIMARY KEY (tool, holder))
          """,
          """
          CREATE TABLE links (tool TEXT NOT NULL, key TEXT NOT NULL, directory TEXT NOT NULL,
            person TEXT NOT NULL, account TEXT, record BLOB NOT NULL, PRIMARY KEY (tool, key))
          """,
          "CREATE INDEX links_of_person ON links (tool, directory, person)",
          "CREATE INDEX links_to_account ON links (tool, account)",
          "CREATE TABLE controls (tool TEXT PRIMARY KEY, record BLOB NOT NULL)",
          // Since when a tool has had the mode it has, as far back as this file has followed.
          "CREATE TABLE modes (tool TEXT PRIMARY KEY, mode TEXT NOT NULL, since INTEGER NOT NULL)",
          """
          CREATE TABLE people (directory TEXT NOT NULL, person TEXT NOT NULL, record BLOB NOT NULL,
            PRIMARY KEY (directory, person))
          """,
          // Each partition of people has a copy of the bundle; one row holds the newest.
          """
          CREATE TABLE bundle (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL,
            record BLOB NOT NULL)
          """,
          // A record that is read again has the same place: nothing appears twice.
          """
          CREATE TABLE audit (number INTEGER PRIMARY KEY AUTOINCREMENT, place TEXT NOT NULL UNIQUE,
            at INTEGER NOT NULL, type TEXT NOT NULL, directory TEXT NOT NULL, person TEXT, tool TEXT,
            correlation TEXT NOT NULL, command TEXT NOT NULL, record BLOB NOT NULL)
          """,
          "CREATE INDEX audit_by_time ON audit (at)",
          "CREATE INDEX audit_of_person ON audit (directory, person, at)",
          "CREATE INDEX audit_by_tool ON audit (tool, at)",
          "CREATE INDEX audit_by_correlation ON audit (correlation, at)",
          "CREATE INDEX audit_by_command ON audit (command, at)",
          "CREATE INDEX audit_by_type ON audit (type, tool, at)",
          """
          CREATE TABLE holds (id TEXT PRIMARY KEY, state TEXT NOT NULL, opened INTEGER NOT NULL,
            trigger TEXT NOT NULL, tool TEXT, directory TEXT, record BLOB NOT NULL)
          """,
          "CREATE INDEX holds_by_state ON holds (state, opened)",
          """
          CREATE TABLE held (hold TEXT NOT NULL, directory TEXT NOT NULL, person TEXT NOT NULL,
            record BLOB NOT NULL, PRIMARY KEY (hold, directory, person))
          """,
          "CREATE INDEX held_of_person ON held (directory, person)");

  private TrailTables() {}

  static Layout layout() {
    String schemas =
        Stream.of(
                Access.class,
                StatusEntry.class,
                Link.class,
                Control.class,
                PeopleEntry.class,
                AuditEntry.class,
                HoldEntry.class,
                Link.class)
            .map(type -> Codec.of(type).schema())
            .map(schema -> Long.toHexString(SchemaNormalization.parsingFingerprint64(schema)))
            .collect(Collectors.joining("-"));
    return new Layout(NUMBER + "-" + schemas, DEFINITIONS);
  }
}
