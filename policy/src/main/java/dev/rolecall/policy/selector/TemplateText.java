package dev.rolecall.policy.selector;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads selectors as people write them. */
final class TemplateText {
  /** Longest selector: a group's name and some braces. */
  static final int MAX_LENGTH = 512;

  /** More captures than a convention for names has. */
  static final int MAX_CAPTURES = 8;

  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  private static final String LOWER = "|lower";
  private static final String PATH = "/**";

  private final List<Template.Piece> pieces = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private @Nullable String wrong;
  private @Nullable String remedy;

  private TemplateText() {}

  static Parsed<Selector> parse(String text, boolean exact) {
    if (text.isBlank()) {
      return new Parsed.Wrong<>("the name of a group is empty", null);
    }
    if (text.length() > MAX_LENGTH) {
      return new Parsed.Wrong<>("longer than " + MAX_LENGTH + " characters", null);
    }
    if (text.indexOf('{') < 0 && text.indexOf('}') < 0) {
      return new Parsed.Right<>(new Literal(text, exact));
    }
    TemplateText reader = new TemplateText();
    reader.read(text);
    reader.refuseAmbiguity();
    return reader.wrong == null
        ? new Parsed.Right<>(new Template(text, exact, reader.pieces))
        : new Parsed.Wrong<>(reader.wrong, reader.remedy);
  }

  private void read(String text) {
    int at = 0;
    while (at < text.length() && wrong == null) {
      int open = text.indexOf('{', at);
      String literal = open < 0 ? text.substring(at) : text.substring(at, open);
      if (literal.indexOf('}') >= 0) {
        refuse("'}' without '{'", null);
      } else if (!literal.isEmpty()) {
        pieces.add(new Template.Piece.Text(literal));
      }
      int close = open < 0 ? text.length() : text.indexOf('}', open);
      if (close < 0) {
        refuse("'{' without '}'", null);
      } else if (open >= 0) {
        capture(text.substring(open + 1, close));
      }
      at = close + 1;
    }
  }

  private void capture(String inside) {
    Capture capture = captureOf(inside);
    if (!NAME.matches(capture.name())) {
      refuse(
          "'{" + inside + "}' is not a capture",
          "write {scope}, {scope/**}, {scope|lower} or {role=guest|developer}");
    } else if (!names.add(capture.name())) {
      refuse("{" + capture.name() + "} is captured twice", "give the second one another name");
    } else if (names.size() > MAX_CAPTURES) {
      refuse("more than " + MAX_CAPTURES + " captures", null);
    } else if (capture.words().stream().anyMatch(TemplateText::isUnusable)) {
      refuse(
          "'{" + inside + "}' lists a word that is empty or has more than one colon",
          "write {role=guest|developer}, or {role=Devs:developer|Leads:maintainer} to rename");
    } else if (capture.words().stream().anyMatch(word -> word.isGlob() && isRenamed(word))) {
      refuse("'{" + inside + "}' renames a word with '*'", "write the words out");
    }
    pieces.add(new Template.Piece.Hole(capture));
  }

  private static boolean isUnusable(Capture.Word word) {
    return word.text().isBlank() || word.value().isBlank() || word.value().contains(":");
  }

  private static boolean isRenamed(Capture.Word word) {
    return !word.text().equals(word.value());
  }

  private static Capture captureOf(String inside) {
    int equals = inside.indexOf('=');
    if (equals >= 0) {
      List<Capture.Word> words =
          Arrays.stream(inside.substring(equals + 1).split("\\|", -1))
              .map(TemplateText::word)
              .toList();
      return new Capture(inside.substring(0, equals), Capture.Kind.WORDS, words, false);
    }
    boolean lower = inside.endsWith(LOWER);
    String plain = lower ? inside.substring(0, inside.length() - LOWER.length()) : inside;
    return plain.endsWith(PATH)
        ? new Capture(
            plain.substring(0, plain.length() - PATH.length()), Capture.Kind.PATH, List.of(), lower)
        : new Capture(plain, Capture.Kind.ONE, List.of(), lower);
  }

  private static Capture.Word word(String written) {
    int colon = written.indexOf(':');
    return colon < 0
        ? new Capture.Word(written, written)
        : new Capture.Word(written.substring(0, colon), written.substring(colon + 1));
  }

  /** Two free captures need something between them that neither can take. */
  private void refuseAmbiguity() {
    Capture free = null;
    StringBuilder between = new StringBuilder();
    for (Template.Piece piece : pieces) {
      switch (piece) {
        case Template.Piece.Text literal -> between.append(literal.text());
        case Template.Piece.Hole hole -> {
          if (free != null
              && hole.capture().isFree()
              && !separates(between, free, hole.capture())) {
            refuse(
                "{%s} and {%s} can be told apart in several ways"
                    .formatted(free.name(), hole.capture().name()),
                "put a ':' between them or list the words of one, as in {role=guest|developer}");
          }
          if (hole.capture().isFree()) {
            free = hole.capture();
            between.setLength(0);
          }
        }
      }
    }
  }

  private static boolean separates(StringBuilder between, Capture left, Capture right) {
    boolean paths = left.kind() == Capture.Kind.PATH || right.kind() == Capture.Kind.PATH;
    return between.indexOf(":") >= 0 || (!paths && between.indexOf("/") >= 0);
  }

  private void refuse(String message, @Nullable String instead) {
    if (wrong == null) {
      wrong = message;
      remedy = instead;
    }
  }
}
