package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Grant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Grants by the cell that each is in, and back. */
final class Cells {

  private Cells() {}

  /** The highest role counts where a ladder has several. */
  static SortedMap<CellKey, Grant> of(Collection<Grant> grants, RoleOrder order) {
    SortedMap<CellKey, Grant> cells = new TreeMap<>();
    for (Grant grant : grants) {
      cells.merge(CellKey.of(grant, order), grant, (one, other) -> higher(one, other, order));
    }
    return cells;
  }

  /** In the order of an access: by scope, then role. */
  static List<Grant> grants(SortedMap<CellKey, Grant> cells) {
    List<Grant> grants = new ArrayList<>(cells.values());
    grants.sort(Comparator.comparing(Grant::getScope).thenComparing(Grant::getRole));
    return grants;
  }

  private static Grant higher(Grant one, Grant other, RoleOrder order) {
    return order.rank(one.getScope(), one.getRole())
            >= order.rank(other.getScope(), other.getRole())
        ? one
        : other;
  }
}
