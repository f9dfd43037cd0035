package dev.rolecall.policy.draft;

import dev.rolecall.policy.text.Fold;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * A rule in the making.
 *
 * @param says scope and role as the rule has them
 * @param gives what it comes to today: group → cells
 * @param excepted folded userName → userName; grows until the draft is settled
 */
record Sketch(
    ProposedRule.Kind kind,
    List<String> names,
    List<String> ids,
    List<Cell> says,
    SortedMap<Integer, List<Integer>> gives,
    SortedMap<String, String> excepted) {

  static Sketch template(String text, Cell says, SortedMap<Integer, List<Integer>> gives) {
    return new Sketch(
        ProposedRule.Kind.TEMPLATE,
        List.of(text),
        List.of(),
        List.of(says),
        gives,
        new TreeMap<>());
  }

  static Sketch groups(Collection<Integer> groups, List<Integer> cells, Ledger ledger) {
    SortedMap<Integer, List<Integer>> gives = new TreeMap<>();
    groups.forEach(group -> gives.put(group, cells));
    List<Ledger.Named> named =
        gives.keySet().stream().map(group -> ledger.groups().get(group)).toList();
    return new Sketch(
        ProposedRule.Kind.GROUPS,
        named.stream().filter(each -> !each.byId()).map(Ledger.Named::text).toList(),
        named.stream().filter(Ledger.Named::byId).map(Ledger.Named::text).toList(),
        cells.stream().map(ledger.slots()::cell).sorted(Cell.CANONICAL).toList(),
        gives,
        new TreeMap<>());
  }

  /** Members of one of its groups whom it means. */
  void members(int group, Ledger ledger, IntConsumer each) {
    for (int person : ledger.groups().get(group).members()) {
      if (excepted.isEmpty()
          || !excepted.containsKey(Fold.fold(ledger.people().get(person).userName()))) {
        each.accept(person);
      }
    }
  }
}
