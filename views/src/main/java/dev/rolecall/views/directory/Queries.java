package dev.rolecall.views.directory;

import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.views.log.Statements;
import dev.rolecall.views.log.ViewBusyException;
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

  private final Statements file;
  private final InstantSource clock;

  Queries(Statements file, InstantSource clock) {
    this.file = file;
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
    int total =
        file.read(row -> row.getInt(1), "SELECT COUNT(*)" + from.text(), from.values().toArray())
            .getFirst();
    List<Object> values = new ArrayList<>(from.values());
    values.add(query.count());
    values.add(query.startIndex() - 1);
    List<T> items =
        file.read(
            row -> codec.decode(row.getBytes(1)),
            "SELECT t.state" + from.text() + " ORDER BY t.created, t.id LIMIT ? OFFSET ?",
            values.toArray());
    return new Page<>(total, items);
  }

  private <T extends SpecificRecord> Page<T> filtered(
      Select.Clause from, Query<T> query, Predicate<T> filter, Codec<T> codec) throws SQLException {
    Scan<T> scan = new Scan<>(query, filter, codec);
    file.visit(
        scan,
        "SELECT t.state" + from.text() + " ORDER BY t.created, t.id",
        from.values().toArray());
    return new Page<>(scan.total, scan.items);
  }

  /** Counts what passes a filter and keeps one page of it. */
  private final class Scan<T extends SpecificRecord> implements Statements.RowVisitor {
    private final Instant deadline = clock.instant().plus(LONGEST_SCAN);
    private final Query<T> query;
    private final Predicate<T> filter;
    private final Codec<T> codec;
    private final List<T> items = new ArrayList<>();
    private int read;
    private int total;

    Scan(Query<T> query, Predicate<T> filter, Codec<T> codec) {
      this.query = query;
      this.filter = filter;
      this.codec = codec;
    }

    @Override
    public void visit(ResultSet row) throws SQLException {
      if (++read % ROWS_PER_LOOK == 0 && clock.instant().isAfter(deadline)) {
        throw new ViewBusyException("this filter needs an index; filter by name or id instead");
      }
      T state = codec.decode(row.getBytes(1));
      if (filter.test(state)) {
        total++;
        if (total >= query.startIndex() && items.size() < query.count()) {
          items.add(state);
        }
      }
    }
  }

  List<Membership> members(String directory, String group, @Nullable String after, int most)
      throws SQLException {
    return file.read(
        row -> new Membership(group, row.getString(1), Instant.ofEpochMilli(row.getLong(2))),
        """
        SELECT member, since FROM members WHERE directory = ? AND group_id = ? AND member > ?
        ORDER BY member LIMIT ?
        """,
        directory,
        group,
        after == null ? "" : after,
        most);
  }

  List<GroupOfPerson> groupsOf(String directory, String person) throws SQLException {
    return file.read(
        row ->
            new GroupOfPerson(
                States.GROUPS.decode(row.getBytes(1)), Instant.ofEpochMilli(row.getLong(2))),
        """
        SELECT g.state, m.since FROM members m
        JOIN groups g ON g.directory = m.directory AND g.id = m.group_id
        WHERE m.directory = ? AND m.member = ? ORDER BY m.group_id
        """,
        directory,
        person);
  }

  Optional<BundleState> bundle(String directory) throws SQLException {
    return file
        .read(
            row -> States.BUNDLES.decode(row.getBytes(1)),
            "SELECT state FROM bundle WHERE directory = ?",
            directory)
        .stream()
        .findFirst();
  }
}
