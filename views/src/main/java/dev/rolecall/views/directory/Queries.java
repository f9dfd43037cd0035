package dev.rolecall.views.directory;

import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Membership;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The questions that are asked of the file, over one connection. */
final class Queries {

  /** A filter without an index reads everything; a client must not occupy a reader for longer. */
  private static final Duration LONGEST_SCAN = Duration.ofSeconds(5);

  /** How often a scan looks at the clock. */
  private static final int ROWS_PER_LOOK = 1_000;

  private final Connection connection;
  private final InstantSource clock;

  Queries(Connection connection, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
  }

  <T extends SpecificRecord> Page<T> page(
      Select select, String directory, Query<T> query, Codec<T> codec) throws SQLException {
    Select.Clause from = select.from(directory, query.lookup());
    return query.filter().isPresent()
        ? filtered(from, query, query.filter().get(), codec)
        : unfiltered(from, query, codec);
  }

  private <T extends SpecificRecord> Page<T> unfiltered(
      Select.Clause from, Query<T> query, Codec<T> codec) throws SQLException {
    int total;
    try (PreparedStatement count = prepare("SELECT COUNT(*)" + from.text(), from.values());
        ResultSet rows = count.executeQuery()) {
      total = rows.next() ? rows.getInt(1) : 0;
    }
    List<Object> values = new ArrayList<>(from.values());
    values.add(query.count());
    values.add(query.startIndex() - 1);
    List<T> items = new ArrayList<>();
    String sql = "SELECT t.state" + from.text() + " ORDER BY t.created, t.id LIMIT ? OFFSET ?";
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        items.add(codec.decode(rows.getBytes(1)));
      }
    }
    return new Page<>(total, items);
  }

  private <T extends SpecificRecord> Page<T> filtered(
      Select.Clause from, Query<T> query, Predicate<T> filter, Codec<T> codec) throws SQLException {
    Instant deadline = clock.instant().plus(LONGEST_SCAN);
    int read = 0;
    int total = 0;
    List<T> items = new ArrayList<>();
    String sql = "SELECT t.state" + from.text() + " ORDER BY t.created, t.id";
    try (PreparedStatement statement = prepare(sql, from.values());
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        if (++read % ROWS_PER_LOOK == 0 && clock.instant().isAfter(deadline)) {
          throw new ViewBusyException("this filter needs an index; filter by name or id instead");
        }
        T state = codec.decode(rows.getBytes(1));
        if (filter.test(state)) {
          total++;
          if (total >= query.startIndex() && items.size() < query.count()) {
            items.add(state);
          }
        }
      }
    }
    return new Page<>(total, items);
  }

  List<Membership> members(String directory, String group, @Nullable String after, int most)
      throws SQLException {
    String sql =
        """
        SELECT member, since FROM members WHERE directory = ? AND group_id = ? AND member > ?
        ORDER BY member LIMIT ?
        """;
    List<Membership> members = new ArrayList<>();
    List<Object> values = List.of(directory, group, after == null ? "" : after, most);
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Instant since = Instant.ofEpochMilli(rows.getLong(2));
        members.add(new Membership(group, rows.getString(1), since));
      }
    }
    return members;
  }

  List<GroupOfPerson> groupsOf(String directory, String person) throws SQLException {
    String sql =
        """
        SELECT g.state, m.since FROM members m
        JOIN groups g ON g.directory = m.directory AND g.id = m.group_id
        WHERE m.directory = ? AND m.member = ? ORDER BY m.group_id
        """;
    List<GroupOfPerson> groups = new ArrayList<>();
    try (PreparedStatement statement = prepare(sql, List.of(directory, person));
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Instant since = Instant.ofEpochMilli(rows.getLong(2));
        groups.add(new GroupOfPerson(States.GROUPS.decode(rows.getBytes(1)), since));
      }
    }
    return groups;
  }

  Optional<BundleState> bundle(String directory) throws SQLException {
    String sql = "SELECT state FROM bundle WHERE directory = ?";
    try (PreparedStatement statement = prepare(sql, List.of(directory));
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(States.BUNDLES.decode(rows.getBytes(1))) : Optional.empty();
    }
  }

  private PreparedStatement prepare(String sql, List<Object> values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    return statement;
  }
}
