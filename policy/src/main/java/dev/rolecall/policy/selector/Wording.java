package dev.rolecall.policy.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A scope or role of a grant: text in which captures are put. */
public final class Wording {
  /** A piece; the name of a capture when it is a hole. */
  private record Piece(String text, boolean hole) {}

  private final String text;
  private final List<Piece> pieces;

  private Wording(String text, List<Piece> pieces) {
    this.text = text;
    this.pieces = List.copyOf(pieces);
  }

  /** Reads text with {@code {name}} in it. */
  public static Parsed<Wording> parse(String text) {
    if (text.isBlank()) {
      return new Parsed.Wrong<>("this is empty", null);
    }
    if (text.length() > TemplateText.MAX_LENGTH) {
      return new Parsed.Wrong<>("longer than " + TemplateText.MAX_LENGTH + " characters", null);
    }
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('{', at);
      String literal = open < 0 ? text.substring(at) : text.substring(at, open);
      int close = open < 0 ? text.length() : text.indexOf('}', open);
      if (close < 0 || literal.indexOf('}') >= 0) {
        return new Parsed.Wrong<>("braces do not pair in '" + text + "'", null);
      }
      if (!literal.isEmpty()) {
        pieces.add(new Piece(literal, false));
      }
      if (open >= 0) {
        String name = text.substring(open + 1, close);
        if (!TemplateText.NAME.matches(name)) {
          return new Parsed.Wrong<>(
              "'{" + name + "}' is not the name of a capture",
              "a grant only names what 'groups' captured, as in {scope}");
        }
        pieces.add(new Piece(name, true));
      }
      at = close + 1;
    }
    return new Parsed.Right<>(new Wording(text, pieces));
  }

  public String text() {
    return text;
  }

  public boolean isLiteral() {
    return pieces.stream().noneMatch(Piece::hole);
  }

  /** The name of the capture that this is, when it is nothing else. */
  public boolean isOnly(String capture) {
    return pieces.size() == 1
        && pieces.getFirst().hole()
        && pieces.getFirst().text().equals(capture);
  }

  /** Names of the captures in it. */
  public Set<String> captures() {
    Set<String> names = new TreeSet<>();
    pieces.stream().filter(Piece::hole).map(Piece::text).forEach(names::add);
    return names;
  }

  /** The text with values in place of captures; each of {@link #captures} has a value. */
  public String fill(Map<String, String> values) {
    StringBuilder filled = new StringBuilder();
    for (Piece piece : pieces) {
      filled.append(piece.hole() ? values.getOrDefault(piece.text(), "") : piece.text());
    }
    return filled.toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
