package dev.rolecall.policy.condition;

/** Shows a place in a line, as compilers do. */
final class Caret {
  /** What is shown of a long line before and after the place. */
  private static final int BEFORE = 60;

  private static final int AFTER = 40;

  private Caret() {}

  /** Two further lines of a message: the line, or what of it is around the column, and a caret. */
  static String under(String line, int column) {
    int start = Math.max(0, column - BEFORE);
    int end = Math.min(line.length(), column + AFTER);
    String shown = start < end ? line.substring(start, end) : "";
    return "\n  " + shown + "\n  " + " ".repeat(column - start) + "^";
  }
}
