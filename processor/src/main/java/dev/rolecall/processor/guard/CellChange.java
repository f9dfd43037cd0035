package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What happens to one cell: from what it is to what it would be. */
record CellChange(CellKey key, @Nullable Grant from, @Nullable Grant to, boolean loss) {

  /** Every cell in which a role is lost or gained; another end or another reason is neither. */
  static List<CellChange> between(
      SortedMap<CellKey, Grant> before, SortedMap<CellKey, Grant> after, RoleOrder order) {
    SortedSet<CellKey> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    List<CellChange> changes = new ArrayList<>();
    for (CellKey key : keys) {
      @Nullable Grant from = before.get(key);
      @Nullable Grant to = after.get(key);
      if (from != null && !covers(to, from, order)) {
        changes.add(new CellChange(key, from, to, true));
      } else if (to != null && !covers(from, to, order)) {
        changes.add(new CellChange(key, from, to, false));
      }
    }
    return changes;
  }

  /** Whether who has the first has all of the second; nobody has anything of nothing. */
  static boolean covers(@Nullable Grant has, Grant wanted, RoleOrder order) {
    return has != null && order.covers(wanted.getScope(), has.getRole(), wanted.getRole());
  }

  /** Whether a group has to do with it: as what was lost says, or as what is gained. */
  boolean isThrough(String group) {
    Grant told = loss ? from : to;
    return told != null && told.getReasons().stream().anyMatch(reason -> isThrough(reason, group));
  }

  private static boolean isThrough(Reason reason, String group) {
    return (reason.getGroup() != null && reason.getGroup().getId().equals(group))
        || reason.getPath().stream().anyMatch(each -> each.getId().equals(group));
  }
}
