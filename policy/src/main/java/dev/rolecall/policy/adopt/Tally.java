package dev.rolecall.policy.adopt;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts accounts. */
final class Tally {

  private final SortedMap<Way.By, Integer> byWay = new TreeMap<>();
  private int matched;
  private int linked;
  private int ambiguous;
  private int bots;
  private int orphans;

  /** Adds who has an account for sure to those who are settled. */
  void add(Standing standing, Set<String> settled) {
    switch (standing) {
      case Standing.Matched(Standing.Candidate person) -> {
        matched++;
        person.by().ifPresent(by -> byWay.merge(by, 1, Integer::sum));
        settled.add(person.person());
      }
      case Standing.Linked link -> {
        linked++;
        settled.add(link.person());
      }
      case Standing.Ambiguous doubt -> ambiguous++;
      case Standing.Bot bot -> bots++;
      case Standing.Orphan orphan -> orphans++;
    }
  }

  AdoptReport.Counts counts(int people, int unmatched, int uncertain) {
    return new AdoptReport.Counts(
        matched + linked + ambiguous + bots + orphans,
        matched,
        linked,
        ambiguous,
        bots,
        orphans,
        byWay,
        people,
        unmatched,
        uncertain);
  }
}
