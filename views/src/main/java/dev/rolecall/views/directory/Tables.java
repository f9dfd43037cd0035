package dev.rolecall.views.directory;

import dev.rolecall.schemas.avro.DirectoryEntry;
import dev.rolecall.views.log.Layout;
import java.util.List;
import org.apache.avro.SchemaNormalization;

/**
 * The tables of the file. States are kept as Avro; columns beside them are what queries need, and
 * {@link Sql#MISSING} where there is no value.
 */
final class Tables {

  /** Raised with every change below, and of {@link Collation}. */
  private static final int NUMBER = 7;

  private static final List<String> DEFINITIONS =
      List.of(
          """
          CREATE TABLE users (directory TEXT NOT NULL, id TEXT NOT NULL, created INTEGER NOT NULL,
            modified INTEGER NOT NULL, name TEXT NOT NULL, external_id TEXT NOT NULL,
            active INTEGER NOT NULL, display_name TEXT NOT NULL, family_name TEXT NOT NULL,
            given_name TEXT NOT NULL, title TEXT NOT NULL, user_type TEXT NOT NULL,
            employee_number TEXT NOT NULL, department TEXT NOT NULL, first_email TEXT NOT NULL,
            state BLOB NOT NULL, PRIMARY KEY (directory, id))
          """,
          "CREATE INDEX users_in_order ON users (directory, created, id)",
          "CREATE INDEX users_by_change ON users (directory, modified, id)",
          "CREATE INDEX users_by_name ON users (directory, name, id)",
          "CREATE INDEX users_by_external_id ON users (directory, external_id, id)",
          "CREATE INDEX users_by_display_name ON users (directory, display_name, id)",
          """
          CREATE TABLE emails (directory TEXT NOT NULL, user_id TEXT NOT NULL, place INTEGER NOT NULL,
            value TEXT NOT NULL, display TEXT NOT NULL, type TEXT NOT NULL, is_primary INTEGER NOT NULL,
            PRIMARY KEY (directory, user_id, place)) WITHOUT ROWID
          """,
          "CREATE INDEX emails_by_address ON emails (directory, value, user_id)",
          """
          CREATE TABLE groups (directory TEXT NOT NULL, id TEXT NOT NULL, created INTEGER NOT NULL,
            modified INTEGER NOT NULL, name TEXT NOT NULL, external_id TEXT NOT NULL,
            state BLOB NOT NULL, PRIMARY KEY (directory, id))
          """,
          "CREATE INDEX groups_in_order ON groups (directory, created, id)",
          "CREATE INDEX groups_by_change ON groups (directory, modified, id)",
          "CREATE INDEX groups_by_name ON groups (directory, name, id)",
          "CREATE INDEX groups_by_external_id ON groups (directory, external_id, id)",
          """
          CREATE TABLE members (directory TEXT NOT NULL, group_id TEXT NOT NULL, member TEXT NOT NULL,
            since INTEGER NOT NULL, PRIMARY KEY (directory, group_id, member)) WITHOUT ROWID
          """,
          "CREATE INDEX members_by_person ON members (directory, member, group_id, since)",
          "CREATE TABLE bundle (directory TEXT PRIMARY KEY, state BLOB NOT NULL) WITHOUT ROWID",
          """
          CREATE TABLE held_bundle (directory TEXT PRIMARY KEY, state BLOB NOT NULL) WITHOUT ROWID
          """,
          "CREATE TABLE phases (directory TEXT PRIMARY KEY, ready INTEGER NOT NULL) WITHOUT ROWID",
          // To count a million rows takes 50 ms, and each page of a list tells how many there are.
          """
          CREATE TABLE sizes (directory TEXT NOT NULL, kind TEXT NOT NULL, amount INTEGER NOT NULL,
            PRIMARY KEY (directory, kind)) WITHOUT ROWID
          """,
          comes(Kind.USERS),
          goes(Kind.USERS),
          comes(Kind.GROUPS),
          goes(Kind.GROUPS));

  private Tables() {}

  /** Rows have to be written by an upsert: a replaced one would come without having gone. */
  private static String comes(Kind kind) {
    return """
    CREATE TRIGGER %1$s_come AFTER INSERT ON %1$s BEGIN
      INSERT INTO sizes (directory, kind, amount) VALUES (NEW.directory, '%2$s', 1)
        ON CONFLICT (directory, kind) DO UPDATE SET amount = amount + 1;
    END
    """
        .formatted(kind.table(), kind.name());
  }

  private static String goes(Kind kind) {
    return """
    CREATE TRIGGER %1$s_go AFTER DELETE ON %1$s BEGIN
      UPDATE sizes SET amount = amount - 1 WHERE directory = OLD.directory AND kind = '%2$s';
    END
    """
        .formatted(kind.table(), kind.name());
  }

  static Layout layout() {
    long schema = SchemaNormalization.parsingFingerprint64(DirectoryEntry.getClassSchema());
    return new Layout(NUMBER + "-" + Long.toHexString(schema), DEFINITIONS);
  }
}
