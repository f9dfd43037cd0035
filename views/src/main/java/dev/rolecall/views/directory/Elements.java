package dev.rolecall.views.directory;

/**
 * What a resource can have several of, each with columns of its own. A cross join is one that
 * SQLite does not turn round.
 */
public enum Elements {
  /** The e-mail addresses of a user. */
  EMAILS(
      "SELECT e.user_id FROM emails e WHERE e.directory = ?",
      "",
      "SELECT 1 FROM emails e WHERE e.directory = ? AND e.user_id = t.id"),
  /** The groups of a user: direct ones, and over as many steps as {@link Nesting} follows. */
  GROUPS(
      """
      WITH RECURSIVE below (directory, id, steps) AS (
        SELECT m.directory, m.member, 0 FROM groups g
        CROSS JOIN members m ON m.directory = g.directory AND m.group_id = g.id
        WHERE g.directory = ?\
      """,
      """

        UNION
        SELECT m.directory, m.member, b.steps + 1 FROM below b
        CROSS JOIN groups g ON g.directory = b.directory AND g.id = b.id
        CROSS JOIN members m ON m.directory = g.directory AND m.group_id = g.id
        WHERE b.steps < 10)
      SELECT id FROM below
      """,
      """
      SELECT 1 FROM (
        WITH RECURSIVE above (directory, id, steps) AS (
          SELECT m.directory, m.group_id, 0 FROM members m
          WHERE m.directory = ? AND m.member = t.id
          UNION
          SELECT m.directory, m.group_id, a.steps + 1 FROM above a
          CROSS JOIN groups g ON g.directory = a.directory AND g.id = a.id
          CROSS JOIN members m ON m.directory = g.directory AND m.member = g.id
          WHERE a.steps < 10)
        SELECT DISTINCT directory, id FROM above) i
      CROSS JOIN groups g ON g.directory = i.directory AND g.id = i.id WHERE 1\
      """),
  /** The members of a group. */
  MEMBERS(
      "SELECT m.group_id FROM members m WHERE m.directory = ?",
      "",
      "SELECT 1 FROM members m WHERE m.directory = ? AND m.group_id = t.id");

  private final String owners;
  private final String endOfOwners;
  private final String ofOne;

  Elements(String owners, String endOfOwners, String ofOne) {
    this.owners = owners;
    this.endOfOwners = endOfOwners;
    this.ofOne = ofOne;
  }

  /** SQL of the ids of all that have such elements; the condition on the element follows. */
  String owners() {
    return owners;
  }

  /** What follows that condition. */
  String endOfOwners() {
    return endOfOwners;
  }

  /** SQL of the elements of the row {@code t}; the condition on the element follows. */
  String ofOne() {
    return ofOne;
  }
}
