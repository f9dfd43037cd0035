package dev.rolecall.views.directory;

import java.math.BigDecimal;

/**
 * What one resource is sorted by. Numbers come before texts, and both before nothing at all, which
 * is the order of SQLite when nothing is written as a blob.
 */
public sealed interface SortKey extends Comparable<SortKey> {

  record Decimal(BigDecimal number) implements SortKey {}

  /**
   * A text.
   *
   * @param text folded when letter case does not matter; {@link Collation#sorted} of it counts
   */
  record Text(String text) implements SortKey {
    /** Says nothing of the text: it may be personal. */
    @Override
    public String toString() {
      return "Text";
    }
  }

  /** No value: behind all others. */
  record Missing() implements SortKey {}

  static SortKey of(long number) {
    return new Decimal(BigDecimal.valueOf(number));
  }

  static SortKey of(String text) {
    return new Text(Collation.sorted(text));
  }

  @Override
  default int compareTo(SortKey other) {
    if (this instanceof Decimal(BigDecimal left) && other instanceof Decimal(BigDecimal right)) {
      return left.compareTo(right);
    }
    if (this instanceof Text(String left) && other instanceof Text(String right)) {
      return Collation.compare(left, right);
    }
    return Integer.compare(rank(), other.rank());
  }

  private int rank() {
    return switch (this) {
      case Decimal decimal -> 0;
      case Text text -> 1;
      case Missing missing -> 2;
    };
  }
}
