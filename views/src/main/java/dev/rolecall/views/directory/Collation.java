package dev.rolecall.views.directory;

import java.util.Locale;

/**
 * How texts are compared and put in order. The view writes its columns with it and SQLite compares
 * what was written; whoever compares in memory must use it too, or the two disagree.
 */
public final class Collation {

  /** The order of texts beyond this is left to ids: sort keys travel in cursors. */
  static final int SORTED_CODE_POINTS = 256;

  private Collation() {}

  /**
   * A text without its letter case. Upper case first: some letters (ß, ſ) only meet their other
   * forms on the way back. Without regard to what stands beside a letter, so that the beginning of
   * a text folds to the beginning of what the text folds to; Java would end a word in ς.
   */
  public static String fold(String text) {
    return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ');
  }

  /** By code points, which is how SQLite orders UTF-8; Java's own order is by UTF-16 units. */
  public static int compare(String left, String right) {
    int at = 0;
    int shorter = Math.min(left.length(), right.length());
    while (at < shorter && left.charAt(at) == right.charAt(at)) {
      at++;
    }
    if (at == shorter) {
      return Integer.compare(left.length(), right.length());
    }
    return Integer.compare(rank(left.charAt(at)), rank(right.charAt(at)));
  }

  /** Surrogates stand for what comes after everything else. */
  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
  }

  /** The part of a text that its place in an order depends on. */
  public static String sorted(String text) {
    return text.length() <= SORTED_CODE_POINTS
            || text.codePointCount(0, text.length()) <= SORTED_CODE_POINTS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SORTED_CODE_POINTS));
  }
}
