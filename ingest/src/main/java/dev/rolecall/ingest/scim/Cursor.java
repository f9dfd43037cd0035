package dev.rolecall.ingest.scim;

import java.util.function.Function;

/** A position in the text of a filter or path. */
final class Cursor {

  private final String text;
  private final Function<String, ScimException> error;
  private int at;

  Cursor(String text, Function<String, ScimException> error) {
    this.text = text;
    this.error = error;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  void skipSpaces() {
    while (!atEnd() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  boolean sees(char wanted) {
    return !atEnd() && text.charAt(at) == wanted;
  }

  boolean take(char wanted) {
    if (!sees(wanted)) {
      return false;
    }
    at++;
    return true;
  }

  void expect(char wanted) {
    skipSpaces();
    if (!take(wanted)) {
      throw fail("'" + wanted + "' expected");
    }
  }

  /** Takes the word, in any case, when what follows cannot continue it. */
  boolean takeKeyword(String keyword) {
    int end = at + keyword.length();
    if (!text.regionMatches(true, at, keyword, 0, keyword.length())) {
      return false;
    }
    if (end < text.length() && !isBreak(text.charAt(end))) {
      return false;
    }
    at = end;
    return true;
  }

  /** All up to a space, bracket, parenthesis or quote. */
  String word(String what) {
    skipSpaces();
    int start = at;
    while (!atEnd() && !isBreak(text.charAt(at))) {
      at++;
    }
    if (start == at) {
      throw fail(what + " expected");
    }
    return text.substring(start, at);
  }

  /** A JSON string, from its opening quote. */
  String quoted() {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (!atEnd()) {
      char c = text.charAt(at++);
      if (c == '"' && !ScimJson.isUnicode(value.toString())) {
        throw fail("a broken string");
      }
      if (c == '"') {
        return value.toString();
      }
      value.append(c == '\\' ? escaped() : c);
    }
    throw fail("closing quote expected");
  }

  private char escaped() {
    if (atEnd()) {
      throw fail("closing quote expected");
    }
    char c = text.charAt(at++);
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> codeUnit();
      default -> throw fail("unknown escape");
    };
  }

  private char codeUnit() {
    int unit = 0;
    for (int digits = 0; digits < 4; digits++) {
      int digit = atEnd() ? -1 : Character.digit(text.charAt(at++), 16);
      if (digit < 0) {
        throw fail("four hexadecimal digits expected");
      }
      unit = unit * 16 + digit;
    }
    return (char) unit;
  }

  /** Says where, never what: the text may be personal. */
  ScimException fail(String reason) {
    return error.apply(reason + " at position " + (at + 1));
  }

  private static boolean isBreak(char c) {
    return Character.isWhitespace(c) || c == '(' || c == ')' || c == '[' || c == ']' || c == '"';
  }
}
