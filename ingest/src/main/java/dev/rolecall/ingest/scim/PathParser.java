package dev.rolecall.ingest.scim;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Parses the path of a PATCH operation, and says which liberties it took. */
final class PathParser {

  record Parsed(Path path, Set<Deviation> deviations) {}

  /** A bracket, colon or dollar in percent-encoding: no name has a percent sign of its own. */
  private static final Pattern ENCODED = Pattern.compile("%(?:5[Bb]|3[Aa]|24)");

  private PathParser() {}

  static Parsed parse(ResourceType type, String text) {
    if (text.length() > Limits.MAX_PATH_LENGTH) {
      throw invalid("longer than " + Limits.MAX_PATH_LENGTH + " characters");
    }
    EnumSet<Deviation> deviations = EnumSet.noneOf(Deviation.class);
    String clean = clean(text);
    if (!clean.equals(text)) {
      deviations.add(Deviation.UNCLEAN_PATH);
    }
    int bracket = clean.indexOf('[');
    Names.Found found =
        Names.find(type, (bracket < 0 ? clean : clean.substring(0, bracket)).strip());
    deviations.addAll(found.deviations());
    if (bracket < 0) {
      return new Parsed(found.path(), deviations);
    }
    return switch (found.path()) {
      case Path.Target(Reference reference, Filter none) ->
          new Parsed(valuePath(reference, clean.substring(bracket + 1), deviations), deviations);
      case Path.Extension extension -> throw invalid("a schema has no elements to choose from");
      case Path.Unknown unknown -> new Parsed(unknown, deviations);
    };
  }

  static ScimException invalid(String reason) {
    return ScimException.of(ScimType.INVALID_PATH, "The path is not valid: " + reason + ".");
  }

  private static Path valuePath(Reference reference, String rest, EnumSet<Deviation> deviations) {
    if (reference.sub() != null) {
      throw invalid("brackets belong to the attribute, not to its sub-attribute");
    }
    Cursor cursor = new Cursor(rest, FilterParser::invalid);
    Filter filter = FilterParser.parseElement(reference.attribute(), cursor, deviations);
    cursor.skipSpaces();
    if (cursor.atEnd()) {
      return new Path.Target(reference, filter);
    }
    cursor.expect('.');
    Reference sub = Names.findSub(reference.attribute(), cursor.word("sub-attribute"));
    cursor.skipSpaces();
    if (!cursor.atEnd()) {
      throw invalid("nothing may follow the sub-attribute");
    }
    return sub == null
        ? new Path.Unknown()
        : new Path.Target(
            new Reference(reference.extension(), reference.attribute(), sub.attribute()), filter);
  }

  private static String clean(String text) {
    String stripped = text.strip();
    int start = 0;
    while (start < stripped.length() && stripped.charAt(start) == '/') {
      start++;
    }
    String clean = stripped.substring(start);
    if (clean.indexOf('[') >= 0 || !ENCODED.matcher(clean).find()) {
      return clean;
    }
    try {
      return URLDecoder.decode(clean.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw invalid("broken percent-encoding");
    }
  }
}
