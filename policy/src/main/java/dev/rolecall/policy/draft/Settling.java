package dev.rolecall.policy.draft;

import dev.rolecall.policy.safety.TemporaryLimits;
import dev.rolecall.policy.safety.TemporaryLimits.Required;
import dev.rolecall.policy.text.Fold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gives an exception to everybody who has what no rule explains. Where that cannot be, the rules
 * that would lower the person no longer mean them, so that nobody is lowered by a draft.
 */
final class Settling {

  /** People in one rule's {@code except}; a rule with more is none. */
  private static final int MOST_EXCEPTED = 50;

  /** Longer than a year is not temporary: the policy language says so. */
  private static final Duration LONGEST = Duration.ofDays(366);

  private static final int LONGEST_USER_NAME = 300;

  /** What an exception has for one person. */
  record Kept(int person, List<Cell> cells) {}

  private final Ledger ledger;
  private final Slots slots;
  private final Terms terms;
  private final List<Sketch> rules;
  private final Map<String, Integer> userNames = new HashMap<>();
  private final Optional<String> forbidden;
  private final List<Kept> kept = new ArrayList<>();
  private final List<LeftOver> left = new ArrayList<>();
  private int exceptedBytes;

  Settling(Ledger ledger, List<Sketch> rules, Terms terms) {
    this.ledger = ledger;
    this.slots = ledger.slots();
    this.terms = terms;
    this.rules = new ArrayList<>(rules);
    this.forbidden = forbidden(terms);
    ledger
        .people()
        .forEach(person -> userNames.merge(Fold.fold(person.userName()), 1, Integer::sum));
  }

  void settle() {
    boolean lowered = true;
    while (lowered) {
      lowered = false;
      kept.clear();
      left.clear();
      List<SortedMap<Integer, Integer>> given = given(rules, ledger);
      int used = 0;
      for (int person = 0; person < ledger.people().size(); person++) {
        SortedMap<Integer, Integer> by = given.get(person);
        List<Integer> unexplained = new ArrayList<>(ledger.open(person).values());
        unexplained.removeIf(cell -> by.getOrDefault(slots.slot(cell), 0) >= slots.height(cell));
        if (!unexplained.isEmpty()) {
          int before = left.size();
          used += decide(person, unexplained, terms.room() / 2 - used);
          for (LeftOver each : left.subList(before, left.size())) {
            int slot = slots.slot(slots.id(each.cell()));
            lowered |= by.containsKey(slot) && except(person, slot);
          }
        }
      }
    }
  }

  /** Slot → height that rules give, by person. */
  static List<SortedMap<Integer, Integer>> given(List<Sketch> rules, Ledger ledger) {
    List<SortedMap<Integer, Integer>> given = new ArrayList<>();
    ledger.people().forEach(person -> given.add(new TreeMap<>()));
    Slots slots = ledger.slots();
    for (Sketch rule : rules) {
      rule.gives()
          .forEach((group, cells) ->
              rule.members(
                  group,
                  ledger,
                  person ->
                      cells.forEach(cell ->
                          given
                              .get(person)
                              .merge(slots.slot(cell), slots.height(cell), Math::max))));
    }
    return given;
  }

  /** Bytes that the exception takes, if there is one. */
  private int decide(int person, List<Integer> unexplained, int room) {
    List<Cell> cells = new ArrayList<>();
    for (int cell : unexplained) {
      if (!slots.exists(cell)) {
        leave(person, cell, LeftOver.Why.UNKNOWN_ROLE, "the tool's connector has no such role");
      } else if (!slots.canBeSaid(cell)) {
        leave(person, cell, LeftOver.Why.UNWRITABLE_SCOPE, "a grant cannot name this scope");
      } else if (!refused(person, cell)) {
        cells.add(slots.cell(cell));
      }
    }
    if (cells.isEmpty()) {
      return 0;
    }
    cells.sort(Cell.CANONICAL);
    int bytes = YamlWords.bytes(DraftText.exception(terms, slots.tool(), userName(person), cells));
    if (bytes > room) {
      cells.forEach(cell ->
          leave(
              person,
              slots.id(cell),
              LeftOver.Why.NO_ROOM,
              "the files would be larger than a policy may be; draft a part of the tool"));
      return 0;
    }
    kept.add(new Kept(person, List.copyOf(cells)));
    return bytes;
  }

  private boolean refused(int person, int cell) {
    String name = userName(person);
    if (!canBeNamed(name)) {
      leave(person, cell, LeftOver.Why.NO_USER_NAME, "the person has no userName to write down");
    } else if (isShared(name)) {
      leave(
          person,
          cell,
          LeftOver.Why.SHARED_USER_NAME,
          "several people have this userName, and an exception would be for all of them");
    } else if (forbidden.isPresent()) {
      leave(person, cell, LeftOver.Why.TEMPORARY_LIMITS, forbidden.get());
    } else {
      return false;
    }
    return true;
  }

  private void leave(int person, int cell, LeftOver.Why why, String detail) {
    Person whose = ledger.people().get(person);
    left.add(new LeftOver(whose.id(), whose.userName(), slots.cell(cell), why, detail));
  }

  private static Optional<String> forbidden(Terms terms) {
    Duration longest = terms.limits().map(TemporaryLimits::maxDuration).orElse(LONGEST);
    if (terms.exceptions().compareTo(longest) > 0) {
      return Optional.of(
          "an exception of %s is longer than 'temporary-limits' allow (%s)"
              .formatted(YamlWords.duration(terms.exceptions()), YamlWords.duration(longest)));
    }
    return terms
        .limits()
        .flatMap(limits ->
            limits.require().stream()
                .filter(required -> required != Required.REASON)
                .sorted()
                .findFirst())
        .map(required ->
            "'temporary-limits' require '" + required.key() + "', which a draft has not");
  }

  /** No rule that gives something there means the person any more; whether there was one. */
  private boolean except(int person, int slot) {
    List<Sketch> dropped = new ArrayList<>();
    boolean any = false;
    for (Sketch rule : rules) {
      if (gives(rule, person, slot)) {
        any = true;
        String name = userName(person);
        int bytes = YamlWords.bytes(YamlWords.word(name)) + 2;
        boolean room = exceptedBytes + bytes <= terms.room() / 8;
        if (canBeNamed(name) && room && rule.excepted().size() < MOST_EXCEPTED) {
          rule.excepted().put(Fold.fold(name), name);
          exceptedBytes += bytes;
        } else {
          dropped.add(rule);
        }
      }
    }
    rules.removeAll(dropped);
    return any;
  }

  private boolean gives(Sketch rule, int person, int slot) {
    boolean[] gives = new boolean[1];
    rule.gives()
        .forEach((group, cells) -> {
          if (cells.stream().anyMatch(cell -> slots.slot(cell) == slot)) {
            rule.members(group, ledger, member -> gives[0] |= member == person);
          }
        });
    return gives[0];
  }

  private String userName(int person) {
    return ledger.people().get(person).userName();
  }

  private static boolean canBeNamed(String userName) {
    return !userName.isBlank()
        && userName.length() <= LONGEST_USER_NAME
        && YamlWords.isWritable(userName);
  }

  private boolean isShared(String userName) {
    return userNames.getOrDefault(Fold.fold(userName), 0) > 1;
  }

  /** Those that are left. */
  List<Sketch> rules() {
    return rules;
  }

  List<Kept> kept() {
    return kept;
  }

  List<LeftOver> left() {
    return left;
  }
}
