package dev.rolecall.policy.draft;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The chosen rules with their numbers. One that explains nothing any more is left out.
 *
 * @param gaining people who get something new by all of them
 * @param gained what they get
 */
record Proposals(List<ProposedRule> rules, int gaining, int gained) {

  /** Of an id, after the name of the draft. */
  private static final int LONGEST_SLUG = 60;

  /** Counts one rule after the other. */
  private static final class Count {
    private final Ledger ledger;
    private final Slots slots;
    private final Terms terms;
    private final Set<Long> explained = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private final List<Sketch> used = new ArrayList<>();
    private final List<ProposedRule> rules = new ArrayList<>();

    Count(Ledger ledger, Terms terms) {
      this.ledger = ledger;
      this.slots = ledger.slots();
      this.terms = terms;
    }

    void add(Sketch rule) {
      SortedSet<Integer> members = new TreeSet<>();
      Set<Integer> gaining = new HashSet<>();
      Set<Long> granted = new HashSet<>();
      Set<Long> held = new HashSet<>();
      int before = explained.size();
      rule.gives()
          .forEach((group, cells) ->
              rule.members(
                  group,
                  ledger,
                  person -> {
                    members.add(person);
                    for (int cell : cells) {
                      granted.add(pair(person, cell));
                      if (ledger.wouldGain(person, cell)) {
                        gaining.add(person);
                      } else {
                        held.add(pair(person, cell));
                      }
                      explain(person, cell);
                    }
                  }));
      int explains = explained.size() - before;
      if (explains > 0) {
        used.add(rule);
        rules.add(
            new ProposedRule(
                id(rule),
                rule.kind(),
                rule.names(),
                rule.ids(),
                rule.says(),
                List.copyOf(rule.excepted().values()),
                rule.gives().size(),
                members.size(),
                explains,
                granted.size(),
                gaining.size(),
                100 * held.size() / granted.size()));
      }
    }

    private void explain(int person, int cell) {
      Integer open = ledger.open(person).get(slots.slot(cell));
      if (open != null && slots.height(open) <= slots.height(cell)) {
        explained.add(pair(person, open));
      }
    }

    private String id(Sketch rule) {
      String slug =
          switch (rule.kind()) {
            case TEMPLATE -> "convention";
            case GROUPS -> slug((rule.names().isEmpty() ? rule.ids() : rule.names()).getFirst());
          };
      String id = terms.name() + "-" + slug;
      String free = id;
      for (int number = 2; !ids.add(free.toLowerCase(Locale.ROOT)); number++) {
        free = id + "-" + number;
      }
      return free;
    }

    private static String slug(String name) {
      String slug =
          name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
      String some = slug.substring(0, Math.min(slug.length(), LONGEST_SLUG));
      return some.isEmpty() ? "group" : some;
    }
  }

  static Proposals of(List<Sketch> chosen, Ledger ledger, Terms terms) {
    Count count = new Count(ledger, terms);
    chosen.forEach(count::add);
    List<SortedMap<Integer, Integer>> given = Settling.given(count.used, ledger);
    int gaining = 0;
    int gained = 0;
    for (int person = 0; person < given.size(); person++) {
      Map<Integer, Integer> heights = ledger.heights(person);
      int more =
          (int)
              given.get(person).entrySet().stream()
                  .filter(each -> each.getValue() > heights.getOrDefault(each.getKey(), 0))
                  .count();
      gained += more;
      gaining += more > 0 ? 1 : 0;
    }
    return new Proposals(List.copyOf(count.rules), gaining, gained);
  }

  private static long pair(int person, int cell) {
    return ((long) person << 32) | cell;
  }
}
