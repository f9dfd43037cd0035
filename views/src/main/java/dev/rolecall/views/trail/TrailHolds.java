package dev.rolecall.views.trail;

import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.HeldPerson;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldEntry;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.views.log.LogRecord;
import dev.rolecall.views.log.Statements;
import dev.rolecall.views.trail.HoldsReader.HoldQuery;
import dev.rolecall.views.trail.HoldsReader.OpenHolds;
import dev.rolecall.views.trail.TrailReader.PersonKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds and whom they keep: what is written and what is asked. */
final class TrailHolds {

  /** Comes before every key: no directory has an empty name. */
  private static final PersonKey BEFORE_ALL = new PersonKey("", "");

  /** Hold, directory, person: an id may have slashes of its own. */
  private static final int PARTS_OF_A_PERSON = 3;

  private TrailHolds() {}

  static void apply(Statements file, LogRecord record) throws SQLException {
    byte[] value = record.value();
    if (value == null) {
      forget(file, record.key());
      return;
    }
    switch (entry(value).getBody()) {
      case Hold hold ->
          file.run(
              """
              INSERT OR REPLACE INTO holds (id, state, opened, trigger, tool, directory, record)
              VALUES (?, ?, ?, ?, ?, ?, ?)
              """,
              hold.getId(),
              hold.getState().name(),
              hold.getOpenedAt().toEpochMilli(),
              hold.getTrigger().name(),
              hold.getTool(),
              hold.getDirectory(),
              value);
      case HeldPerson held ->
          file.run(
              "INSERT OR REPLACE INTO held (hold, directory, person, record) VALUES (?, ?, ?, ?)",
              held.getHold(),
              held.getDirectory(),
              held.getPerson(),
              value);
      default -> throw new IllegalArgumentException("a hold of a kind this version does not know");
    }
  }

  private static void forget(Statements file, String key) throws SQLException {
    String[] parts = key.split("/", PARTS_OF_A_PERSON);
    if (parts.length == PARTS_OF_A_PERSON) {
      file.run(
          "DELETE FROM held WHERE hold = ? AND directory = ? AND person = ?",
          parts[0],
          parts[1],
          parts[2]);
    } else {
      file.run("DELETE FROM holds WHERE id = ?", key);
    }
  }

  static List<Hold> holds(Statements file, HoldQuery query) throws SQLException {
    StringBuilder where = new StringBuilder();
    List<Object> values = new ArrayList<>();
    if (!query.all()) {
      where.append(" AND state = 'OPEN'");
    }
    query
        .tool()
        .ifPresent(tool -> {
          where.append(" AND tool = ?");
          values.add(tool);
        });
    query
        .directory()
        .ifPresent(directory -> {
          where.append(" AND directory = ?");
          values.add(directory);
        });
    values.add(query.most());
    return file.read(
        row -> (Hold) entry(row.getBytes(1)).getBody(),
        "SELECT record FROM holds WHERE true"
            + where
            + " ORDER BY state <> 'OPEN', opened DESC, id LIMIT ?",
        values.toArray());
  }

  static Optional<Hold> hold(Statements file, String id) throws SQLException {
    return file
        .read(
            row -> (Hold) entry(row.getBytes(1)).getBody(),
            "SELECT record FROM holds WHERE id = ?",
            id)
        .stream()
        .findFirst();
  }

  static List<HeldPerson> held(Statements file, String hold, Optional<PersonKey> after, int most)
      throws SQLException {
    PersonKey from = after.orElse(BEFORE_ALL);
    return file.read(
        row -> (HeldPerson) entry(row.getBytes(1)).getBody(),
        """
        SELECT record FROM held WHERE hold = ? AND (directory, person) > (?, ?)
          ORDER BY directory, person LIMIT ?
        """,
        hold,
        from.directory(),
        from.id(),
        most);
  }

  static List<HeldPerson> heldOf(Statements file, String directory, String person)
      throws SQLException {
    return file.read(
        row -> (HeldPerson) entry(row.getBytes(1)).getBody(),
        "SELECT record FROM held WHERE directory = ? AND person = ? ORDER BY hold",
        directory,
        person);
  }

  static OpenHolds open(Statements file) throws SQLException {
    return file.read(
            row -> {
              long count = row.getLong(1);
              return new OpenHolds(
                  count,
                  count == 0
                      ? Optional.empty()
                      : Optional.of(Instant.ofEpochMilli(row.getLong(2))));
            },
            "SELECT COUNT(*), MIN(opened) FROM holds WHERE state = 'OPEN'")
        .getFirst();
  }

  static Map<HoldTrigger, Long> openByTrigger(Statements file) throws SQLException {
    Map<HoldTrigger, Long> open = new EnumMap<>(HoldTrigger.class);
    file.read(
        row -> open.put(HoldTrigger.valueOf(row.getString(1)), row.getLong(2)),
        "SELECT trigger, COUNT(*) FROM holds WHERE state = 'OPEN' GROUP BY trigger");
    return open;
  }

  private static HoldEntry entry(byte[] value) {
    return Topics.HOLDS.values().decode(value);
  }
}
