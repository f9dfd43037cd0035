package dev.rolecall.ingest.oracle;

/**
 * Where an oracle leaves the RFCs, so that we must differ from it. The tables name them; the tests
 * fail when one no longer shows.
 */
enum KnownError {
  PING_NAMES_REGARD_CASE("RFC 7643 § 2.1", "Names of attributes are compared with their case."),
  PING_DISREGARDS_CASE_EXACT("RFC 7643 § 7", "caseExact values are compared without their case."),
  PING_EMPTY_IS_A_VALUE("RFC 7644 § 3.4.2.2", "pr and null take an empty string for a value."),
  PING_NO_DEFAULT_SUB_ATTRIBUTE("RFC 7643 § 2.4", "A complex attribute does not stand for value."),
  PING_NE_MEANS_NONE_OF_THEM("RFC 7644 § 3.4.2.2", "ne of a list holds only if all values differ."),
  PING_REFERENCES_DISREGARD_CASE("RFC 7643 § 2.3.7", "References are compared without case."),
  PING_CORE_URN_IS_AN_EXTENSION("RFC 7644 § 3.10", "The core URN is taken for an extension's."),
  PING_KNOWS_NO_REQUIRED("RFC 7644 § 3.5.2.2", "A required attribute is removed."),
  PING_KNOWS_NO_READ_ONLY("RFC 7644 § 3.5.2", "A readOnly attribute is written."),
  PING_KNOWS_NO_SCHEMA("RFC 7644 § 3.12", "Unknown attributes and wrong types are stored."),
  PING_SINGLE_VALUE_REPLACES_LIST("RFC 7644 § 3.5.2.1", "An added object takes the list's place."),
  PING_KEEPS_OLD_PRIMARY("RFC 7644 § 3.5.2", "A new primary leaves the old one primary."),
  PING_ADD_REFUSES_EXISTING(
      "RFC 7644 § 3.5.2.1", "An add to a sub-attribute that has a value fails, with a value path."),
  PING_ADDS_DUPLICATES("RFC 7644 § 3.5.2.1", "A value that is there is added once more."),

  SDK_EMPTY_IS_A_VALUE("RFC 7643 § 2.5", "An empty string or list counts as assigned."),
  SDK_MISREADS_ESCAPES("RFC 7644 § 3.4.2.2", "Escapes of JSON in a value are not undone."),
  SDK_NO_DEFAULT_SUB_ATTRIBUTE("RFC 7643 § 2.4", "A complex attribute does not stand for value."),
  SDK_VALUE_PATH_SPANS_ELEMENTS(
      "RFC 7644 § 3.4.2.2", "Terms in brackets are met by different elements, or by none."),
  SDK_ABSENT_IS_LESS("RFC 7643 § 2.5", "lt and le hold where the attribute is unassigned."),
  SDK_REFERENCES_DISREGARD_CASE("RFC 7643 § 2.3.7", "References are compared without case."),
  SDK_REFUSES_ABSENT_EXTENSION(
      "RFC 7644 § 3.4.2.1", "A filter on an extension fails at a resource that has none."),
  SDK_CANNOT_FILTER_SCHEMAS("RFC 7643 § 3", "schemas is unknown to filters."),
  SDK_REFUSES_REMOVE_OF_ABSENT(
      "RFC 7644 § 3.5.2.2", "A remove of what is unassigned fails, where it leaves it unassigned."),
  SDK_ADDS_DUPLICATES("RFC 7644 § 3.5.2.1", "A value that is there is added once more."),
  SDK_DISPLAY_IS_READ_ONLY("RFC 7643 § 8.7.1", "display of a value cannot be written."),
  SDK_IGNORES_READ_ONLY("RFC 7644 § 3.5.2", "A readOnly target is ignored, not refused."),
  SDK_MISSING_VALUE_CLEARS("RFC 7644 § 3.5.2.1", "An add without a value removes."),
  SDK_REPLACED_ELEMENT_MOVES(
      "RFC 7644 § 3.5.2.3", "A replaced element goes to the end of its list.");

  final String section;
  final String explanation;

  KnownError(String section, String explanation) {
    this.section = section;
    this.explanation = explanation;
  }

  boolean isOf(String oracle) {
    return name().startsWith(oracle + "_");
  }
}
