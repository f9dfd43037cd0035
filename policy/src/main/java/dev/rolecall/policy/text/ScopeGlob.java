package dev.rolecall.policy.text;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Scopes or names of tools that look alike: {@code *} stands for one segment of a path or a part of
 * one, {@code **} for any number of segments, also none. Letter case does not count, so that a cap
 * on {@code acme/**} also holds for {@code Acme/web}. Matches in time linear in the scope (RE2).
 */
public final class ScopeGlob {

  private static final String ANY_SEGMENTS = "**";

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

  /** As it was written. */
  public String text() {
    return text;
  }

  /** Each segment brings the slash before it, so that none is left where there is no segment. */
  private static String segment(String segment) {
    if (segment.equals(ANY_SEGMENTS)) {
      return "(?:/[^/]*)*";
    }
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
}
