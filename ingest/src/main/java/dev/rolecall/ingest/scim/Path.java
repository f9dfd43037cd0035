package dev.rolecall.ingest.scim;

import org.jspecify.annotations.Nullable;

/**
 * What a PATCH operation is about (RFC 7644 § 3.5.2, figure 7), with the attributes already looked
 * up.
 */
public sealed interface Path {

  /**
   * An attribute, or some of its elements.
   *
   * @param filter which elements; null: all
   */
  record Target(Reference reference, @Nullable Filter filter) implements Path {}

  /** A whole extension. */
  record Extension(Schema schema) implements Path {}

  /** Nothing we know. */
  record Unknown() implements Path {}

  /**
   * Parses a path in any spelling that identity providers use.
   *
   * @throws ScimException 400 invalidPath, or invalidFilter for what is in the brackets
   */
  static Path parse(ResourceType type, String text) {
    return PathParser.parse(type, text).path();
  }
}
