package dev.rolecall.ingest.scim;

import dev.rolecall.ingest.scim.Filter.Literal;
import dev.rolecall.ingest.scim.Filter.Operator;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Gives the value of a comparison the type of its attribute. Bare words are texts, and "True" is a
 * boolean where one is due.
 */
final class Literals {

  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,32}(\\.\\d{1,32})?([eE][+-]?\\d{1,3})?");

  private final Attribute attribute;
  private final Operator operator;
  private final EnumSet<Deviation> seen;

  /** For one comparison. */
  Literals(Attribute attribute, Operator operator, EnumSet<Deviation> seen) {
    this.attribute = attribute;
    this.operator = operator;
    this.seen = seen;
  }

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  Literal read(String value, boolean isQuoted) {
    if (!isQuoted && value.equals("null")) {
      require(operator == Operator.EQ || operator == Operator.NE);
      return new Literal.Absent();
    }
    return switch (attribute.type()) {
      case STRING, REFERENCE -> text(value, isQuoted);
      case BINARY -> {
        require(!operator.isOrdering());
        yield text(value, isQuoted);
      }
      case BOOLEAN -> truth(value, isQuoted);
      case INTEGER, DECIMAL -> number(value, isQuoted);
      case DATE_TIME -> operator.isPartial() ? text(value, isQuoted) : moment(value, isQuoted);
      case UNTYPED -> untyped(value, isQuoted);
      case COMPLEX -> throw unsupported();
    };
  }

  private Literal text(String value, boolean isQuoted) {
    noteUnless(isQuoted, Deviation.UNQUOTED_VALUE);
    return new Literal.Text(value);
  }

  private Literal truth(String value, boolean isQuoted) {
    require(operator == Operator.EQ || operator == Operator.NE);
    noteUnless(!isQuoted && isTruth(value), Deviation.STRING_BOOLEAN);
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> new Literal.Truth(true);
      case "false" -> new Literal.Truth(false);
      default -> throw FilterParser.invalid(attribute.name() + " is true or false");
    };
  }

  private Literal number(String value, boolean isQuoted) {
    require(!operator.isPartial());
    if (!isNumber(value)) {
      throw FilterParser.invalid(attribute.name() + " is a number");
    }
    noteUnless(!isQuoted, Deviation.STRING_NUMBER);
    return new Literal.Decimal(new BigDecimal(value));
  }

  private Literal moment(String value, boolean isQuoted) {
    Instant instant =
        Moments.parse(value)
            .orElseThrow(() -> FilterParser.invalid(attribute.name() + " is a date and time"));
    noteUnless(isQuoted, Deviation.UNQUOTED_VALUE);
    return new Literal.Moment(instant);
  }

  /** Without a schema the literal itself says which type is meant. */
  private Literal untyped(String value, boolean isQuoted) {
    if (!isQuoted && isTruth(value)) {
      require(operator == Operator.EQ || operator == Operator.NE);
      return new Literal.Truth(value.equals("true"));
    }
    if (!isQuoted && isNumber(value)) {
      require(!operator.isPartial());
      return new Literal.Decimal(new BigDecimal(value));
    }
    return text(value, isQuoted);
  }

  private static boolean isTruth(String value) {
    return value.equals("true") || value.equals("false");
  }

  private void noteUnless(boolean isConformant, Deviation deviation) {
    if (!isConformant) {
      seen.add(deviation);
    }
  }

  private void require(boolean isSupported) {
    if (!isSupported) {
      throw unsupported();
    }
  }

  private ScimException unsupported() {
    return FilterParser.invalid(
        attribute.name() + " cannot be compared with " + operator.keyword());
  }
}
