package dev.rolecall.views.directory;

import dev.rolecall.schemas.avro.DirectoryEntry;
import dev.rolecall.views.log.Layout;
import java.util.List;
import org.apache.avro.SchemaNormalization;

/** The tables of the file. States are kept as Avro; columns beside them are what queries need. */
final class Tables {

  /** Raised with every change below. */
  private static final int NUMBER = 2;

  private static final List<String> DEFINITIONS =
      List.of(
          """
          CREATE TABLE users (directory TEXT NOT NULL, id TEXT NOT NULL, created INTEGER NOT NULL,
            name TEXT NOT NULL, external_id TEXT, active INTEGER NOT NULL, state BLOB NOT NULL,
            PRIMARY KEY (directory, id))
          """,
          "CREATE INDEX users_in_order ON users (directory, created, id)",
          "CREATE INDEX users_by_name ON users (directory, name)",
          "CREATE INDEX users_by_external_id ON users (directory, external_id)",
          """
          CREATE TABLE emails (directory TEXT NOT NULL, user_id TEXT NOT NULL, email TEXT NOT NULL,
            PRIMARY KEY (directory, user_id, email)) WITHOUT ROWID
          """,
          "CREATE INDEX emails_by_address ON emails (directory, email, user_id)",
          """
          CREATE TABLE groups (directory TEXT NOT NULL, id TEXT NOT NULL, created INTEGER NOT NULL,
            name TEXT NOT NULL, external_id TEXT, state BLOB NOT NULL, PRIMARY KEY (directory, id))
          """,
          "CREATE INDEX groups_in_order ON groups (directory, created, id)",
          "CREATE INDEX groups_by_name ON groups (directory, name)",
          "CREATE INDEX groups_by_external_id ON groups (directory, external_id)",
          """
          CREATE TABLE members (directory TEXT NOT NULL, group_id TEXT NOT NULL, member TEXT NOT NULL,
            since INTEGER NOT NULL, PRIMARY KEY (directory, group_id, member)) WITHOUT ROWID
          """,
          "CREATE INDEX members_by_person ON members (directory, member, group_id, since)",
          "CREATE TABLE bundle (directory TEXT PRIMARY KEY, state BLOB NOT NULL) WITHOUT ROWID");

  private Tables() {}

  static Layout layout() {
    long schema = SchemaNormalization.parsingFingerprint64(DirectoryEntry.getClassSchema());
    return new Layout(NUMBER + "-" + Long.toHexString(schema), DEFINITIONS);
  }
}
