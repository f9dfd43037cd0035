package dev.rolecall.ingest.scim;

/** Detail error keywords (RFC 7644 § 3.12, table 9). */
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
  SENSITIVE("sensitive");

  private final String keyword;

  ScimType(String keyword) {
    this.keyword = keyword;
  }

  /** As it is written in an error body. */
  public String keyword() {
    return keyword;
  }
}
