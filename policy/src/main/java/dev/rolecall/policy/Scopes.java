package dev.rolecall.policy;

import java.util.List;

/** Patterns of scopes, as {@code manage} uses them. */
public final class Scopes {
  private Scopes() {}

  /**
   * Whether a scope is one of those a pattern means. A whole scope is compared, letter case counts,
   * and
   *
   * <ul>
   *   <li>{@code *} stands for one or more characters other than a slash: a segment or part of one;
   *   <li>{@code **} stands for one or more characters of any kind: segments at any depth;
   *   <li>everything else stands for itself.
   * </ul>
   *
   * So {@code payments/**} means everything below {@code payments} and not {@code payments} itself;
   * {@code team:*} means every team. Takes time proportional to the product of both lengths.
   */
  public static boolean matches(String pattern, String scope) {
    boolean[] reached = new boolean[scope.length() + 1];
    reached[0] = true;
    int at = 0;
    while (at < pattern.length()) {
      if (pattern.charAt(at) != '*') {
        reached = afterCharacter(reached, scope, pattern.charAt(at));
        at++;
      } else {
        boolean deep = pattern.startsWith("**", at);
        reached = afterStar(reached, scope, deep);
        at += deep ? 2 : 1;
      }
    }
    return reached[scope.length()];
  }

  /** Whether any of the patterns means the scope. */
  public static boolean anyMatches(List<String> patterns, String scope) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, scope));
  }

  private static boolean[] afterCharacter(boolean[] reached, String scope, char wanted) {
    boolean[] next = new boolean[reached.length];
    for (int end = 1; end < next.length; end++) {
      next[end] = reached[end - 1] && scope.charAt(end - 1) == wanted;
    }
    return next;
  }

  private static boolean[] afterStar(boolean[] reached, String scope, boolean deep) {
    boolean[] next = new boolean[reached.length];
    for (int end = 1; end < next.length; end++) {
      boolean taken = deep || scope.charAt(end - 1) != '/';
      next[end] = taken && (reached[end - 1] || next[end - 1]);
    }
    return next;
  }
}
