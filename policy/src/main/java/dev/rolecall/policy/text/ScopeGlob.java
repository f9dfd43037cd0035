package dev.rolecall.policy.text;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Scopes or names of tools that look alike: {@code *} stands for one segment of a path or a part of
 * one, {@code **} for any number of segments, also none; behind a beginning for the rest of it, too
 * ({@code folder:**}). Letter case does not count, so that a cap on {@code acme/**} also holds for
 * {@code Acme/web}. Matches in time linear in the scope (RE2).
 */
public final class ScopeGlob {

  private static final String ANY_SEGMENTS = "**";
  private static final String MORE_SEGMENTS = "(?:/[^/]*)*";

  private final String text;
  private final Pattern pattern;

  public ScopeGlob(String text) {
    this.text = text;
    pattern =
        Pattern.compile(
            Arrays.stream(Fold.fold(text).split("/", -1))
                .map(ScopeGlob::segment)
                .collect(Collectors.joining()));
  }

  /** Whether the text has a star at all. */
  public static boolean isGlob(String text) {
    return text.indexOf('*') >= 0;
  }

  public boolean matches(String scope) {
    return pattern.matcher("/" + Fold.fold(scope)).matches();
  }

  /**
   * Whether some scope could match both. Says yes rather than no where a single {@code *} would
   * have to stand for a slash.
   */
  public boolean meets(ScopeGlob other) {
    return meets(loosened(text), loosened(other.text));
  }

  private static String loosened(String text) {
    return Fold.fold(text).replace("/**", "*").replace("**/", "*");
  }

  /** Row by row from the ends: whether what is left of both has a text in common. */
  private static boolean meets(String a, String b) {
    boolean[] below = new boolean[b.length() + 1];
    for (int i = a.length(); i >= 0; i--) {
      boolean[] row = new boolean[b.length() + 1];
      for (int j = b.length(); j >= 0; j--) {
        boolean more = i < a.length();
        boolean otherMore = j < b.length();
        if (more && a.charAt(i) == '*') {
          row[j] = below[j] || (otherMore && row[j + 1]);
        } else if (otherMore && b.charAt(j) == '*') {
          row[j] = row[j + 1] || (more && below[j]);
        } else if (more && otherMore) {
          row[j] = a.charAt(i) == b.charAt(j) && below[j + 1];
        } else {
          row[j] = !more && !otherMore;
        }
      }
      below = row;
    }
    return below[0];
  }

  /** As it was written. */
  public String text() {
    return text;
  }

  /** Each segment brings the slash before it, so that none is left where there is no segment. */
  private static String segment(String segment) {
    if (segment.equals(ANY_SEGMENTS)) {
      return MORE_SEGMENTS;
    }
    return segment.endsWith(ANY_SEGMENTS)
        ? one(segment.substring(0, segment.length() - 1)) + MORE_SEGMENTS
        : one(segment);
  }

  private static String one(String segment) {
    String any = segment.equals("*") ? "[^/]+" : "[^/]*";
    return "/"
        + Arrays.stream(segment.split("\\*", -1))
            .map(part -> part.isEmpty() ? "" : Pattern.quote(part))
            .collect(Collectors.joining(any));
  }

  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ScopeGlob that && that.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
