package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.FrozenCell;
import dev.rolecall.schemas.avro.Grant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What of a person's access is decided on its own.
 *
 * @param role of a scope whose roles add up; null: all of the scope, which is a ladder
 */
record CellKey(String scope, @Nullable String role) implements Comparable<CellKey> {

  private static final Comparator<CellKey> ORDER =
      Comparator.comparing(CellKey::scope)
          .thenComparing(CellKey::role, Comparator.nullsFirst(Comparator.naturalOrder()));

  static CellKey of(Grant grant, RoleOrder order) {
    return of(grant.getScope(), grant.getRole(), order);
  }

  static CellKey of(String scope, String role, RoleOrder order) {
    return new CellKey(scope, order.isLadder(scope) ? null : role);
  }

  static CellKey of(FrozenCell frozen) {
    return new CellKey(frozen.getScope(), frozen.getRole());
  }

  @Override
  public int compareTo(CellKey other) {
    return ORDER.compare(this, other);
  }
}
