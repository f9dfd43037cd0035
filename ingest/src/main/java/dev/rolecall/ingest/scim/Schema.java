package dev.rolecall.ingest.scim;

import java.util.Arrays;
import java.util.List;
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

  static Schema foreign(String urn) {
    return new Schema(urn, List.of(), urn, "", List.of(), true);
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
