package dev.rolecall.views.directory;

/** What the file stores of a resource beside its state, to be searched and sorted by. */
public enum Column {
  ID("t.id", Content.EXACT, true),
  /** userName of users, displayName of groups. */
  NAME("t.name", Content.FOLDED, true),
  EXTERNAL_ID("t.external_id", Content.EXACT, true),
  CREATED("t.created", Content.NUMBER, false),
  MODIFIED("t.modified", Content.NUMBER, false),

  // Of users.
  DISPLAY_NAME("t.display_name", Content.FOLDED, true),
  FAMILY_NAME("t.family_name", Content.FOLDED, false),
  GIVEN_NAME("t.given_name", Content.FOLDED, false),
  TITLE("t.title", Content.FOLDED, false),
  USER_TYPE("t.user_type", Content.FOLDED, false),
  EMPLOYEE_NUMBER("t.employee_number", Content.FOLDED, false),
  DEPARTMENT("t.department", Content.FOLDED, false),
  /** 1 or 0. */
  ACTIVE("t.active", Content.NUMBER, false),
  /** The address that a user is sorted by: the primary one, or else the first. */
  FIRST_EMAIL("t.first_email", Content.FOLDED, false),

  // Of elements; see Elements.
  EMAIL_VALUE("e.value", Content.FOLDED, true),
  EMAIL_DISPLAY("e.display", Content.FOLDED, false),
  EMAIL_TYPE("e.type", Content.FOLDED, false),
  /** 1 or 0. */
  EMAIL_PRIMARY("e.is_primary", Content.NUMBER, false),
  GROUP_ID("g.id", Content.EXACT, true),
  GROUP_NAME("g.name", Content.FOLDED, true),
  MEMBER_ID("m.member", Content.EXACT, true);

  private enum Content {
    EXACT,
    FOLDED,
    NUMBER
  }

  private final String sql;
  private final Content content;
  private final boolean indexed;

  Column(String sql, Content content, boolean indexed) {
    this.sql = sql;
    this.content = content;
    this.indexed = indexed;
  }

  String sql() {
    return sql;
  }

  /** Whether few rows have one value of it, and an index finds them. */
  boolean isIndexed() {
    return indexed;
  }

  /** Whether it holds texts; otherwise numbers. */
  public boolean isText() {
    return content != Content.NUMBER;
  }

  /** Whether letter case is lost: the column then answers only what disregards it. */
  public boolean isFolded() {
    return content == Content.FOLDED;
  }

  /** A text as the column holds it. */
  String written(String text) {
    return isFolded() ? Collation.fold(text) : text;
  }

  /** What a list is sorted by: as much of the column as a cursor can carry. */
  String sortSql() {
    return switch (this) {
      case ID, NAME, EXTERNAL_ID, CREATED, MODIFIED, ACTIVE -> sql;
      case DISPLAY_NAME,
          FAMILY_NAME,
          GIVEN_NAME,
          TITLE,
          USER_TYPE,
          EMPLOYEE_NUMBER,
          DEPARTMENT,
          FIRST_EMAIL,
          EMAIL_VALUE,
          EMAIL_DISPLAY,
          EMAIL_TYPE,
          EMAIL_PRIMARY,
          GROUP_ID,
          GROUP_NAME,
          MEMBER_ID ->
          // Most texts are whole; and within them, substr would take a NUL for the end.
          "iif(octet_length(%1$s) <= %2$d, %1$s, substr(%1$s, 1, %2$d))"
              .formatted(sql, Collation.SORTED_CODE_POINTS);
    };
  }
}
