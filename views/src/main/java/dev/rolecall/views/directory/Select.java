package dev.rolecall.views.directory;

import java.util.ArrayList;
import java.util.List;

/** Builds the SQL of a query on users or groups. All names are ours; values are parameters. */
enum Select {
  USERS("users"),
  GROUPS("groups");

  private final String table;

  Select(String table) {
    this.table = table;
  }

  /** The part after SELECT … and its parameters. */
  record Clause(String text, List<Object> values) {}

  Clause from(String directory, Lookup lookup) {
    List<Object> values = new ArrayList<>(List.of(directory));
    String base = " FROM " + table + " t WHERE t.directory = ?";
    return switch (lookup) {
      case Lookup.Everything() -> new Clause(base, values);
      case Lookup.ById(String id) -> with(base + " AND t.id = ?", values, id);
      case Lookup.ByName(String name) ->
          with(base + " AND t.name = ?", values, Lookup.folded(name));
      case Lookup.ByExternalId(String id) -> with(base + " AND t.external_id = ?", values, id);
      case Lookup.ByEmail(String email) ->
          this == GROUPS
              ? new Clause(base + " AND 1 = 0", values)
              : with(
                  base
                      + " AND t.id IN (SELECT user_id FROM emails"
                      + " WHERE directory = t.directory AND email = ?)",
                  values,
                  Lookup.folded(email));
      case Lookup.ByMember(String member) ->
          this == USERS
              ? new Clause(base + " AND 1 = 0", values)
              : with(
                  base
                      + " AND t.id IN (SELECT group_id FROM members"
                      + " WHERE directory = t.directory AND member = ?)",
                  values,
                  member);
    };
  }

  private static Clause with(String text, List<Object> values, String value) {
    values.add(value);
    return new Clause(text, values);
  }
}
