package dev.rolecall.policy;

import dev.rolecall.policy.Statement.Says;
import dev.rolecall.policy.text.Fold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What denies, caps and separations of duties leave of what is offered. Each step looks at all of
 * them before anything falls, so that their order never matters.
 */
final class Reckoning {

  /** A cap or a deny that speaks of the person. */
  record Against<T>(Place place, T says) {

    static <T> List<Against<T>> sorted(List<Against<T>> all) {
      Comparator<Against<T>> byPlace =
          Comparator.comparing(against -> against.place().reason(), RuleReason.CANONICAL);
      return all.stream().sorted(byPlace).toList();
    }
  }

  private final List<Offer> offers;

  Reckoning(List<Offer> offers) {
    this.offers = offers;
  }

  void deny(List<Against<Says.Takes>> denies) {
    List<Against<Says.Takes>> sorted = Against.sorted(denies);
    for (Offer offer : offers) {
      if (offer.stands()) {
        sorted.stream()
            .filter(deny -> deny.says().covers(offer))
            .findFirst()
            .ifPresent(deny -> offer.fall(Voice.Fate.DENIED, deny.place().reason()));
      }
    }
  }

  void cap(List<Against<Says.Lowers>> caps) {
    List<Against<Says.Lowers>> sorted = Against.sorted(caps);
    for (Offer offer : offers) {
      if (offer.stands()) {
        cap(offer, sorted);
      }
    }
  }

  /** The lowest of all ceilings counts; of several alike the first is named. */
  private static void cap(Offer offer, List<Against<Says.Lowers>> caps) {
    int lowest = offer.shape().rank(offer.role());
    @Nullable Place lowering = null;
    for (Against<Says.Lowers> cap : caps) {
      for (Ceiling ceiling : cap.says().ceilings()) {
        if (!ceiling.covers(offer)) {
          continue;
        }
        Optional<String> left = ceiling.leaves(offer.shape(), offer.role());
        if (left.isEmpty()) {
          offer.fall(Voice.Fate.CAPPED, cap.place().reason());
          return;
        }
        int rank = offer.shape().rank(left.get());
        if (rank < lowest) {
          lowest = rank;
          lowering = cap.place();
        }
      }
    }
    if (lowering != null) {
      offer.lower(offer.shape().roles().get(lowest), lowering);
    }
  }

  /**
   * Holds back what may not be held together; what comes to light beneath may conflict again, so it
   * is looked at until nothing more falls.
   */
  Set<Resolution.Finding> separate(List<Separation> separations) {
    Map<String, Resolution.Finding> findings = new LinkedHashMap<>();
    boolean fell = !separations.isEmpty();
    while (fell) {
      Map<Offer, Separation> falling = new HashMap<>();
      List<Offer> effective = effective();
      for (Separation separation : separations) {
        conflicts(separation, effective)
            .forEach(conflict -> decide(separation, conflict, falling, findings));
      }
      falling.forEach(
          (offer, separation) -> offer.fall(Voice.Fate.WITHHELD, separation.place().reason()));
      fell = !falling.isEmpty();
    }
    return Set.copyOf(findings.values());
  }

  private record Conflict(Offer first, Offer second) {}

  /** On a ladder only the highest role in a scope is held. */
  private List<Offer> effective() {
    Map<String, Integer> highest = new HashMap<>();
    for (Offer offer : offers) {
      if (offer.stands() && offer.shape().kind() == RoleKind.LADDER) {
        highest.merge(cell(offer), offer.shape().rank(offer.role()), Math::max);
      }
    }
    List<Offer> effective = new ArrayList<>();
    for (Offer offer : offers) {
      boolean held =
          switch (offer.shape().kind()) {
            case SET -> true;
            case LADDER ->
                highest.getOrDefault(cell(offer), -1) == offer.shape().rank(offer.role());
          };
      if (offer.stands() && held) {
        effective.add(offer);
      }
    }
    return effective;
  }

  private static String cell(Offer offer) {
    return offer.tool().name() + " " + offer.scope();
  }

  private static List<Conflict> conflicts(Separation separation, List<Offer> effective) {
    List<Conflict> conflicts = new ArrayList<>();
    for (Offer first : effective) {
      Optional<Map<String, String>> left = bound(separation.first(), first);
      if (left.isPresent()) {
        for (Offer second : effective) {
          Optional<Map<String, String>> right = bound(separation.second(), second);
          if (first != second && right.isPresent() && agree(left.get(), right.get())) {
            conflicts.add(new Conflict(first, second));
          }
        }
      }
    }
    return conflicts;
  }

  private static Optional<Map<String, String>> bound(Separation.Side side, Offer offer) {
    return side.tools().contains(offer.tool().name()) && side.roles().contains(offer.role())
        ? side.scope().match(new NameOnly(offer.scope()))
        : Optional.empty();
  }

  private static boolean agree(Map<String, String> left, Map<String, String> right) {
    return left.entrySet().stream()
        .allMatch(each -> {
          @Nullable String other = right.get(each.getKey());
          return other == null || Fold.fold(other).equals(Fold.fold(each.getValue()));
        });
  }

  private static void decide(
      Separation separation,
      Conflict conflict,
      Map<Offer, Separation> falling,
      Map<String, Resolution.Finding> findings) {
    switch (separation.conflict()) {
      case WITHHOLD_SECOND -> first(falling, conflict.second(), separation);
      case WITHHOLD_BOTH -> {
        first(falling, conflict.first(), separation);
        first(falling, conflict.second(), separation);
      }
      case ALERT -> {}
    }
    Resolution.Finding finding = finding(separation, conflict);
    findings.putIfAbsent(finding.message(), finding);
  }

  /** Of several separations that hold the same back, the first by place is named. */
  private static void first(Map<Offer, Separation> falling, Offer offer, Separation separation) {
    falling.merge(
        offer,
        separation,
        (one, other) ->
            RuleReason.CANONICAL.compare(one.place().reason(), other.place().reason()) <= 0
                ? one
                : other);
  }

  private static Resolution.Finding finding(Separation separation, Conflict conflict) {
    String what =
        switch (separation.conflict()) {
          case WITHHOLD_SECOND -> "; the second is withheld";
          case WITHHOLD_BOTH -> "; both are withheld";
          case ALERT -> "; both are given";
        };
    return new Resolution.Finding(
        Resolution.Finding.Kind.SEPARATED,
        separation.place().reason(),
        conflict.second().tool().name(),
        "'%s' separates %s from %s%s"
            .formatted(
                separation.place().id(), said(conflict.first()), said(conflict.second()), what),
        "take the person out of one of the groups, or name an exception under 'except'");
  }

  private static String said(Offer offer) {
    return "'%s' in %s %s".formatted(offer.role(), offer.tool().name(), offer.scope());
  }
}
