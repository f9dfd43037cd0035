package dev.rolecall.policy.draft;

import java.util.ArrayList;
import java.util.List;

/**
 * How the name of a group may spell a cell: text around the name of the scope, and a word for the
 * role on one side of it or nowhere.
 *
 * @param between between scope and role; empty for {@link Order#SCOPE}
 * @param scopeBefore what the scope has before that name, as {@code acme/}
 * @param scopeAfter what it has after it, as {@code -prod}
 * @param role the one role, for {@link Order#SCOPE}; else empty
 */
record Frame(
    Order order,
    String before,
    String between,
    String after,
    String scopeBefore,
    String scopeAfter,
    String role) {

  /** What stands first. */
  enum Order {
    /** The scope alone: the role is always the same. */
    SCOPE,
    SCOPE_ROLE,
    ROLE_SCOPE
  }

  /** A frame that a group's name fits. */
  record Fit(Frame frame, String word, String scopeName) {}

  /** More ways to cut one name say nothing about others. */
  private static final int MOST_FITS = 64;

  private static final String UNUSABLE_IN_WORDS = "|:*{}";

  /** All ways in which a name, folded, may spell a scope and a role. */
  static List<Fit> of(String name, Cell cell, String foldedScope) {
    List<Fit> fits = new ArrayList<>();
    String scope = cell.scope();
    for (int start : starts(scope)) {
      for (int end : ends(scope, start)) {
        String part = foldedScope.substring(start, end);
        for (int at = name.indexOf(part);
            at >= 0 && fits.size() < MOST_FITS;
            at = name.indexOf(part, at + 1)) {
          if (standsAlone(name, at, at + part.length())) {
            Frame around =
                new Frame(
                    Order.SCOPE,
                    name.substring(0, at),
                    "",
                    name.substring(at + part.length()),
                    scope.substring(0, start),
                    scope.substring(end),
                    cell.role());
            around.cut(scope.substring(start, end), fits);
          }
        }
      }
    }
    return fits;
  }

  private static List<Integer> starts(String scope) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = 0; i < scope.length() - 1; i++) {
      if (scope.charAt(i) == '/' || scope.charAt(i) == ':') {
        starts.add(i + 1);
      }
    }
    return starts;
  }

  private static List<Integer> ends(String scope, int start) {
    List<Integer> ends = new ArrayList<>(List.of(scope.length()));
    for (int i = start + 1; i < scope.length(); i++) {
      if (scope.charAt(i) == '-') {
        ends.add(i);
      }
    }
    ends.removeIf(end -> scope.substring(start, end).indexOf(':') >= 0);
    return ends;
  }

  private static boolean standsAlone(String name, int start, int end) {
    return (start == 0 || !Character.isLetterOrDigit(name.charAt(start - 1)))
        && (end == name.length() || !Character.isLetterOrDigit(name.charAt(end)));
  }

  /** This one, whose role is fixed, and those that take a word beside the scope for the role. */
  private void cut(String scopeName, List<Fit> fits) {
    if (says(before) + says(after) > 1) {
      fits.add(new Fit(this, "", scopeName));
    }
    int gap = gapAtStart(after);
    if (gap > 0 && gap < after.length()) {
      String rest = after.substring(gap);
      int end = wordEnd(rest);
      last(gap, rest, "", scopeName, fits);
      if (end < rest.length()) {
        last(gap, rest.substring(0, end), rest.substring(end), scopeName, fits);
      }
    }
    int close = gapAtEnd(before);
    if (close > 0 && close < before.length()) {
      String rest = before.substring(0, close);
      int start = wordStart(rest);
      first(close, rest, "", scopeName, fits);
      if (start > 0) {
        first(close, rest.substring(start), rest.substring(0, start), scopeName, fits);
      }
    }
  }

  private void last(int gap, String word, String rest, String scopeName, List<Fit> fits) {
    String between = after.substring(0, gap);
    add(
        new Frame(Order.SCOPE_ROLE, before, between, rest, scopeBefore, scopeAfter, ""),
        word,
        scopeName,
        fits);
  }

  private void first(int close, String word, String rest, String scopeName, List<Fit> fits) {
    String between = before.substring(close);
    add(
        new Frame(Order.ROLE_SCOPE, rest, between, after, scopeBefore, scopeAfter, ""),
        word,
        scopeName,
        fits);
  }

  private static void add(Frame frame, String word, String scopeName, List<Fit> fits) {
    if (!word.isBlank() && word.chars().noneMatch(c -> UNUSABLE_IN_WORDS.indexOf(c) >= 0)) {
      fits.add(new Fit(frame, word, scopeName));
    }
  }

  /** Letters and digits. */
  private static int says(String text) {
    return (int) text.chars().filter(Character::isLetterOrDigit).count();
  }

  private static int gapAtStart(String text) {
    int end = 0;
    while (end < text.length() && !Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int gapAtEnd(String text) {
    int start = text.length();
    while (start > 0 && !Character.isLetterOrDigit(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static int wordEnd(String text) {
    int end = 0;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int wordStart(String text) {
    int start = text.length();
    while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  /** As a rule has it, with these captures. */
  String text(String scope, String roles) {
    return switch (order) {
      case SCOPE -> before + scope + after;
      case SCOPE_ROLE -> before + scope + between + roles + after;
      case ROLE_SCOPE -> before + roles + between + scope + after;
    };
  }

  /** What it gives, with captures. */
  Cell cell() {
    return new Cell(
        scopeBefore + "{scope}" + scopeAfter,
        switch (order) {
          case SCOPE -> role;
          case SCOPE_ROLE, ROLE_SCOPE -> "{role}";
        });
  }

  /**
   * How much of a name it fixes: of two that explain the same, the one that says more is closer.
   */
  int fixed() {
    return before.length() + between.length() + after.length();
  }
}
