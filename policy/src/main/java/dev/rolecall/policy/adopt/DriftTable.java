package dev.rolecall.policy.adopt;

import dev.rolecall.policy.RoleRanks;
import dev.rolecall.policy.adopt.DriftRow.Reason;
import dev.rolecall.policy.adopt.DriftRow.Verdict;
import dev.rolecall.policy.draft.Cell;
import dev.rolecall.policy.text.Fold;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What access wants beside what a tool has.
 *
 * @param rows missing and unexplained before explained; then by name, holder and scope
 * @param verdicts how many of each, none left out
 * @param reasons how many of each that there is
 */
public record DriftTable(
    List<DriftRow> rows, SortedMap<Verdict, Integer> verdicts, SortedMap<Reason, Integer> reasons) {

  private static final Comparator<DriftRow> ORDER =
      Comparator.comparing((DriftRow row) -> row.verdict() == Verdict.EXPLAINED)
          .thenComparing(row -> Fold.fold(row.name()))
          .thenComparing(DriftRow::holder)
          .thenComparing(DriftRow::scope)
          .thenComparing(row -> row.wanted().or(row::held).orElse(""));

  public DriftTable {
    rows = List.copyOf(rows);
    verdicts = Collections.unmodifiableSortedMap(new TreeMap<>(verdicts));
    reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
  }

  /** Where a person has one role at most: the wanted one and the one that is there. */
  private static final class Place {
    private final String scope;
    private @Nullable String wanted;
    private Holder.@Nullable Has held;

    Place(String scope) {
      this.scope = scope;
    }
  }

  /**
   * Compares each holder with themselves. Of several roles on a ladder the highest counts, on both
   * sides.
   *
   * @param ranks of the roles of {@code tool}; a role that it does not have is the lowest
   */
  public static DriftTable of(String tool, RoleRanks ranks, List<Holder> holders) {
    List<DriftRow> rows = new ArrayList<>();
    for (Holder holder : holders) {
      places(tool, ranks, holder).values().stream()
          .map(place -> row(tool, ranks, holder, place))
          .forEach(rows::add);
    }
    rows.sort(ORDER);
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(verdict, 0);
    }
    Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
    for (DriftRow row : rows) {
      verdicts.merge(row.verdict(), 1, Integer::sum);
      reasons.merge(row.reason(), 1, Integer::sum);
    }
    return new DriftTable(rows, new TreeMap<>(verdicts), new TreeMap<>(reasons));
  }

  private static SortedMap<String, Place> places(String tool, RoleRanks ranks, Holder holder) {
    SortedMap<String, Place> places = new TreeMap<>();
    for (Cell cell : holder.wants()) {
      Place place = place(places, tool, ranks, cell);
      if (place.wanted == null
          || rank(tool, ranks, cell) > rank(tool, ranks, place, place.wanted)) {
        place.wanted = cell.role();
      }
    }
    for (Holder.Has has : holder.has()) {
      Place place = place(places, tool, ranks, has.cell());
      if (place.held == null
          || rank(tool, ranks, has.cell()) > rank(tool, ranks, place.held.cell())) {
        place.held = has;
      }
    }
    return places;
  }

  private static Place place(
      SortedMap<String, Place> places, String tool, RoleRanks ranks, Cell cell) {
    String key =
        ranks.isLadder(tool, cell.scope()) ? cell.scope() : cell.scope() + "\n" + cell.role();
    return places.computeIfAbsent(key, absent -> new Place(cell.scope()));
  }

  private static int rank(String tool, RoleRanks ranks, Cell cell) {
    return ranks.of(tool, cell.scope(), cell.role());
  }

  private static int rank(String tool, RoleRanks ranks, Place place, String role) {
    return ranks.of(tool, place.scope, role);
  }

  private static DriftRow row(String tool, RoleRanks ranks, Holder holder, Place place) {
    Optional<Holder.Has> held = Optional.ofNullable(place.held);
    return new DriftRow(
        holder.id(),
        holder.name(),
        holder.kind(),
        place.scope,
        Optional.ofNullable(place.wanted),
        held.map(has -> has.cell().role()),
        held.map(Holder.Has::origin),
        reason(tool, ranks, holder.kind(), place));
  }

  private static Reason reason(String tool, RoleRanks ranks, Holder.Kind kind, Place place) {
    Holder.@Nullable Has held = place.held;
    if (held == null) {
      return kind == Holder.Kind.PERSON ? Reason.NOT_HELD : Reason.NO_ACCOUNT;
    }
    return switch (kind) {
      case BOT -> Reason.BOT;
      case AMBIGUOUS -> Reason.AMBIGUOUS;
      case ORPHAN -> Reason.ORPHAN;
      case LEAVER -> Reason.LEAVER;
      case PERSON, PERSON_WITHOUT_ACCOUNT -> compared(tool, ranks, place, held);
    };
  }

  private static Reason compared(String tool, RoleRanks ranks, Place place, Holder.Has held) {
    @Nullable String wanted = place.wanted;
    if (wanted == null) {
      return switch (held.origin()) {
        case GRANTED, ADOPTED -> Reason.NO_LONGER_WANTED;
        case UNEXPLAINED -> Reason.NO_RULE;
      };
    }
    if (!wanted.equals(held.cell().role())) {
      boolean lower = rank(tool, ranks, held.cell()) < rank(tool, ranks, place, wanted);
      return lower ? Reason.LOWER : Reason.HIGHER;
    }
    return switch (held.origin()) {
      case GRANTED -> Reason.GRANTED;
      case ADOPTED -> Reason.ADOPTED;
      case UNEXPLAINED -> Reason.BY_HAND;
    };
  }
}
