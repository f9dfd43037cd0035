package dev.rolecall.views.directory;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which resources to read.
 *
 * @param lookup which index to use
 * @param filter what else must hold; empty: nothing
 * @param startIndex of the first item, from 1
 * @param count how many items at most
 */
public record Query<T>(Lookup lookup, Optional<Predicate<T>> filter, int startIndex, int count) {

  /** RFC 7644 § 3.4.2.4 leaves it to us; Okta and Entra ask for 100. */
  public static final int DEFAULT_COUNT = 100;

  /** Bounds what one answer holds in memory. */
  public static final int MOST = 200;

  /** Out-of-range paging is moved into range, as RFC 7644 § 3.4.2.4 asks. */
  public Query {
    startIndex = Math.max(1, startIndex);
    count = Math.clamp(count, 0, MOST);
  }

  /** The first page of everything. */
  public static <T> Query<T> everything() {
    return new Query<>(new Lookup.Everything(), Optional.empty(), 1, DEFAULT_COUNT);
  }
}
