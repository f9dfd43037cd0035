package dev.rolecall.views.directory;

import java.util.List;

/**
 * A sorted list of which a part is read. Equal keys are in the order of kinds and ids.
 *
 * @param sources one for each kind
 * @param isDescending the whole order is turned round, what has no key comes first
 */
public record Listing(List<Source> sources, boolean isDescending, Window window) {

  /**
   * How deep a part may lie in a list that SQL does not sort and filter: that many keys are held in
   * memory. After a position, only as many as the part has.
   */
  public static final int DEEPEST = 100_000;

  public Listing {
    sources = List.copyOf(sources);
  }

  /** Whether the file answers it without every candidate being looked at. */
  public boolean isAnsweredBySql() {
    return sources.stream().allMatch(Source::isAnsweredBySql);
  }

  /** Whether indexes lead to it, so that it takes no look at each row. */
  boolean isLight() {
    return sources.stream().allMatch(Source::isLight);
  }
}
