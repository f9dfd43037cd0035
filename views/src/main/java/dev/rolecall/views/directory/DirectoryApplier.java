package dev.rolecall.views.directory;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Keys.DirectoryKey;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.DirectoryEntry;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.Labelled;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.views.log.Applier;
import dev.rolecall.views.log.LogRecord;
import dev.rolecall.views.log.Statements;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Brings the facts of the directory log into the tables. */
final class DirectoryApplier implements Applier {

  @Override
  public void apply(Statements file, LogRecord record) throws SQLException {
    DirectoryKey key = Keys.parse(record.key());
    byte[] value = record.value();
    if (value == null) {
      delete(file, key);
      return;
    }
    DirectoryEntry entry = Topics.DIRECTORY.values().decode(value);
    String directory = Keys.directoryOf(record.key());
    switch (entry.getFact()) {
      case UserState user -> put(file, directory, user);
      case GroupState group -> put(file, directory, group);
      case Membership membership -> put(file, directory, membership);
      case BundleState bundle ->
          file.run(
              "INSERT OR REPLACE INTO bundle (directory, state) VALUES (?, ?)",
              directory,
              States.BUNDLES.encode(bundle));
      default -> throw new IllegalArgumentException("a fact of a kind this version does not know");
    }
  }

  private static void put(Statements file, String directory, UserState user) throws SQLException {
    file.run(
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
    file.run("DELETE FROM emails WHERE directory = ? AND user_id = ?", directory, user.getId());
    Set<String> emails = new LinkedHashSet<>();
    for (Labelled email : user.getUser().getEmails()) {
      emails.add(Lookup.folded(email.getValue()));
    }
    for (String email : emails) {
      file.run(
          "INSERT INTO emails (directory, user_id, email) VALUES (?, ?, ?)",
          directory,
          user.getId(),
          email);
    }
  }

  private static void put(Statements file, String directory, GroupState group) throws SQLException {
    file.run(
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

  private static void put(Statements file, String directory, Membership membership)
      throws SQLException {
    file.run(
        "INSERT OR REPLACE INTO members (directory, group_id, member, since) VALUES (?, ?, ?, ?)",
        directory,
        membership.getGroup(),
        membership.getMember(),
        membership.getSince().toEpochMilli());
  }

  private static void delete(Statements file, DirectoryKey key) throws SQLException {
    switch (key) {
      case DirectoryKey.UserKey(String directory, String id) -> {
        file.run("DELETE FROM users WHERE directory = ? AND id = ?", directory, id);
        file.run("DELETE FROM emails WHERE directory = ? AND user_id = ?", directory, id);
      }
      case DirectoryKey.GroupKey(String directory, String id) ->
          file.run("DELETE FROM groups WHERE directory = ? AND id = ?", directory, id);
      case DirectoryKey.MemberKey(String directory, String group, String member) ->
          file.run(
              "DELETE FROM members WHERE directory = ? AND group_id = ? AND member = ?",
              directory,
              group,
              member);
      case DirectoryKey.BundleKey(String directory) ->
          file.run("DELETE FROM bundle WHERE directory = ?", directory);
    }
  }
}
