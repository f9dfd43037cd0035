package dev.rolecall.views.directory;

/**
 * What can be listed. The order is the one in which equals stand in a list of both; SQLite, which
 * knows the names only, has the same.
 */
public enum Kind {
  GROUPS("groups"),
  USERS("users");

  private final String table;

  Kind(String table) {
    this.table = table;
  }

  String table() {
    return table;
  }
}
