package dev.rolecall.views.directory;

import java.util.List;

/**
 * A condition on what the file stores. It is true or false, never unknown: what has no value meets
 * no comparison, so that {@link Not} of a comparison holds for it.
 */
public sealed interface Criterion {

  /** All of them; of none: always. */
  record All(List<Criterion> terms) implements Criterion {
    public All {
      terms = List.copyOf(terms);
    }
  }

  /** At least one of them; of none: never. */
  record Any(List<Criterion> terms) implements Criterion {
    public Any {
      terms = List.copyOf(terms);
    }
  }

  record Not(Criterion term) implements Criterion {}

  /** The column has a value, which is not empty. */
  record Assigned(Column column) implements Criterion {}

  /**
   * The column has a text that compares so.
   *
   * @param text in any letter case when the column disregards it
   */
  record Text(Column column, Comparator comparator, String text) implements Criterion {
    /** Says nothing of the text: it may be personal. */
    @Override
    public String toString() {
      return "Text[" + column + " " + comparator + "]";
    }
  }

  /** The column has a number that compares so; instants are milliseconds since the epoch. */
  record Numeric(Column column, Comparator comparator, long number) implements Criterion {}

  /** At least one element, taken alone, meets a condition on columns of such elements. */
  record Some(Elements elements, Criterion element) implements Criterion {}

  /** How a value is compared. The last three are for texts. */
  enum Comparator {
    EQUAL,
    ABOVE,
    NOT_BELOW,
    BELOW,
    NOT_ABOVE,
    CONTAINS,
    BEGINS,
    ENDS
  }

  /** What all meet. */
  static Criterion always() {
    return new All(List.of());
  }

  /** What none meets. */
  static Criterion never() {
    return new Any(List.of());
  }

  /** Whether an index leads to the few rows that can meet it. */
  default boolean isNarrow() {
    return switch (this) {
      case All(List<Criterion> terms) -> terms.stream().anyMatch(Criterion::isNarrow);
      case Any(List<Criterion> terms) -> terms.stream().allMatch(Criterion::isNarrow);
      case Text(Column column, Comparator comparator, String text) ->
          column.isIndexed() && comparator == Comparator.EQUAL;
      case Some(Elements elements, Criterion element) -> element.isNarrow();
      case Not not -> false;
      case Assigned assigned -> false;
      case Numeric numeric -> false;
    };
  }
}
