package dev.rolecall.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is left of all that rules offer one person, cell by cell, and how it goes together. */
final class Contributions {

  private record Cell(Shape shape, List<Offer> offers) {

    int highest() {
      return offers.stream().mapToInt(this::rank).max().orElse(-1);
    }

    int rank(Offer offer) {
      return shape.rank(offer.role());
    }
  }

  private final SortedMap<String, SortedMap<String, Cell>> tools = new TreeMap<>();

  Contributions(Set<String> configured) {
    configured.forEach(tool -> tools.put(tool, new TreeMap<>()));
  }

  void add(Offer offer) {
    tools
        .computeIfAbsent(offer.tool().name(), name -> new TreeMap<>())
        .computeIfAbsent(offer.scope(), scope -> new Cell(offer.shape(), new ArrayList<>()))
        .offers()
        .add(offer);
  }

  SortedMap<String, List<ResolvedGrant>> grants() {
    SortedMap<String, List<ResolvedGrant>> grants = new TreeMap<>();
    tools.forEach((tool, cells) -> {
      List<ResolvedGrant> all = new ArrayList<>();
      cells.forEach((scope, cell) -> all.addAll(together(scope, cell)));
      grants.put(tool, List.copyOf(all));
    });
    return grants;
  }

  /** Whether the person holds a role because of this, which was added before. */
  boolean wins(Offer offer) {
    return switch (offer.shape().kind()) {
      case SET -> true;
      case LADDER -> {
        @Nullable Cell cell =
            tools.getOrDefault(offer.tool().name(), new TreeMap<>()).get(offer.scope());
        yield cell != null && cell.rank(offer) == cell.highest();
      }
    };
  }

  private static List<ResolvedGrant> together(String scope, Cell cell) {
    return switch (cell.shape().kind()) {
      case LADDER -> List.of(highest(scope, cell));
      case SET -> {
        SortedMap<String, List<Offer>> byRole = new TreeMap<>();
        for (Offer offer : cell.offers()) {
          byRole.computeIfAbsent(offer.role(), role -> new ArrayList<>()).add(offer);
        }
        List<ResolvedGrant> grants = new ArrayList<>();
        byRole.forEach((role, offers) ->
            grants.add(new ResolvedGrant(scope, role, ends(offers), reasons(offers))));
        yield grants;
      }
    };
  }

  private static ResolvedGrant highest(String scope, Cell cell) {
    SortedMap<Integer, List<Offer>> downwards = new TreeMap<>(Comparator.reverseOrder());
    for (Offer offer : cell.offers()) {
      downwards.computeIfAbsent(cell.rank(offer), rank -> new ArrayList<>()).add(offer);
    }
    Set<RuleReason> reasons = new LinkedHashSet<>();
    downwards.values().forEach(offers -> reasons.addAll(reasons(offers)));
    String role = cell.shape().roles().get(downwards.firstKey());
    List<Offer> winners = downwards.getOrDefault(downwards.firstKey(), List.of());
    return new ResolvedGrant(scope, role, ends(winners), List.copyOf(reasons));
  }

  /** When the last of them ends; null when one does not. */
  private static @Nullable Instant ends(List<Offer> offers) {
    @Nullable Instant last = Instant.MIN;
    for (Offer offer : offers) {
      @Nullable Instant until = offer.until();
      if (until == null) {
        return null;
      }
      last = until.isAfter(last) ? until : last;
    }
    return last;
  }

  private static List<RuleReason> reasons(List<Offer> offers) {
    Set<RuleReason> reasons = new TreeSet<>(RuleReason.CANONICAL);
    offers.forEach(offer -> reasons.add(offer.reason()));
    return List.copyOf(reasons);
  }
}
