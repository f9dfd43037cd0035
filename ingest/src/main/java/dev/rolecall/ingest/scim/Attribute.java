package dev.rolecall.ingest.scim;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One attribute and its characteristics (RFC 7643 § 2 and § 7). Drives coercion, comparison, PATCH,
 * projection and /Schemas.
 *
 * @param caseExact whether values are compared with regard to case
 * @param canonicalValues suggested values; others are accepted
 * @param referenceTypes for {@link Type#REFERENCE}: what it may point to
 * @param subAttributes for {@link Type#COMPLEX}
 */
public record Attribute(
    String name,
    Type type,
    boolean multiValued,
    boolean required,
    boolean caseExact,
    Mutability mutability,
    Returned returned,
    Uniqueness uniqueness,
    String description,
    List<String> canonicalValues,
    List<String> referenceTypes,
    List<Attribute> subAttributes) {

  /** The name of the sub-attribute that stands for the whole element (RFC 7643 § 2.4). */
  static final String VALUE = "value";

  /** Data types (RFC 7643 § 2.3). */
  public enum Type {
    STRING("string"),
    BOOLEAN("boolean"),
    DECIMAL("decimal"),
    INTEGER("integer"),
    DATE_TIME("dateTime"),
    BINARY("binary"),
    REFERENCE("reference"),
    COMPLEX("complex"),
    /** In an extension without a schema of ours: kept as it came. */
    UNTYPED("any");

    private final String keyword;

    Type(String keyword) {
      this.keyword = keyword;
    }

    String keyword() {
      return keyword;
    }
  }

  /** Who may write (RFC 7643 § 7). */
  public enum Mutability {
    READ_ONLY("readOnly"),
    READ_WRITE("readWrite"),
    IMMUTABLE("immutable"),
    WRITE_ONLY("writeOnly");

    private final String keyword;

    Mutability(String keyword) {
      this.keyword = keyword;
    }

    String keyword() {
      return keyword;
    }
  }

  /** When it is part of an answer (RFC 7643 § 7). */
  public enum Returned {
    ALWAYS,
    NEVER,
    DEFAULT,
    REQUEST;

    String keyword() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Among which resources a value may occur once (RFC 7643 § 7). */
  public enum Uniqueness {
    NONE,
    SERVER,
    GLOBAL;

    String keyword() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Attribute {
    canonicalValues = List.copyOf(canonicalValues);
    referenceTypes = List.copyOf(referenceTypes);
    subAttributes = List.copyOf(subAttributes);
  }

  /** An attribute of an extension that a configuration declares. */
  public static Attribute declared(
      String name,
      Type type,
      boolean multiValued,
      boolean required,
      boolean caseExact,
      String description) {
    return new Attribute(
        name,
        type,
        multiValued,
        required,
        caseExact,
        Mutability.READ_WRITE,
        Returned.DEFAULT,
        Uniqueness.NONE,
        description,
        List.of(),
        type == Type.REFERENCE ? List.of("external") : List.of(),
        List.of());
  }

  /** An attribute of an extension without a schema of ours. */
  static Attribute untyped(String name) {
    return new Attribute(
        name,
        Type.UNTYPED,
        false,
        false,
        false,
        Mutability.READ_WRITE,
        Returned.DEFAULT,
        Uniqueness.NONE,
        "",
        List.of(),
        List.of(),
        List.of());
  }

  /**
   * The sub-attribute of that name in any case, or null. A simple multi-valued attribute has an
   * implicit {@code value}.
   */
  @Nullable Attribute sub(String wanted) {
    return switch (type) {
      case COMPLEX -> find(subAttributes, wanted);
      case UNTYPED -> untyped(wanted);
      case STRING, BOOLEAN, DECIMAL, INTEGER, DATE_TIME, BINARY, REFERENCE ->
          multiValued && wanted.equalsIgnoreCase(VALUE) ? singleValued() : null;
    };
  }

  private Attribute singleValued() {
    return new Attribute(
        VALUE,
        type,
        false,
        required,
        caseExact,
        mutability,
        returned,
        uniqueness,
        description,
        canonicalValues,
        referenceTypes,
        subAttributes);
  }

  static @Nullable Attribute find(List<Attribute> attributes, String wanted) {
    for (Attribute attribute : attributes) {
      if (attribute.name.equalsIgnoreCase(wanted)) {
        return attribute;
      }
    }
    return null;
  }
}
