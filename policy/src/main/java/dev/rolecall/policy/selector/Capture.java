package dev.rolecall.policy.selector;

import java.util.List;
import java.util.Locale;

/**
 * A part of a template that stands for something.
 *
 * @param words what it may be, for {@link Kind#WORDS}
 * @param lower whether what it takes is put into lower case
 */
public record Capture(String name, Kind kind, List<Word> words, boolean lower) {
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

  /**
   * A word that a capture takes.
   *
   * @param text as groups have it; {@code *} stands for any characters of one name
   * @param value what the capture makes of it; the word itself when it has a {@code *}
   */
  public record Word(String text, String value) {

    /** Whether it stands for more than one word. */
    public boolean isGlob() {
      return text.indexOf('*') >= 0;
    }
  }

  boolean isFree() {
    return kind != Kind.WORDS;
  }

  /** What the capture makes of what it has taken. */
  String made(String taken) {
    return lower ? taken.toLowerCase(Locale.ROOT) : taken;
  }
}
