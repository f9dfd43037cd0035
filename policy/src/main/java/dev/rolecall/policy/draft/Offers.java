package dev.rolecall.policy.draft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one group could give: cells that nearly all of its members have, or something higher. */
final class Offers {

  private final Ledger ledger;
  private final Slots slots;
  private final Terms terms;

  Offers(Ledger ledger, Terms terms) {
    this.ledger = ledger;
    this.slots = ledger.slots();
    this.terms = terms;
  }

  /**
   * At most one cell of each slot, in the order of slots.
   *
   * @param least members who have exactly it, and not by the policy in force
   */
  List<Integer> of(int group, int least) {
    List<Integer> members = ledger.groups().get(group).members();
    Map<Integer, NavigableMap<Integer, Integer>> heights = new HashMap<>();
    SortedMap<Integer, SortedMap<Integer, Integer>> exactly = new TreeMap<>();
    for (int person : members) {
      ledger
          .open(person)
          .forEach((slot, cell) ->
              exactly
                  .computeIfAbsent(slot, absent -> new TreeMap<>())
                  .merge(cell, 1, Integer::sum));
      ledger
          .heights(person)
          .forEach((slot, height) ->
              heights
                  .computeIfAbsent(slot, absent -> new TreeMap<>())
                  .merge(height, 1, Integer::sum));
    }
    List<Integer> offers = new ArrayList<>();
    exactly.forEach((slot, cells) -> {
      NavigableMap<Integer, Integer> at = heights.getOrDefault(slot, new TreeMap<>());
      cells.values().removeIf(count -> count < least);
      cells.keySet().removeIf(cell -> !passes(cell, at, members.size()));
      best(cells, offers);
    });
    return offers;
  }

  private boolean passes(int cell, NavigableMap<Integer, Integer> at, int members) {
    int having =
        at.tailMap(slots.height(cell), true).values().stream().mapToInt(Integer::intValue).sum();
    return slots.canBeSaid(cell) && isEnough(having, members, terms);
  }

  /** Whether so many who have it speak for a rule, and so few get it newly. */
  static boolean isEnough(int having, int members, Terms terms) {
    return 100L * having >= (long) terms.percent() * members && members - having <= terms.excess();
  }

  /** What most have exactly; of several alike the lowest. */
  private void best(SortedMap<Integer, Integer> cells, List<Integer> offers) {
    int best = -1;
    int most = 0;
    for (Map.Entry<Integer, Integer> each : cells.entrySet()) {
      boolean lower = each.getValue() == most && slots.height(each.getKey()) < slots.height(best);
      if (each.getValue() > most || lower) {
        best = each.getKey();
        most = each.getValue();
      }
    }
    if (best >= 0) {
      offers.add(best);
    }
  }
}
