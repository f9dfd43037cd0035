package dev.rolecall.policy.selector;

/** What a capture may take out of a group's name, and what a free part of a scope may be. */
public final class Names {
  private Names() {}

  /** Longest name of a group or scope that is looked at: more is no name of anything. */
  public static final int MAX_LENGTH = 1024;

  /** As a regular expression: no slash, no colon, no control character. */
  static final String ONE = "[^/:\\p{Cc}]+?";

  /** As {@link #ONE}, or nothing. */
  static final String SOME = "[^/:\\p{Cc}]*?";

  /** As {@link #ONE} with slashes. */
  static final String PATH = "[^:\\p{Cc}]+?";

  /**
   * Whether each part between slashes is a name: not empty, no spaces at its ends and not {@code .}
   * or {@code ..}, which would climb out of the place a path in a URL means.
   */
  public static boolean isPath(String text) {
    for (String part : text.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || !part.equals(part.strip())) {
        return false;
      }
    }
    return true;
  }
}
