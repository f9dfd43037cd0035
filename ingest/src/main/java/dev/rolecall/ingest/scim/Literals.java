package dev.rolecall.ingest.scim;

import dev.rolecall.ingest.scim.Filter.Literal;
import dev.rolecall.ingest.scim.Filter.Operator;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Gives the value of a comparison the type of its attribute. Bare words are texts, and "True" is a
 * boolean where one is due.
 */
final class Literals {

  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,32}(\\.\\d{1,32})?([eE][+-]?\\d{1,3})?");

  private Literals() {}

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  static Literal read(Attribute attribute, Operator operator, String value, boolean isQuoted) {
    if (!isQuoted && value.equals("null")) {
      if (operator != Operator.EQ && operator != Operator.NE) {
        throw unsupported(attribute, operator);
      }
      return new Literal.Absent();
    }
    return switch (attribute.type()) {
      case STRING, REFERENCE, UNTYPED -> new Literal.Text(value);
      case BINARY -> {
        if (operator.isOrdering()) {
          throw unsupported(attribute, operator);
        }
        yield new Literal.Text(value);
      }
      case BOOLEAN -> truth(attribute, operator, value);
      case INTEGER, DECIMAL -> number(attribute, operator, value);
      case DATE_TIME -> operator.isPartial() ? new Literal.Text(value) : moment(attribute, value);
      case COMPLEX -> throw unsupported(attribute, operator);
    };
  }

  private static Literal truth(Attribute attribute, Operator operator, String value) {
    if (operator != Operator.EQ && operator != Operator.NE) {
      throw unsupported(attribute, operator);
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> new Literal.Truth(true);
      case "false" -> new Literal.Truth(false);
      default -> throw FilterParser.invalid(attribute.name() + " is true or false");
    };
  }

  private static Literal number(Attribute attribute, Operator operator, String value) {
    if (operator.isPartial()) {
      throw unsupported(attribute, operator);
    }
    if (!isNumber(value)) {
      throw FilterParser.invalid(attribute.name() + " is a number");
    }
    return new Literal.Decimal(new BigDecimal(value));
  }

  private static Literal moment(Attribute attribute, String value) {
    return Moments.parse(value)
        .<Literal>map(Literal.Moment::new)
        .orElseThrow(() -> FilterParser.invalid(attribute.name() + " is a date and time"));
  }

  private static ScimException unsupported(Attribute attribute, Operator operator) {
    return FilterParser.invalid(
        attribute.name() + " cannot be compared with " + operator.keyword());
  }
}
