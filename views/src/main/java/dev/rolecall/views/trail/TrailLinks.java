package dev.rolecall.views.trail;

import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.views.log.LogRecord;
import dev.rolecall.views.log.Statements;
import dev.rolecall.views.trail.TrailReader.Held;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Links of accounts to people: what is written and what is asked. */
final class TrailLinks {

  private static final Codec<Link> LINKS = Topics.links("any").values();

  private TrailLinks() {}

  static void apply(Statements file, String tool, LogRecord record) throws SQLException {
    byte[] value = record.value();
    if (value == null) {
      file.run("DELETE FROM links WHERE tool = ? AND key = ?", tool, record.key());
      return;
    }
    Link link = LINKS.decode(value);
    file.run(
        """
        INSERT OR REPLACE INTO links (tool, key, directory, person, account, record)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        tool,
        record.key(),
        link.getDirectory(),
        link.getPerson(),
        link.getAccount() == null ? null : link.getAccount().getId(),
        value);
  }

  static List<Link> links(Statements file, String tool, Optional<String> after, int most)
      throws SQLException {
    return file.read(
        row -> LINKS.decode(row.getBytes(1)),
        "SELECT record FROM links WHERE tool = ? AND key > ? ORDER BY key LIMIT ?",
        tool,
        after.orElse(""),
        most);
  }

  static List<Link> of(Statements file, String tool, String directory, String person)
      throws SQLException {
    return file.read(
        row -> LINKS.decode(row.getBytes(1)),
        """
        SELECT record FROM links WHERE tool = ? AND directory = ? AND person = ? ORDER BY key
        """,
        tool,
        directory,
        person);
  }

  static List<Link> to(Statements file, String tool, String account) throws SQLException {
    return file.read(
        row -> LINKS.decode(row.getBytes(1)),
        "SELECT record FROM links WHERE tool = ? AND account = ? ORDER BY key",
        tool,
        account);
  }

  static List<Held> unexplained(Statements file, String tool, int most) throws SQLException {
    return file.read(
        TrailQueries::held,
        """
        SELECT directory, person, scope, role, origin, state, login FROM cells
        WHERE tool = ? AND origin = 'unexplained'
        ORDER BY directory, person, scope, role LIMIT ?
        """,
        tool,
        most);
  }
}
