package dev.rolecall.ingest.scim;

import dev.rolecall.ingest.scim.Filter.Literal;
import dev.rolecall.ingest.scim.Filter.Operator;
import dev.rolecall.views.directory.Column;
import dev.rolecall.views.directory.Criterion;
import dev.rolecall.views.directory.Criterion.Comparator;
import dev.rolecall.views.directory.Elements;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Comparisons as conditions on columns, with the meaning they have in {@link Evaluation}: what is
 * unassigned differs from everything and compares with nothing. Empty: a column cannot say it.
 */
final class Comparisons {

  private Comparisons() {}

  /** Of what a resource, or an element taken alone, has at most once. */
  static Optional<Criterion> ofOne(Column column, Operator operator, Literal literal) {
    Criterion assigned = new Criterion.Assigned(column);
    if (literal instanceof Literal.Absent) {
      return Optional.of(operator == Operator.EQ ? not(assigned) : assigned);
    }
    if (operator == Operator.NE) {
      return ofOne(column, Operator.EQ, literal).map(Comparisons::not);
    }
    return holds(column, operator, literal).map(holds -> all(assigned, holds));
  }

  /** Of what at least one element has. An empty text beside others is a value. */
  static Optional<Criterion> ofMany(
      Elements elements, Column column, Operator operator, Literal literal) {
    Criterion assigned = some(elements, new Criterion.Assigned(column));
    if (literal instanceof Literal.Absent) {
      return Optional.of(operator == Operator.EQ ? not(assigned) : assigned);
    }
    if (operator == Operator.NE) {
      return holds(column, Operator.EQ, literal)
          .map(equals ->
              new Criterion.Any(
                  List.of(not(assigned), some(elements, all(hasValue(column), not(equals))))));
    }
    return holds(column, operator, literal)
        .map(holds ->
            isOfAssigned(operator, literal)
                ? some(elements, holds)
                : all(assigned, some(elements, holds)));
  }

  /** The comparison of a value that is there. */
  private static Optional<Criterion> holds(Column column, Operator operator, Literal literal) {
    return switch (literal) {
      case Literal.Text(String text) ->
          // A half of a pair of surrogates cannot be told to SQLite; nor would it find one.
          column.isText() && ScimJson.isUnicode(text)
              ? Optional.of(new Criterion.Text(column, comparator(operator), text))
              : Optional.empty();
      case Literal.Truth(boolean truth) ->
          Optional.of(new Criterion.Numeric(column, Comparator.EQUAL, truth ? 1 : 0));
      case Literal.Moment(Instant instant) -> moment(column, operator, instant);
      case Literal.Decimal decimal -> Optional.empty();
      case Literal.Absent absent -> Optional.empty();
    };
  }

  /** Columns have milliseconds: between two of them lies no value. */
  private static Optional<Criterion> moment(Column column, Operator operator, Instant instant) {
    if (!instant.isAfter(Instant.ofEpochMilli(Long.MIN_VALUE))
        || !instant.isBefore(Instant.ofEpochMilli(Long.MAX_VALUE))) {
      return Optional.empty();
    }
    long millis = instant.toEpochMilli();
    if (Instant.ofEpochMilli(millis).equals(instant)) {
      return Optional.of(new Criterion.Numeric(column, comparator(operator), millis));
    }
    return Optional.of(
        switch (operator) {
          case GT, GE -> new Criterion.Numeric(column, Comparator.ABOVE, millis);
          case LT, LE -> new Criterion.Numeric(column, Comparator.NOT_ABOVE, millis);
          case EQ, NE, CO, SW, EW -> Criterion.never();
        });
  }

  private static Comparator comparator(Operator operator) {
    return switch (operator) {
      // "Not equal" is the opposite of equal, which the callers make of it.
      case EQ, NE -> Comparator.EQUAL;
      case CO -> Comparator.CONTAINS;
      case SW -> Comparator.BEGINS;
      case EW -> Comparator.ENDS;
      case GT -> Comparator.ABOVE;
      case GE -> Comparator.NOT_BELOW;
      case LT -> Comparator.BELOW;
      case LE -> Comparator.NOT_ABOVE;
    };
  }

  /** Whether only a text that is not empty compares so. */
  private static boolean isOfAssigned(Operator operator, Literal literal) {
    return switch (operator) {
      case EQ, CO, SW, EW, GT, GE ->
          !(literal instanceof Literal.Text(String text)) || !text.isEmpty();
      case LT, LE, NE -> false;
    };
  }

  private static Criterion hasValue(Column column) {
    return column.isText()
        ? new Criterion.Text(column, Comparator.NOT_BELOW, "")
        : new Criterion.Assigned(column);
  }

  private static Criterion some(Elements elements, Criterion element) {
    return new Criterion.Some(elements, element);
  }

  private static Criterion all(Criterion one, Criterion other) {
    return new Criterion.All(List.of(one, other));
  }

  private static Criterion not(Criterion term) {
    return new Criterion.Not(term);
  }
}
