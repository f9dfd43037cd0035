package dev.rolecall.policy.draft;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Chooses rules: always the one that explains most of what none before it explains. */
final class Cover {

  /** More conventions than a company can remember. */
  private static final int MOST_TEMPLATES = 20;

  /** Names in one rule: a longer list is not read. */
  private static final int MOST_NAMES = 25;

  /** Of a rule in the file beside its names and scopes: keys, id and comment. */
  static final int RULE_BYTES = 300;

  /** A group, as good as it was when it was last looked at. */
  private record Choice(int group, int gain, int gaining, int likeness) {

    static final Comparator<Choice> BEST_FIRST =
        Comparator.comparingInt((Choice choice) -> -choice.gain())
            .thenComparingInt(Choice::gaining)
            .thenComparingInt(choice -> -choice.likeness())
            .thenComparingInt(Choice::group);
  }

  private final Ledger ledger;
  private final Slots slots;
  private final Terms terms;
  private final List<SortedMap<Integer, Integer>> uncovered = new ArrayList<>();
  private int room;

  Cover(Ledger ledger, Terms terms) {
    this.ledger = ledger;
    this.slots = ledger.slots();
    this.terms = terms;
    room = terms.room() / 3;
    for (int person = 0; person < ledger.people().size(); person++) {
      uncovered.add(new TreeMap<>(ledger.open(person)));
    }
  }

  /** Templates first, then groups; those that give the same stand together. */
  List<Sketch> choose(List<Sketch> conventions) {
    List<Sketch> chosen = new ArrayList<>(templates(conventions));
    Map<List<Integer>, List<Integer>> groups = groups();
    groups.forEach((cells, with) -> {
      for (int from = 0; from < with.size(); from += MOST_NAMES) {
        List<Integer> some = with.subList(from, Math.min(with.size(), from + MOST_NAMES));
        chosen.add(Sketch.groups(some, cells, ledger));
      }
    });
    return chosen;
  }

  private List<Sketch> templates(List<Sketch> conventions) {
    List<Sketch> chosen = new ArrayList<>();
    List<Sketch> left = new ArrayList<>(conventions);
    while (chosen.size() < MOST_TEMPLATES) {
      Optional<Sketch> best = best(left);
      if (best.isEmpty() || !fits(best.get().names(), best.get().says())) {
        return chosen;
      }
      chosen.add(best.get());
      left.remove(best.get());
      best.get().gives().forEach(this::take);
    }
    return chosen;
  }

  /** Of several that explain the same, the first in the list. */
  private Optional<Sketch> best(List<Sketch> left) {
    Optional<Sketch> best = Optional.empty();
    int most = terms.least();
    int fewest = Integer.MAX_VALUE;
    for (Sketch sketch : left) {
      Set<Long> explained = new HashSet<>();
      int groups = 0;
      for (Map.Entry<Integer, List<Integer>> each : sketch.gives().entrySet()) {
        groups += explains(each.getKey(), each.getValue(), explained) ? 1 : 0;
      }
      if (groups >= Conventions.LEAST_GROUPS && explained.size() >= most) {
        int gaining = gaining(sketch);
        if (explained.size() > most || gaining < fewest) {
          best = Optional.of(sketch);
          most = explained.size();
          fewest = gaining;
        }
      }
    }
    return best;
  }

  private boolean explains(int group, List<Integer> cells, Set<Long> explained) {
    boolean any = false;
    for (int person : ledger.groups().get(group).members()) {
      for (int cell : cells) {
        if (isExactly(person, cell)) {
          any = true;
          explained.add(((long) person << 32) | cell);
        }
      }
    }
    return any;
  }

  private int gaining(Sketch sketch) {
    return sketch.gives().entrySet().stream()
        .mapToInt(each -> gaining(each.getKey(), each.getValue()))
        .sum();
  }

  private int gaining(int group, List<Integer> cells) {
    int gaining = 0;
    for (int person : ledger.groups().get(group).members()) {
      for (int cell : cells) {
        gaining += ledger.wouldGain(person, cell) ? 1 : 0;
      }
    }
    return gaining;
  }

  private boolean isExactly(int person, int cell) {
    Integer open = uncovered.get(person).get(slots.slot(cell));
    return open != null && open == cell;
  }

  /** Cells → groups that give exactly these. What a group explains only becomes less. */
  private Map<List<Integer>, List<Integer>> groups() {
    Offers offers = new Offers(ledger, terms);
    Map<Integer, List<Integer>> offered = new HashMap<>();
    PriorityQueue<Choice> queue = new PriorityQueue<>(Choice.BEST_FIRST);
    for (int group = 0; group < ledger.groups().size(); group++) {
      List<Integer> cells = offers.of(group, terms.least());
      if (!cells.isEmpty()) {
        offered.put(group, cells);
        queue.add(choice(group, worthwhile(group, cells)));
      }
    }
    Map<List<Integer>, List<Integer>> chosen = new LinkedHashMap<>();
    while (!queue.isEmpty()) {
      Choice choice = queue.remove();
      List<Integer> cells =
          worthwhile(choice.group(), offered.getOrDefault(choice.group(), List.of()));
      Choice now = choice(choice.group(), cells);
      if (now.gain() > 0 && !now.equals(choice)) {
        queue.add(now);
      } else if (now.gain() > 0 && fits(choice.group(), cells)) {
        chosen.computeIfAbsent(cells, absent -> new ArrayList<>()).add(choice.group());
        take(choice.group(), cells);
      }
    }
    return chosen;
  }

  /** Of a group's cells those that still explain enough. */
  private List<Integer> worthwhile(int group, List<Integer> cells) {
    return cells.stream().filter(cell -> gain(group, List.of(cell)) >= terms.least()).toList();
  }

  private int gain(int group, List<Integer> cells) {
    int gain = 0;
    for (int person : ledger.groups().get(group).members()) {
      for (int cell : cells) {
        gain += isExactly(person, cell) ? 1 : 0;
      }
    }
    return gain;
  }

  private Choice choice(int group, List<Integer> cells) {
    Set<String> words = words(ledger.groups().get(group).text());
    int likeness = 0;
    for (int cell : cells) {
      likeness += (int) words(slots.cell(cell).scope()).stream().filter(words::contains).count();
    }
    return new Choice(group, gain(group, cells), gaining(group, cells), likeness);
  }

  private static Set<String> words(String name) {
    Set<String> words = new HashSet<>();
    for (String word : name.toLowerCase(java.util.Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private boolean fits(int group, List<Integer> cells) {
    return fits(
        List.of(ledger.groups().get(group).text()), cells.stream().map(slots::cell).toList());
  }

  private boolean fits(Collection<String> names, List<Cell> says) {
    int bytes = RULE_BYTES;
    for (String name : names) {
      bytes += YamlWords.bytes(YamlWords.word(name)) + 2;
    }
    for (Cell cell : says) {
      bytes += YamlWords.bytes(YamlWords.word(cell.scope()) + YamlWords.word(cell.role())) + 4;
    }
    boolean fits = bytes <= room;
    room -= fits ? bytes : 0;
    return fits;
  }

  /** Also explained is what becomes higher: nothing of it is lost. */
  private void take(int group, List<Integer> cells) {
    for (int person : ledger.groups().get(group).members()) {
      for (int cell : cells) {
        uncovered
            .get(person)
            .computeIfPresent(
                slots.slot(cell),
                (slot, open) -> slots.height(open) <= slots.height(cell) ? null : open);
      }
    }
  }
}
