package dev.rolecall.views.directory;

/**
 * What a resource can have several of, each with columns of its own. A cross join is one that
 * SQLite does not turn round.
 */
public enum Elements {
  /** The e-mail addresses of a user. */
  EMAILS(
      "SELECT e.user_id FROM emails e WHERE e.directory = ?",
      "SELECT 1 FROM emails e WHERE e.directory = ? AND e.user_id = t.id"),
  /** The groups of a user. */
  GROUPS(
      "SELECT m.member FROM groups g CROSS JOIN members m"
          + " ON m.directory = g.directory AND m.group_id = g.id WHERE g.directory = ?",
      "SELECT 1 FROM members m CROSS JOIN groups g"
          + " ON g.directory = m.directory AND g.id = m.group_id"
          + " WHERE m.directory = ? AND m.member = t.id"),
  /** The members of a group. */
  MEMBERS(
      "SELECT m.group_id FROM members m WHERE m.directory = ?",
      "SELECT 1 FROM members m WHERE m.directory = ? AND m.group_id = t.id");

  private final String owners;
  private final String ofOne;

  Elements(String owners, String ofOne) {
    this.owners = owners;
    this.ofOne = ofOne;
  }

  /** SQL of the ids of all that have such elements; the condition on the element follows. */
  String owners() {
    return owners;
  }

  /** SQL of the elements of the row {@code t}; the condition on the element follows. */
  String ofOne() {
    return ofOne;
  }
}
