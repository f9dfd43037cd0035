package dev.rolecall.processor.guard;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.FrozenCell;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.HeldCell;
import dev.rolecall.schemas.avro.HeldPerson;
import dev.rolecall.schemas.avro.ShownHold;
import dev.rolecall.schemas.avro.Withheld;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What is held of a person, told by the hold that holds it. */
final class HeldOf {

  private HeldOf() {}

  /** The holds that hold something of the person. */
  static Set<String> holds(@Nullable Withheld withheld) {
    Set<String> holds = new HashSet<>();
    if (withheld != null) {
      withheld.getCells().forEach(cell -> holds.add(cell.getHold()));
      if (withheld.getLeaving() != null) {
        holds.add(withheld.getLeaving().getHold());
      }
    }
    return holds;
  }

  /** What one hold holds; null: nothing. */
  static @Nullable HeldPerson person(
      @Nullable Withheld withheld, String hold, String tool, GuardReads reads) {
    if (withheld == null || !holds(withheld).contains(hold)) {
      return null;
    }
    RoleOrder order = reads.order(tool);
    @Nullable Control control = reads.control(tool);
    Access proposed = withheld.getProposed();
    SortedMap<CellKey, Grant> wanted = Cells.of(proposed.getGrants(), order);
    List<HeldCell> cells = new ArrayList<>();
    long revision = 0;
    for (FrozenCell frozen : withheld.getCells()) {
      if (frozen.getHold().equals(hold)) {
        @Nullable Grant to = wanted.get(CellKey.of(frozen));
        cells.add(cell(frozen, to, control));
        revision = Math.max(revision, frozen.getRevision());
      }
    }
    @Nullable ShownHold leaving = withheld.getLeaving();
    boolean leaves = leaving != null && leaving.getHold().equals(hold);
    return new HeldPerson(
        hold,
        tool,
        proposed.getDirectory(),
        proposed.getPerson(),
        leaves,
        cells,
        leaves ? Math.max(revision, leaving.getRevision()) : revision);
  }

  private static HeldCell cell(FrozenCell frozen, @Nullable Grant to, @Nullable Control control) {
    @Nullable Grant from = frozen.getKept();
    boolean elevated =
        control != null
            && (Elevation.isElevated(control, from) || Elevation.isElevated(control, to));
    return new HeldCell(
        frozen.getScope(),
        from == null ? null : from.getRole(),
        to == null ? null : to.getRole(),
        elevated);
  }

  /** What tells one from another: where it would lead may change without a new decision. */
  static @Nullable Object what(@Nullable HeldPerson held) {
    return held == null ? null : HeldPerson.newBuilder(held).setRevision(0L).build();
  }

  /**
   * What makes one state of what is withheld differ from another. Avro's own comparison of records
   * fails for a time that may be missing.
   */
  static @Nullable Object content(@Nullable Withheld withheld) {
    if (withheld == null) {
      return null;
    }
    List<Object> content = new ArrayList<>();
    content.add(AccessContent.of(withheld.getProposed()));
    content.add(withheld.getProposed().getCause().getCommand());
    content.add(String.valueOf(withheld.getLeaving()) + withheld.getDeleted());
    content.add(withheld.getUndone().toString());
    for (FrozenCell cell : withheld.getCells()) {
      content.add(List.of(CellKey.of(cell), cell.getHold(), cell.getRevision(), cell.getLoss()));
    }
    return content;
  }

  static int size(@Nullable HeldPerson held) {
    return held == null ? 0 : held.getCells().size();
  }

  static String key(HeldPerson held) {
    return Keys.person(held.getDirectory(), held.getPerson());
  }
}
