package dev.rolecall.ingest.scim;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of If-Match or If-None-Match (RFC 9110 § 13.1), compared weakly as SCIM's tags ask for.
 */
public sealed interface Condition {

  /** {@code *}: whatever version there is. */
  record Any() implements Condition {}

  /** One of these versions. */
  record OneOf(Set<ETag> tags) implements Condition {
    public OneOf {
      tags = Set.copyOf(tags);
    }
  }

  /** One entity tag, weak or strong; some clients forget the quotes. */
  Pattern TAG = Pattern.compile("\\s*(?:[Ww]/)?(?:\"([^\"]*)\"|([^\",/\\s]+))\\s*(?:,|$)");

  /**
   * Parses a header.
   *
   * @throws ScimException 400 invalidSyntax
   */
  static Condition parse(String header) {
    if (header.strip().equals("*")) {
      return new Any();
    }
    Set<ETag> tags = new LinkedHashSet<>();
    Matcher matcher = TAG.matcher(header);
    int at = 0;
    while (header.length() <= Limits.MAX_CONDITION_LENGTH
        && at < header.length()
        && matcher.find(at)
        && matcher.start() == at) {
      tags.add(new ETag(matcher.group(1) != null ? matcher.group(1) : matcher.group(2)));
      at = matcher.end();
    }
    if (tags.isEmpty() || at < header.length()) {
      throw ScimException.of(ScimType.INVALID_SYNTAX, "A condition is * or a list of entity tags.");
    }
    return new OneOf(tags);
  }

  /** Whether the current version is one of those meant. */
  default boolean matches(ETag current) {
    return switch (this) {
      case Any any -> true;
      case OneOf(Set<ETag> tags) -> tags.contains(current);
    };
  }
}
