package dev.rolecall.policy.draft;

import dev.rolecall.policy.text.Fold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The active people with what they hold, by number, and the groups with their members. Numbers
 * follow names, so that the order of the input never matters.
 */
final class Ledger {

  static final Comparator<Person> BY_NAME =
      Comparator.comparing((Person person) -> Fold.fold(person.userName()))
          .thenComparing(Person::userName)
          .thenComparing(Person::id);

  /** Longest name that a selector takes. */
  private static final int LONGEST_NAME = 512;

  /**
   * Groups that a selector cannot tell apart, as one.
   *
   * @param spellings the name in all its letter cases, or the id when the name cannot be written
   */
  record Named(SortedSet<String> spellings, boolean byId, List<Integer> members) {

    String text() {
      return spellings.first();
    }
  }

  private final Slots slots;
  private final List<Person> people;
  private final List<SortedMap<Integer, Integer>> held = new ArrayList<>();
  private final List<Map<Integer, Integer>> heights = new ArrayList<>();
  private final List<SortedMap<Integer, Integer>> open = new ArrayList<>();
  private final List<Named> groups = new ArrayList<>();

  Ledger(List<Person> everybody, Slots slots) {
    this.slots = slots;
    people = everybody.stream().filter(Person::active).sorted(BY_NAME).toList();
    for (Person person : people) {
      SortedMap<Integer, Integer> holds = highest(person.holds(), slots);
      SortedMap<Integer, Integer> given = highest(person.given(), slots);
      held.add(holds);
      open.add(new TreeMap<>(holds));
      Map<Integer, Integer> at = new HashMap<>();
      given.forEach((slot, cell) -> at.put(slot, slots.height(cell)));
      open.getLast()
          .values()
          .removeIf(cell -> at.getOrDefault(slots.slot(cell), 0) >= slots.height(cell));
      holds.forEach((slot, cell) -> at.merge(slot, slots.height(cell), Math::max));
      heights.add(at);
    }
    group();
  }

  /** The highest cell of each slot. */
  static SortedMap<Integer, Integer> highest(List<Cell> cells, Slots slots) {
    SortedMap<Integer, Integer> highest = new TreeMap<>();
    for (Cell cell : cells.stream().sorted(Cell.CANONICAL).toList()) {
      int id = slots.id(cell);
      highest.merge(
          slots.slot(id),
          id,
          (one, other) -> slots.height(other) > slots.height(one) ? other : one);
    }
    return highest;
  }

  private void group() {
    SortedMap<String, SortedSet<String>> texts = new TreeMap<>();
    Map<String, List<Integer>> members = new HashMap<>();
    for (int person = 0; person < people.size(); person++) {
      Set<String> seen = new HashSet<>();
      for (Group group : people.get(person).groups()) {
        boolean byName = canBeNamed(group.name());
        String text = byName ? group.name() : group.id();
        if (!byName && !isText(text)) {
          continue;
        }
        String key = (byName ? "n" : "i") + Fold.fold(text);
        if (seen.add(key)) {
          members.computeIfAbsent(key, absent -> new ArrayList<>()).add(person);
        }
        texts.computeIfAbsent(key, absent -> new TreeSet<>()).add(text);
      }
    }
    texts.forEach((key, spelt) ->
        groups.add(new Named(spelt, key.charAt(0) == 'i', members.getOrDefault(key, List.of()))));
  }

  /** Braces would be read as captures. */
  private static boolean canBeNamed(String name) {
    return isText(name) && name.indexOf('{') < 0 && name.indexOf('}') < 0;
  }

  private static boolean isText(String text) {
    return !text.isBlank() && text.length() <= LONGEST_NAME && YamlWords.isWritable(text);
  }

  Slots slots() {
    return slots;
  }

  List<Person> people() {
    return people;
  }

  List<Named> groups() {
    return groups;
  }

  /** Slot → cell that the person has. */
  SortedMap<Integer, Integer> held(int person) {
    return held.get(person);
  }

  /** Slot → cell that the person has and the policy in force does not explain. */
  SortedMap<Integer, Integer> open(int person) {
    return open.get(person);
  }

  /** Slot → how high the person is there, by what they hold or what the policy in force gives. */
  Map<Integer, Integer> heights(int person) {
    return heights.get(person);
  }

  /** Whether somebody would newly get something by this cell. */
  boolean wouldGain(int person, int cell) {
    return heights.get(person).getOrDefault(slots.slot(cell), 0) < slots.height(cell);
  }
}
