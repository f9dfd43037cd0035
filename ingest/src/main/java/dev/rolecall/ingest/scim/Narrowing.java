package dev.rolecall.ingest.scim;

import dev.rolecall.views.directory.Criterion;
import java.util.List;

/**
 * What the columns of the view can say of a filter.
 *
 * @param where holds for everything that matches the filter
 * @param isExact and for nothing else
 */
public record Narrowing(Criterion where, boolean isExact) {

  /** The columns say nothing. */
  static final Narrowing NOTHING = new Narrowing(Criterion.always(), false);

  static Narrowing exact(Criterion where) {
    return new Narrowing(where, true);
  }

  static Narrowing all(List<Narrowing> terms) {
    return new Narrowing(new Criterion.All(wheres(terms)), areExact(terms));
  }

  static Narrowing any(List<Narrowing> terms) {
    return new Narrowing(new Criterion.Any(wheres(terms)), areExact(terms));
  }

  /** The opposite of what lets too much pass would let too little pass. */
  Narrowing not() {
    return isExact ? exact(new Criterion.Not(where)) : NOTHING;
  }

  private static List<Criterion> wheres(List<Narrowing> terms) {
    return terms.stream().map(Narrowing::where).toList();
  }

  private static boolean areExact(List<Narrowing> terms) {
    return terms.stream().allMatch(Narrowing::isExact);
  }
}
