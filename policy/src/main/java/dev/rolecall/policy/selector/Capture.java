package dev.rolecall.policy.selector;

import java.util.List;

/**
 * A part of a template that stands for something.
 *
 * @param words what it may be, for {@link Kind#WORDS}
 */
public record Capture(String name, Kind kind, List<String> words) {
  public Capture {
    words = List.copyOf(words);
  }

  /** What a capture takes. */
  public enum Kind {
    /** {@code {scope}}: one name, without slash and colon. */
    ONE,
    /** {@code {scope/**}}: one or more names with slashes between. */
    PATH,
    /** {@code {role=a|b}}: one of the words. */
    WORDS
  }

  boolean isFree() {
    return kind != Kind.WORDS;
  }
}
