package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.ingest.scim.Filter.Literal;
import dev.rolecall.ingest.scim.Filter.Operator;
import dev.rolecall.views.directory.Collation;

/** One value against one literal. A value of another type than the literal never compares. */
final class Comparison {

  private Comparison() {}

  static boolean holds(Operator operator, JsonNode value, Literal literal, boolean caseExact) {
    return switch (literal) {
      case Literal.Text(String text) ->
          value.isValueNode() && text(operator, value.asText(), text, caseExact);
      case Literal.Truth(boolean truth) ->
          value.isBoolean() && (value.booleanValue() == truth) == (operator == Operator.EQ);
      case Literal.Decimal decimal ->
          value.isNumber()
              && Double.isFinite(value.doubleValue())
              && ordered(operator, value.decimalValue().compareTo(decimal.number()));
      case Literal.Moment moment ->
          Moments.parse(value.asText())
              .filter(instant -> ordered(operator, instant.compareTo(moment.instant())))
              .isPresent();
      case Literal.Absent absent -> false;
    };
  }

  private static boolean text(Operator operator, String value, String wanted, boolean caseExact) {
    String left = caseExact ? value : Collation.fold(value);
    String right = caseExact ? wanted : Collation.fold(wanted);
    return switch (operator) {
      case CO -> left.contains(right);
      case SW -> left.startsWith(right);
      case EW -> left.endsWith(right);
      case EQ, NE, GT, GE, LT, LE -> ordered(operator, Collation.compare(left, right));
    };
  }

  private static boolean ordered(Operator operator, int order) {
    return switch (operator) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case GT -> order > 0;
      case GE -> order >= 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      case CO, SW, EW -> false;
    };
  }
}
