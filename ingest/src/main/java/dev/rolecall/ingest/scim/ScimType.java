package dev.rolecall.ingest.scim;

/** Detail error keywords (RFC 7644 § 3.12, table 9; of cursors: RFC 9865 § 2.1). */
public enum ScimType {
  INVALID_FILTER("invalidFilter"),
  TOO_MANY("tooMany"),
  UNIQUENESS("uniqueness"),
  MUTABILITY("mutability"),
  INVALID_SYNTAX("invalidSyntax"),
  INVALID_PATH("invalidPath"),
  NO_TARGET("noTarget"),
  INVALID_VALUE("invalidValue"),
  INVALID_VERSION("invalidVers"),
  SENSITIVE("sensitive"),
  INVALID_CURSOR("invalidCursor"),
  EXPIRED_CURSOR("expiredCursor"),
  INVALID_COUNT("invalidCount");

  private final String keyword;

  ScimType(String keyword) {
    this.keyword = keyword;
  }

  /** As it is written in an error body. */
  public String keyword() {
    return keyword;
  }
}
