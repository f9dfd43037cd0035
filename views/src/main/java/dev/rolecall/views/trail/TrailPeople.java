package dev.rolecall.views.trail;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AdoptedPerson;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.DirectoryPhase;
import dev.rolecall.schemas.avro.PauseTools;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Resync;
import dev.rolecall.schemas.avro.SetLink;
import dev.rolecall.schemas.avro.UndonePerson;
import dev.rolecall.views.log.LogRecord;
import dev.rolecall.views.log.Statements;
import dev.rolecall.views.trail.TrailReader.PersonKey;
import dev.rolecall.views.trail.TrailReader.WithAccess;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** People as resolution sees them, and the bundle in force: what is written and what is asked. */
final class TrailPeople {

  /** Comes before every key: no directory has an empty name. */
  private static final PersonKey BEFORE_ALL = new PersonKey("", "");

  private TrailPeople() {}

  static void apply(Statements file, LogRecord record) throws SQLException {
    byte[] value = record.value();
    if (value == null) {
      String directory = Keys.directoryOf(record.key());
      String person =
          record.key().substring(Math.min(record.key().length(), directory.length() + 1));
      file.run("DELETE FROM people WHERE directory = ? AND person = ?", directory, person);
      return;
    }
    switch (Topics.PEOPLE.values().decode(value).getBody()) {
      case Person person ->
          file.run(
              "INSERT OR REPLACE INTO people (directory, person, record) VALUES (?, ?, ?)",
              person.getDirectory(),
              person.getId(),
              value);
      case BundleState bundle ->
          file.run(
              """
              INSERT INTO bundle (one, version, record) VALUES (1, ?, ?)
                ON CONFLICT (one) DO UPDATE SET version = excluded.version, record = excluded.record
                WHERE excluded.version >= bundle.version
              """,
              bundle.getVersion(),
              value);
      case DirectoryPhase phase -> {
        // The directory's own log says it, too: one place is enough to read it from.
      }
      case DecideHold decision -> {
        // On its way to the guard, whose records tell what became of it; so are those below.
      }
      case PauseTools pause -> {}
      case UndonePerson undone -> {}
      case Resync resync -> {}
      case AdoptedPerson adopted -> {}
      case SetLink link -> {}
      default -> throw new IllegalArgumentException("people of a kind this version does not know");
    }
  }

  static Optional<Person> person(Statements file, String directory, String id) throws SQLException {
    return file
        .read(
            row -> (Person) entry(row.getBytes(1)).getBody(),
            "SELECT record FROM people WHERE directory = ? AND person = ?",
            directory,
            id)
        .stream()
        .findFirst();
  }

  static Optional<BundleState> bundle(Statements file) throws SQLException {
    return file
        .read(
            row -> (BundleState) entry(row.getBytes(1)).getBody(),
            "SELECT record FROM bundle WHERE one = 1")
        .stream()
        .findFirst();
  }

  static long count(Statements file) throws SQLException {
    return file.read(row -> row.getLong(1), "SELECT COUNT(*) FROM people").getFirst();
  }

  /** One page of people and what they should have, as both are at the same moment. */
  static List<WithAccess> page(Statements file, Optional<PersonKey> after, int most)
      throws SQLException {
    PersonKey from = after.orElse(BEFORE_ALL);
    List<Person> people =
        file.read(
            row -> (Person) entry(row.getBytes(1)).getBody(),
            """
            SELECT record FROM people WHERE (directory, person) > (?, ?)
              ORDER BY directory, person LIMIT ?
            """,
            from.directory(),
            from.id(),
            most);
    if (people.isEmpty()) {
      return List.of();
    }
    Map<PersonKey, List<Access>> accesses = accesses(file, from, PersonKey.of(people.getLast()));
    return people.stream()
        .map(each -> new WithAccess(each, accesses.getOrDefault(PersonKey.of(each), List.of())))
        .toList();
  }

  private static Map<PersonKey, List<Access>> accesses(
      Statements file, PersonKey after, PersonKey last) throws SQLException {
    Map<PersonKey, List<Access>> byPerson = new HashMap<>();
    file.visit(
        row -> {
          Access access = TrailQueries.ACCESS.decode(row.getBytes(1));
          byPerson
              .computeIfAbsent(
                  new PersonKey(access.getDirectory(), access.getPerson()),
                  key -> new ArrayList<>())
              .add(access);
        },
        """
        SELECT record FROM access WHERE (directory, person) > (?, ?)
          AND (directory, person) <= (?, ?) ORDER BY directory, person
        """,
        after.directory(),
        after.id(),
        last.directory(),
        last.id());
    return byPerson;
  }

  private static PeopleEntry entry(byte[] value) {
    return Topics.PEOPLE.values().decode(value);
  }
}
