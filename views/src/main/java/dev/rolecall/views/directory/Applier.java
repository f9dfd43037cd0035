package dev.rolecall.views.directory;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Keys.DirectoryKey;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.DirectoryEntry;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.Labelled;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.UserState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings the entries of the directory log into the file, together with the positions they lead to:
 * all of a batch or nothing. Applying an entry again changes nothing.
 */
final class Applier implements AutoCloseable {

  /** One record of the log; null deletes what the key names. */
  record Entry(String key, @Nullable DirectoryEntry value) {}

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  Applier(Connection connection) {
    this.connection = connection;
  }

  /**
   * Applies and commits.
   *
   * @param seenEnd when the positions are the end of the log: the time at which they were
   */
  void apply(List<Entry> entries, Map<Integer, Long> positions, Optional<Instant> seenEnd)
      throws SQLException {
    try {
      for (Entry entry : entries) {
        apply(entry);
      }
      for (Map.Entry<Integer, Long> position : positions.entrySet()) {
        run(
            "INSERT OR REPLACE INTO offsets (log_partition, position) VALUES (?, ?)",
            position.getKey(),
            position.getValue());
      }
      if (seenEnd.isPresent()) {
        ViewFile.seenEnd(connection, seenEnd.get());
      }
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    }
  }

  private void apply(Entry entry) throws SQLException {
    DirectoryKey key = Keys.parse(entry.key());
    DirectoryEntry value = entry.value();
    if (value == null) {
      delete(key);
      return;
    }
    String directory = Keys.directoryOf(entry.key());
    switch (value.getFact()) {
      case UserState user -> put(directory, user);
      case GroupState group -> put(directory, group);
      case Membership membership -> put(directory, membership);
      case BundleState bundle ->
          run(
              "INSERT OR REPLACE INTO bundle (directory, state) VALUES (?, ?)",
              directory,
              States.BUNDLES.encode(bundle));
      default -> throw new IllegalArgumentException("a fact of a kind this version does not know");
    }
  }

  private void put(String directory, UserState user) throws SQLException {
    run(
        """
        INSERT OR REPLACE INTO users (directory, id, created, name, external_id, active, state)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        directory,
        user.getId(),
        user.getCreated().toEpochMilli(),
        Lookup.folded(user.getUser().getUserName()),
        user.getUser().getExternalId(),
        user.getUser().getActive() ? 1 : 0,
        States.USERS.encode(user));
    run("DELETE FROM emails WHERE directory = ? AND user_id = ?", directory, user.getId());
    Set<String> emails = new LinkedHashSet<>();
    for (Labelled email : user.getUser().getEmails()) {
      emails.add(Lookup.folded(email.getValue()));
    }
    for (String email : emails) {
      run(
          "INSERT INTO emails (directory, user_id, email) VALUES (?, ?, ?)",
          directory,
          user.getId(),
          email);
    }
  }

  private void put(String directory, GroupState group) throws SQLException {
    run(
        """
        INSERT OR REPLACE INTO groups (directory, id, created, name, external_id, state)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        directory,
        group.getId(),
        group.getCreated().toEpochMilli(),
        Lookup.folded(group.getDisplayName()),
        group.getExternalId(),
        States.GROUPS.encode(group));
  }

  private void put(String directory, Membership membership) throws SQLException {
    run(
        "INSERT OR REPLACE INTO members (directory, group_id, member, since) VALUES (?, ?, ?, ?)",
        directory,
        membership.getGroup(),
        membership.getMember(),
        membership.getSince().toEpochMilli());
  }

  private void delete(DirectoryKey key) throws SQLException {
    switch (key) {
      case DirectoryKey.UserKey(String directory, String id) -> {
        run("DELETE FROM users WHERE directory = ? AND id = ?", directory, id);
        run("DELETE FROM emails WHERE directory = ? AND user_id = ?", directory, id);
      }
      case DirectoryKey.GroupKey(String directory, String id) ->
          run("DELETE FROM groups WHERE directory = ? AND id = ?", directory, id);
      case DirectoryKey.MemberKey(String directory, String group, String member) ->
          run(
              "DELETE FROM members WHERE directory = ? AND group_id = ? AND member = ?",
              directory,
              group,
              member);
      case DirectoryKey.BundleKey(String directory) ->
          run("DELETE FROM bundle WHERE directory = ?", directory);
    }
  }

  private void run(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : statements.values()) {
      statement.close();
    }
    connection.close();
  }
}
