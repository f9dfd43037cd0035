package dev.rolecall.views.directory;

import dev.rolecall.views.log.Statements;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The questions about groups that are members of groups. */
final class Nesting {

  /** As deep as the directory stage follows: what it leaves out is not shown either. */
  private static final int MOST_STEPS = 10;

  /** As many groups as the directory stage gives a person. */
  private static final int MOST_GROUPS = 1_000;

  /** One group may be reached on many paths; the nearest come first. */
  private static final int MOST_PATHS = 20_000;

  /** Ids of one query: far below the number of parameters that SQLite takes. */
  private static final int PART = 500;

  private Nesting() {}

  static Map<String, List<GroupOfPerson>> inherited(
      Statements file, String directory, List<String> persons) throws SQLException {
    Map<String, List<GroupOfPerson>> found = new HashMap<>();
    for (String person : persons) {
      found.put(person, inherited(file, directory, person));
    }
    return found;
  }

  /** Joined crosswise: otherwise SQLite walks through all groups to find those of one person. */
  private static List<GroupOfPerson> inherited(Statements file, String directory, String person)
      throws SQLException {
    return file.read(
        row ->
            new GroupOfPerson(
                States.GROUPS.decode(row.getBytes(1)), Instant.ofEpochMilli(row.getLong(2))),
        """
        WITH RECURSIVE above (id, since, steps) AS (
          SELECT m.group_id, m.since, 0 FROM members m WHERE m.directory = ? AND m.member = ?
          UNION
          SELECT m.group_id, MAX(m.since, a.since), a.steps + 1 FROM above a
          CROSS JOIN groups g ON g.directory = ? AND g.id = a.id
          CROSS JOIN members m ON m.directory = g.directory AND m.member = g.id
          WHERE a.steps < ? LIMIT ?)
        SELECT g.state, MIN(a.since) FROM above a
        CROSS JOIN groups g ON g.directory = ? AND g.id = a.id
        GROUP BY a.id HAVING MIN(a.steps) > 0 ORDER BY MIN(a.steps), a.id LIMIT ?
        """,
        directory,
        person,
        directory,
        MOST_STEPS,
        MOST_PATHS,
        directory,
        MOST_GROUPS);
  }

  static Set<String> groupsAmong(Statements file, String directory, Collection<String> ids)
      throws SQLException {
    List<String> all = List.copyOf(ids);
    Set<String> groups = new HashSet<>();
    for (int from = 0; from < all.size(); from += PART) {
      List<String> part = all.subList(from, Math.min(from + PART, all.size()));
      List<Object> values = new ArrayList<>(part);
      values.add(0, directory);
      String places = String.join(", ", part.stream().map(id -> "?").toList());
      groups.addAll(
          file.read(
              row -> row.getString(1),
              "SELECT id FROM groups WHERE directory = ? AND id IN (" + places + ")",
              values.toArray()));
    }
    return groups;
  }
}
