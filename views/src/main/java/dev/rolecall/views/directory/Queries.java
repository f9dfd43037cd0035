package dev.rolecall.views.directory;

import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.HeldBundle;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.views.log.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The questions that are asked of the file, over one connection. */
final class Queries {

  /** A filter without an index reads everything; a client must not occupy a reader for longer. */
  private static final Duration LONGEST_SEARCH = Duration.ofSeconds(5);

  private final Statements file;
  private final InstantSource clock;

  Queries(Statements file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  Optional<UserState> user(String directory, String id) throws SQLException {
    return file
        .read(
            row -> States.USERS.decode(row.getBytes(1)),
            "SELECT state FROM users WHERE directory = ? AND id = ?",
            directory,
            id)
        .stream()
        .findFirst();
  }

  Optional<GroupState> group(String directory, String id) throws SQLException {
    return file
        .read(
            row -> States.GROUPS.decode(row.getBytes(1)),
            "SELECT state FROM groups WHERE directory = ? AND id = ?",
            directory,
            id)
        .stream()
        .findFirst();
  }

  Listed list(String directory, Listing listing) throws SQLException {
    Instant deadline = clock.instant().plus(LONGEST_SEARCH);
    return file.until(
        () -> clock.instant().isAfter(deadline),
        () ->
            listing.isAnsweredBySql()
                ? answered(directory, listing)
                : lookedAt(directory, listing));
  }

  private Listed answered(String directory, Listing listing) throws SQLException {
    Sql count = Rows.total(directory, listing);
    int total = file.read(row -> row.getInt(1), count.text(), count.values()).getFirst();
    int most = listing.window().count();
    if (total == 0 || most == 0) {
      return new Listed(total, List.of(), false);
    }
    Sql part = Rows.part(directory, listing);
    List<Listed.Item> items = file.read(Queries::item, part.text(), part.values());
    return new Listed(total, items.subList(0, Math.min(most, items.size())), items.size() > most);
  }

  private Listed lookedAt(String directory, Listing listing) throws SQLException {
    Ranking ranking = new Ranking(listing, links(directory));
    Sql candidates = Rows.candidates(directory, listing);
    file.visit(ranking, candidates.text(), candidates.values());
    List<Listed.Item> items = new ArrayList<>();
    for (Position position : ranking.part()) {
      items.add(new Listed.Item(resource(directory, position), position));
    }
    return new Listed(ranking.total(), items, ranking.hasMore());
  }

  private static Listed.Item item(ResultSet row) throws SQLException {
    return new Listed.Item(Rows.resource(row), Rows.position(row));
  }

  private Found resource(String directory, Position position) throws SQLException {
    Source one =
        new Source(
            position.kind(),
            new Lookup.ById(position.id()).on(position.kind()),
            Optional.empty(),
            new Source.Key.None());
    Sql sql =
        Rows.candidates(directory, new Listing(List.of(one), false, new Window.FromIndex(1, 1)));
    return file.read(Rows::resource, sql.text(), sql.values()).getFirst();
  }

  /** Memberships in the state of the directory that this question sees. */
  private Links links(String directory) {
    return new Links() {
      @Override
      public List<GroupOfPerson> groupsOf(String person) {
        return reading(() ->
            Queries.this.groupsOf(directory, List.of(person)).getOrDefault(person, List.of()));
      }

      @Override
      public List<GroupOfPerson> inheritedGroups(String person) {
        return reading(() ->
            Nesting.inherited(file, directory, List.of(person)).getOrDefault(person, List.of()));
      }

      @Override
      public Set<String> groupsAmong(Collection<String> ids) {
        return reading(() -> Nesting.groupsAmong(file, directory, ids));
      }

      @Override
      public List<Membership> members(String group, @Nullable String after, int most) {
        return reading(() -> Queries.this.members(directory, group, after, most));
      }
    };
  }

  private static <T> T reading(Statements.Reading<T> reading) {
    try {
      return reading.read();
    } catch (SQLException e) {
      throw Statements.failed(e);
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

  Map<String, List<GroupOfPerson>> groupsOf(String directory, List<String> persons)
      throws SQLException {
    Map<String, List<GroupOfPerson>> found = new HashMap<>();
    for (String person : persons) {
      List<GroupOfPerson> groups =
          file.read(
              Queries::groupOfPerson,
              """
              SELECT g.state, m.since FROM members m
              JOIN groups g ON g.directory = m.directory AND g.id = m.group_id
              WHERE m.directory = ? AND m.member = ? ORDER BY m.group_id
              """,
              directory,
              person);
      found.put(person, groups);
    }
    return found;
  }

  private static GroupOfPerson groupOfPerson(ResultSet row) throws SQLException {
    return new GroupOfPerson(
        States.GROUPS.decode(row.getBytes(1)), Instant.ofEpochMilli(row.getLong(2)));
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

  Optional<HeldBundle> heldBundle(String directory) throws SQLException {
    return file
        .read(
            row -> States.HELD_BUNDLES.decode(row.getBytes(1)),
            "SELECT state FROM held_bundle WHERE directory = ?",
            directory)
        .stream()
        .findFirst();
  }

  /** Whether an operator has confirmed the directory; one that nothing is known of is not. */
  boolean isReady(String directory) throws SQLException {
    return file.read(
            row -> row.getInt(1), "SELECT ready FROM phases WHERE directory = ?", directory)
        .contains(1);
  }
}
