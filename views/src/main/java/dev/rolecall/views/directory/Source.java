package dev.rolecall.views.directory;

import java.util.Optional;

/**
 * The part of a list that is of one kind.
 *
 * @param where what the file can say of the condition; it may let more pass than is meant, never
 *     less
 * @param check the whole condition, when the file cannot say all of it
 * @param key what to sort by
 */
public record Source(Kind kind, Criterion where, Optional<Check> check, Key key) {

  /** A condition on the resource itself. */
  public interface Check {
    boolean matches(Found resource, Links links);
  }

  /** Reads what a resource is sorted by. */
  public interface KeyReader {
    SortKey of(Found resource, Links links);
  }

  /** What a resource is sorted by. */
  public sealed interface Key {

    record Stored(Column column) implements Key {}

    record Computed(KeyReader reader) implements Key {}

    /** Resources of this kind have no such thing. */
    record None() implements Key {}
  }

  /** A few rows, or all of them in the order in which they are kept. */
  boolean isLight() {
    return where.isNarrow()
        || (isAnsweredBySql()
            && where.equals(Criterion.always())
            && key.equals(new Key.Stored(Column.CREATED)));
  }

  boolean isAnsweredBySql() {
    return check.isEmpty() && !(key instanceof Key.Computed);
  }
}
