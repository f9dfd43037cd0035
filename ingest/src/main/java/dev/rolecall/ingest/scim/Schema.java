package dev.rolecall.ingest.scim;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A schema as data (RFC 7643 § 7).
 *
 * @param aliases other spellings of the URN that clients send
 * @param open a schema we do not know: it has any attribute, and its values are kept as they came
 */
public record Schema(
    String urn,
    List<String> aliases,
    String name,
    String description,
    List<Attribute> attributes,
    boolean open) {

  private static final Pattern URN =
      Pattern.compile("[Uu][Rr][Nn]:[A-Za-z0-9][A-Za-z0-9-]{0,31}:[^\\s\\[\\]()\"]{1,255}");

  public Schema {
    aliases = List.copyOf(aliases);
    attributes = List.copyOf(attributes);
  }

  static Schema of(
      String urn, List<String> aliases, String name, String description, Definition... attributes) {
    return new Schema(
        urn,
        aliases,
        name,
        description,
        Arrays.stream(attributes).map(Definition::build).toList(),
        false);
  }

  /** An extension that a configuration declares. */
  public static Schema declared(
      String urn, String name, String description, List<Attribute> attributes) {
    return new Schema(lower(urn), List.of(), name, description, attributes, false);
  }

  static Schema foreign(String urn) {
    String lower = lower(urn);
    return new Schema(lower, List.of(), lower, "", List.of(), true);
  }

  private static String lower(String urn) {
    return "urn:" + urn.substring("urn:".length());
  }

  /** Whether a resource must have it: one of its attributes is required (RFC 7643 § 6). */
  boolean required() {
    return attributes.stream().anyMatch(Attribute::required);
  }

  /** Whether it has the form of a URN (RFC 8141 § 2), which a schema of a client must have. */
  static boolean isUrn(String text) {
    return URN.matcher(text).matches();
  }

  /** The attribute of that name in any case, or null. */
  @Nullable Attribute attribute(String wanted) {
    return open ? Attribute.untyped(wanted) : Attribute.find(attributes, wanted);
  }

  boolean isCalled(String text) {
    return urn.equalsIgnoreCase(text)
        || aliases.stream().anyMatch(alias -> alias.equalsIgnoreCase(text));
  }

  /**
   * Length of the spelling of our URN that {@code text} starts with, when a colon follows it;
   * otherwise -1.
   */
  int prefixOf(String text) {
    int longest = qualifies(text, urn) ? urn.length() : -1;
    for (String alias : aliases) {
      if (alias.length() > longest && qualifies(text, alias)) {
        longest = alias.length();
      }
    }
    return longest;
  }

  private static boolean qualifies(String text, String urn) {
    return text.length() > urn.length()
        && text.charAt(urn.length()) == ':'
        && text.regionMatches(true, 0, urn, 0, urn.length());
  }
}
