package dev.rolecall.ingest.scim;

import org.jspecify.annotations.Nullable;

/**
 * An attribute that was named and found.
 *
 * @param extension the extension it lives in; null: at the top level of the resource, or of the
 *     element of a value path
 */
public record Reference(@Nullable Schema extension, Attribute attribute, @Nullable Attribute sub) {

  /** The attribute whose values are meant. */
  Attribute leaf() {
    return sub != null ? sub : attribute;
  }

  /**
   * What a comparison with the whole compares: the {@code value} of a complex attribute (RFC 7644 §
   * 3.4.2.2).
   */
  Reference comparable() {
    Attribute value =
        sub == null && attribute.type() == Attribute.Type.COMPLEX
            ? attribute.sub(Attribute.VALUE)
            : null;
    return value == null ? this : new Reference(extension, attribute, value);
  }

  boolean isNamed(String name) {
    return extension == null && sub == null && attribute.name().equals(name);
  }
}
