package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Reason;
import dev.rolecall.schemas.avro.UndoneCell;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has undone, over what is proposed. It counts as long as the directory and the
 * policy say what they said then; as soon as they say something else of the cell, they are right.
 */
final class Undone {

  /** Stands for the rule in the reasons of what was given back. */
  static final String RULE = "undone by an operator";

  private static final Reason REASON = NoRule.because(RULE);

  private Undone() {}

  /** Those that still count. */
  static List<UndoneCell> counting(List<UndoneCell> undone, Access proposed, RoleOrder order) {
    if (proposed.getDisposition() != Disposition.CONVERGE) {
      // Who leaves has nothing; that is something else than the directory said then.
      return List.of();
    }
    SortedMap<CellKey, Grant> cells = Cells.of(proposed.getGrants(), order);
    List<UndoneCell> counting = new ArrayList<>();
    for (UndoneCell cell : undone) {
      @Nullable Grant now = cells.get(key(cell, order));
      String role = now == null ? null : now.getRole();
      if (role == null ? cell.getAfter() == null : role.equals(cell.getAfter())) {
        counting.add(cell);
      }
    }
    return counting;
  }

  /** The proposed access with all of these. */
  static Access over(Access proposed, List<UndoneCell> counting, RoleOrder order) {
    if (counting.isEmpty()) {
      return proposed;
    }
    SortedMap<CellKey, Grant> cells = Cells.of(proposed.getGrants(), order);
    for (UndoneCell cell : counting) {
      @Nullable String before = cell.getBefore();
      if (before == null) {
        cells.remove(key(cell, order));
      } else {
        cells.put(key(cell, order), new Grant(cell.getScope(), before, null, List.of(REASON)));
      }
    }
    return Access.newBuilder(proposed).setGrants(Cells.grants(cells)).build();
  }

  static CellKey key(UndoneCell cell, RoleOrder order) {
    @Nullable String before = cell.getBefore();
    @Nullable String after = cell.getAfter();
    String role = before == null ? after : before;
    return CellKey.of(cell.getScope(), role == null ? "" : role, order);
  }
}
