package dev.rolecall.console;

/** What came with a request, where a sentence quotes it. */
final class Texts {

  /** Longer than every id and every name of a tool. */
  private static final int LONGEST = 80;

  private Texts() {}

  /** In quotes, without what would move a terminal's cursor, and not longer than a line. */
  static String shown(String given) {
    String plain = given.replaceAll("\\p{Cntrl}", " ");
    return "'" + (plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain) + "'";
  }
}
