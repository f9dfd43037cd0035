package dev.rolecall.views.directory;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Keys.DirectoryKey;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.DirectoryEntry;
import dev.rolecall.schemas.avro.DirectoryPhase;
import dev.rolecall.schemas.avro.Enterprise;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.HeldBundle;
import dev.rolecall.schemas.avro.Labelled;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.PersonName;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.views.log.Applier;
import dev.rolecall.views.log.LogRecord;
import dev.rolecall.views.log.Statements;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
      case HeldBundle held ->
          file.run(
              "INSERT OR REPLACE INTO held_bundle (directory, state) VALUES (?, ?)",
              directory,
              States.HELD_BUNDLES.encode(held));
      case DirectoryPhase phase ->
          file.run(
              "INSERT OR REPLACE INTO phases (directory, ready) VALUES (?, ?)",
              directory,
              phase.getReady() ? 1 : 0);
      default -> throw new IllegalArgumentException("a fact of a kind this version does not know");
    }
  }

  private static void put(Statements file, String directory, UserState state) throws SQLException {
    User user = state.getUser();
    Optional<PersonName> name = Optional.ofNullable(user.getName());
    Optional<Enterprise> enterprise = Optional.ofNullable(user.getEnterprise());
    file.run(
        """
        INSERT INTO users (directory, id, created, modified, name, external_id, active,
          display_name, family_name, given_name, title, user_type, employee_number, department,
          first_email, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (directory, id) DO UPDATE SET created = excluded.created,
          modified = excluded.modified, name = excluded.name, external_id = excluded.external_id,
          active = excluded.active, display_name = excluded.display_name,
          family_name = excluded.family_name, given_name = excluded.given_name,
          title = excluded.title, user_type = excluded.user_type,
          employee_number = excluded.employee_number, department = excluded.department,
          first_email = excluded.first_email, state = excluded.state
        """,
        directory,
        state.getId(),
        state.getCreated().toEpochMilli(),
        state.getLastModified().toEpochMilli(),
        Sql.stored(Column.NAME, user.getUserName()),
        Sql.stored(Column.EXTERNAL_ID, user.getExternalId()),
        user.getActive() ? 1 : 0,
        Sql.stored(Column.DISPLAY_NAME, user.getDisplayName()),
        Sql.stored(Column.FAMILY_NAME, name.map(PersonName::getFamilyName).orElse(null)),
        Sql.stored(Column.GIVEN_NAME, name.map(PersonName::getGivenName).orElse(null)),
        Sql.stored(Column.TITLE, user.getTitle()),
        Sql.stored(Column.USER_TYPE, user.getUserType()),
        Sql.stored(
            Column.EMPLOYEE_NUMBER, enterprise.map(Enterprise::getEmployeeNumber).orElse(null)),
        Sql.stored(Column.DEPARTMENT, enterprise.map(Enterprise::getDepartment).orElse(null)),
        Sql.stored(Column.FIRST_EMAIL, firstEmail(user)),
        States.USERS.encode(state));
    file.run("DELETE FROM emails WHERE directory = ? AND user_id = ?", directory, state.getId());
    for (int place = 0; place < user.getEmails().size(); place++) {
      put(file, directory, state.getId(), place, user.getEmails().get(place));
    }
  }

  private static void put(Statements file, String directory, String user, int place, Labelled email)
      throws SQLException {
    file.run(
        """
        INSERT INTO emails (directory, user_id, place, value, display, type, is_primary)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        directory,
        user,
        place,
        Sql.element(Column.EMAIL_VALUE, email.getValue()),
        Sql.element(Column.EMAIL_DISPLAY, email.getDisplay()),
        Sql.element(Column.EMAIL_TYPE, email.getType()),
        email.getPrimary() ? 1 : 0);
  }

  private static @Nullable String firstEmail(User user) {
    return user.getEmails().stream()
        .filter(Labelled::getPrimary)
        .findFirst()
        .or(() -> user.getEmails().stream().findFirst())
        .map(Labelled::getValue)
        .orElse(null);
  }

  private static void put(Statements file, String directory, GroupState group) throws SQLException {
    file.run(
        """
        INSERT INTO groups (directory, id, created, modified, name, external_id, state)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (directory, id) DO UPDATE SET created = excluded.created,
          modified = excluded.modified, name = excluded.name, external_id = excluded.external_id,
          state = excluded.state
        """,
        directory,
        group.getId(),
        group.getCreated().toEpochMilli(),
        group.getLastModified().toEpochMilli(),
        Sql.stored(Column.NAME, group.getDisplayName()),
        Sql.stored(Column.EXTERNAL_ID, group.getExternalId()),
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
      case DirectoryKey.HeldBundleKey(String directory) ->
          file.run("DELETE FROM held_bundle WHERE directory = ?", directory);
      case DirectoryKey.PhaseKey(String directory) ->
          file.run("DELETE FROM phases WHERE directory = ?", directory);
    }
  }
}
