package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A filter (RFC 7644 § 3.4.2.2) whose attributes have been looked up and whose values have the
 * types of their attributes.
 */
public sealed interface Filter {

  /** All of them. */
  record And(List<Filter> terms) implements Filter {
    public And {
      terms = List.copyOf(terms);
    }
  }

  /** At least one of them. */
  record Or(List<Filter> terms) implements Filter {
    public Or {
      terms = List.copyOf(terms);
    }
  }

  record Not(Filter term) implements Filter {}

  /** The attribute has a value that is not empty. */
  record Present(Reference reference) implements Filter {}

  /** At least one value of the attribute compares so. */
  record Compare(Reference reference, Operator operator, Literal literal) implements Filter {}

  /** At least one element of the attribute, taken alone, matches. */
  record Within(Reference reference, Filter element) implements Filter {}

  enum Operator {
    EQ,
    NE,
    CO,
    SW,
    EW,
    GT,
    GE,
    LT,
    LE;

    String keyword() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it asks for a part of a text. */
    boolean isPartial() {
      return this == CO || this == SW || this == EW;
    }

    boolean isOrdering() {
      return this == GT || this == GE || this == LT || this == LE;
    }
  }

  /** What a value is compared with. */
  sealed interface Literal {

    record Text(String text) implements Literal {
      /** Says nothing of the text: it may be personal. */
      @Override
      public String toString() {
        return "Text";
      }
    }

    record Truth(boolean truth) implements Literal {}

    record Decimal(BigDecimal number) implements Literal {}

    record Moment(Instant instant) implements Literal {}

    /** {@code null}: no value. */
    record Absent() implements Literal {}
  }

  /**
   * Parses a filter, and says which liberties it took.
   *
   * @throws ScimException 400 invalidFilter: syntax, an attribute we do not know, a comparison its
   *     type does not have, or a limit; 400 sensitive: an attribute that is never told
   */
  static Reading<Filter> read(ResourceType type, String text) {
    return FilterParser.parse(type, text);
  }

  /** Same as {@link #read}, for who does not care how it was written. */
  static Filter parse(ResourceType type, String text) {
    return read(type, text).value();
  }

  /** Whether a resource, in the form this package renders, matches. */
  default boolean matches(JsonNode resource) {
    return Evaluation.matches(this, resource);
  }
}
