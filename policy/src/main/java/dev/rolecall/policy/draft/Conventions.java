package dev.rolecall.policy.draft;

import dev.rolecall.policy.selector.NamedGroup;
import dev.rolecall.policy.selector.Parsed;
import dev.rolecall.policy.selector.Selector;
import dev.rolecall.policy.text.Fold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds conventions for the names of groups. What a template would give is not guessed: each is
 * matched against all groups by the code that matches it when it is in force.
 */
final class Conventions {

  /** Frames that are tried, those that most groups fit; a company has a handful. */
  private static final int MOST_FRAMES = 120;

  /** Groups that a frame has to fit: one name is no convention. */
  static final int LEAST_GROUPS = 2;

  private record Name(String name) implements NamedGroup {
    @Override
    public String id() {
      return "";
    }

    @Override
    public @Nullable String externalId() {
      return null;
    }
  }

  /** What was seen of a frame: word → role → how often. */
  private static final class Seen {
    private final SortedMap<String, SortedMap<String, Integer>> words = new TreeMap<>();
    private final SortedSet<Integer> groups = new TreeSet<>();
    private boolean path;
    private boolean otherCase;
  }

  private final Ledger ledger;
  private final Slots slots;
  private final Terms terms;
  private final Map<Frame, Seen> frames = new HashMap<>();

  private Conventions(Ledger ledger, Terms terms) {
    this.ledger = ledger;
    this.slots = ledger.slots();
    this.terms = terms;
  }

  /** Templates that keep to the terms, those that say most of a name first. */
  static List<Sketch> find(Ledger ledger, Terms terms) {
    Conventions conventions = new Conventions(ledger, terms);
    conventions.look(new Offers(ledger, terms));
    Comparator<Map.Entry<Frame, Seen>> most =
        Comparator.comparingInt(entry -> -entry.getValue().groups.size());
    return conventions.frames.entrySet().stream()
        .filter(entry -> entry.getValue().groups.size() >= LEAST_GROUPS)
        .sorted(
            most.thenComparingInt(entry -> -entry.getKey().fixed())
                .thenComparing(entry -> entry.getKey().toString()))
        .limit(MOST_FRAMES)
        .flatMap(entry -> conventions.sketches(entry.getKey(), entry.getValue()).stream())
        .toList();
  }

  private void look(Offers offers) {
    for (int group = 0; group < ledger.groups().size(); group++) {
      Ledger.Named named = ledger.groups().get(group);
      if (!named.byId()) {
        for (int cell : offers.of(group, 1)) {
          look(group, named.text(), slots.cell(cell));
        }
      }
    }
  }

  private void look(int group, String name, Cell cell) {
    String folded = Fold.fold(name);
    for (Frame.Fit fit : Frame.of(folded, cell, Fold.fold(cell.scope()))) {
      Seen seen = frames.computeIfAbsent(fit.frame(), absent -> new Seen());
      seen.groups.add(group);
      seen.path |= fit.scopeName().indexOf('/') >= 0;
      seen.otherCase |= !name.contains(fit.scopeName());
      seen.words
          .computeIfAbsent(fit.word(), absent -> new TreeMap<>())
          .merge(cell.role(), 1, Integer::sum);
    }
  }

  private List<Sketch> sketches(Frame frame, Seen seen) {
    SortedMap<String, String> words = new TreeMap<>();
    seen.words.forEach((word, roles) -> words.put(word, mostOften(roles)));
    boolean oneWord = frame.order() != Frame.Order.SCOPE && words.size() < 2;
    if (oneWord) {
      // The frame with the role fixed says the same.
      return List.of();
    }
    List<Sketch> sketches = new ArrayList<>();
    String scope = seen.path ? "{scope/**" : "{scope";
    sketch(frame, scope + "}", words).ifPresent(sketches::add);
    if (seen.otherCase) {
      sketch(frame, scope + "|lower}", words).ifPresent(sketches::add);
    }
    return sketches;
  }

  private static String mostOften(SortedMap<String, Integer> roles) {
    return roles.entrySet().stream()
        .min(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .orElseThrow();
  }

  /** Without the words that would give too much; empty when not enough is left. */
  private Optional<Sketch> sketch(Frame frame, String scope, SortedMap<String, String> words) {
    SortedMap<String, String> left = new TreeMap<>(words);
    while (!left.isEmpty()) {
      String text = frame.text(scope, roles(left));
      if (!(Selector.parse(text, false) instanceof Parsed.Right<Selector> right)) {
        return Optional.empty();
      }
      Reached reached = reach(right.value(), frame);
      if (reached.tooMuch.isEmpty()) {
        return Optional.of(Sketch.template(text, frame.cell(), reached.gives));
      }
      boolean fixed = frame.order() == Frame.Order.SCOPE;
      if (fixed || !left.values().removeAll(reached.tooMuch)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static String roles(SortedMap<String, String> words) {
    return words.entrySet().stream()
        .map(each ->
            each.getKey().equals(each.getValue())
                ? each.getKey()
                : each.getKey() + ":" + each.getValue())
        .collect(Collectors.joining("|", "{role=", "}"));
  }

  /** Groups that a template means, what they would get, and the roles that are given too freely. */
  private static final class Reached {
    private final SortedMap<Integer, List<Integer>> gives = new TreeMap<>();
    private final SortedMap<String, int[]> byRole = new TreeMap<>();
    private final SortedSet<String> tooMuch = new TreeSet<>();
  }

  private Reached reach(Selector template, Frame frame) {
    Reached reached = new Reached();
    for (int group = 0; group < ledger.groups().size(); group++) {
      Ledger.Named named = ledger.groups().get(group);
      if (!named.byId()) {
        Set<Cell> cells = new HashSet<>();
        for (String spelling : named.spellings()) {
          template
              .match(new Name(spelling))
              .ifPresent(captures -> cells.add(cell(frame, captures)));
        }
        for (Cell cell : cells) {
          reach(group, cell, reached);
          if (cells.size() > 1) {
            // Spelt in several ways, and each way would be another scope.
            reached.tooMuch.add(cell.role());
          }
        }
      }
    }
    reached.byRole.forEach((role, counts) -> {
      if (100L * counts[0] < (long) terms.percent() * counts[1]) {
        reached.tooMuch.add(role);
      }
    });
    return reached;
  }

  private void reach(int group, Cell cell, Reached reached) {
    int id = slots.id(cell);
    if (!slots.exists(id)) {
      // The tool has no such scope: gives nothing, and is a finding of the policy.
      return;
    }
    List<Integer> members = ledger.groups().get(group).members();
    int gaining = (int) members.stream().filter(person -> ledger.wouldGain(person, id)).count();
    if (gaining > terms.excess()) {
      reached.tooMuch.add(cell.role());
    }
    int[] counts = reached.byRole.computeIfAbsent(cell.role(), absent -> new int[2]);
    counts[0] += members.size() - gaining;
    counts[1] += members.size();
    reached.gives.put(group, List.of(id));
  }

  private static Cell cell(Frame frame, Map<String, String> captures) {
    String scope = captures.getOrDefault("scope", "");
    return new Cell(
        frame.scopeBefore() + scope + frame.scopeAfter(),
        switch (frame.order()) {
          case SCOPE -> frame.role();
          case SCOPE_ROLE, ROLE_SCOPE -> captures.getOrDefault("role", "");
        });
  }
}
