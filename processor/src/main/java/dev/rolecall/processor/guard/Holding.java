package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.FrozenCell;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.ShownHold;
import dev.rolecall.schemas.avro.UndoneCell;
import dev.rolecall.schemas.avro.Withheld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What of a person's proposed access takes effect. What is held stays as it was, cell by cell,
 * whatever is proposed meanwhile, until somebody decides or the proposal no longer asks for it.
 */
final class Holding {

  private final Case asked;
  private final HoldBook book;
  private final AccessWriter writer;
  private final Scrutiny scrutiny;
  private final RoleOrder order;
  private final Access adjusted;
  private final List<UndoneCell> undone;
  private final SortedMap<CellKey, FrozenCell> frozen = new TreeMap<>();

  /** Cells whose removal was let through once: by an operator, or by the budgets. */
  private final Set<CellKey> released = new HashSet<>();

  private @Nullable ShownHold leaving;

  Holding(Case asked, HoldBook book, AccessWriter writer) {
    this.asked = asked;
    this.book = book;
    this.writer = writer;
    this.order = asked.order();
    this.scrutiny =
        new Scrutiny(
            asked,
            book,
            new Budgets(
                asked.tool(), asked.reads(), Limits.of(asked.control()), asked.at(), writer));
    @Nullable Withheld before = asked.withheld();
    this.undone =
        before == null ? List.of() : Undone.counting(before.getUndone(), asked.proposed(), order);
    this.adjusted = Undone.over(asked.proposed(), undone, order);
  }

  /** The access as it takes effect; what is held goes into the book and to the writer. */
  Access decide() {
    boolean leaves = adjusted.getDisposition() == Disposition.LEAVER && asked.hasAccount();
    SortedMap<CellKey, Grant> now = asked.now();
    SortedMap<CellKey, Grant> after = Cells.of(adjusted.getGrants(), order);
    carryOver(after);
    if (leaves) {
      leave(now);
    } else {
      change(now, after);
    }
    SortedMap<CellKey, Grant> effective = effective(after);
    remember();
    return Access.newBuilder(adjusted)
        .setDisposition(leaving == null ? adjusted.getDisposition() : Disposition.CONVERGE)
        .setGrants(Cells.grants(effective))
        .setAdopted(new ArrayList<>(asked.adopted()))
        .build();
  }

  /** What was held and still is; the rest is looked at like anything new. */
  private void carryOver(SortedMap<CellKey, Grant> after) {
    @Nullable Withheld before = asked.withheld();
    if (before == null) {
      return;
    }
    for (FrozenCell cell : before.getCells()) {
      CellKey key = CellKey.of(cell);
      switch (book.ruling(cell.getHold(), cell.getRevision())) {
        case HoldBook.Ruling.Gone() -> {
          // Looked at anew.
        }
        case HoldBook.Ruling.Released() -> released.add(key);
        case HoldBook.Ruling.Stays(Hold hold) -> {
          if (isOpen(hold, HoldTrigger.MIN_HOLDERS)) {
            released.add(key);
          } else if (!isOpen(hold, HoldTrigger.PROTECTED) && isStillAsked(cell, after.get(key))) {
            frozen.put(key, under(hold, cell));
          }
        }
      }
    }
  }

  private static boolean isOpen(Hold hold, HoldTrigger trigger) {
    return hold.getState() == HoldState.OPEN && hold.getTrigger() == trigger;
  }

  private boolean isStillAsked(FrozenCell cell, @Nullable Grant to) {
    @Nullable Grant kept = cell.getKept();
    return cell.getLoss()
        ? kept != null && !CellChange.covers(to, kept, order)
        : to != null && !CellChange.covers(kept, to, order);
  }

  /** What came after a decision was shown moves to the hold that follows. */
  private FrozenCell under(Hold hold, FrozenCell cell) {
    return cell.getHold().equals(hold.getId())
        ? cell
        : FrozenCell.newBuilder(cell)
            .setHold(hold.getId())
            .setRevision(book.nextRevision(hold.getId()))
            .build();
  }

  private void leave(SortedMap<CellKey, Grant> now) {
    @Nullable Withheld before = asked.withheld();
    boolean passed = false;
    if (before != null && before.getLeaving() != null) {
      ShownHold was = before.getLeaving();
      switch (book.ruling(was.getHold(), was.getRevision())) {
        case HoldBook.Ruling.Gone() -> {
          // Looked at anew.
        }
        case HoldBook.Ruling.Released() -> passed = true;
        case HoldBook.Ruling.Stays(Hold hold) -> {
          if (isOpen(hold, HoldTrigger.MIN_HOLDERS)) {
            passed = true;
          } else if (!isOpen(hold, HoldTrigger.PROTECTED) && !isGoneForGood(hold, before)) {
            leaving = was.getHold().equals(hold.getId()) ? was : shown(hold);
            return;
          }
        }
      }
    }
    Optional<Scrutiny.Held> held = scrutiny.ofLeaving(passed);
    if (held.isPresent()) {
      Hold hold = taking(held.get());
      leaving = shown(hold);
      now.forEach((key, grant) ->
          frozen.putIfAbsent(key, freeze(hold, new CellChange(key, grant, null, true))));
    } else {
      frozen.clear();
      lastHolder(now);
    }
  }

  /** Who was refused to leave when they were suspended, and is deleted by now, leaves anew. */
  private boolean isGoneForGood(Hold hold, Withheld before) {
    return hold.getState() != HoldState.OPEN && adjusted.getDeleted() && !before.getDeleted();
  }

  /** Everything goes but the roles that too few others have. */
  private void lastHolder(SortedMap<CellKey, Grant> now) {
    now.forEach((key, grant) -> {
      CellChange loss = new CellChange(key, grant, null, true);
      scrutiny
          .tooFew(loss)
          .ifPresent(least -> {
            Hold hold = taking(Scrutiny.Held.of(least));
            leaving = shown(hold);
            frozen.put(key, freeze(hold, loss));
          });
    });
  }

  private void change(SortedMap<CellKey, Grant> now, SortedMap<CellKey, Grant> after) {
    List<CellChange> changes = new ArrayList<>();
    for (CellChange change : CellChange.between(now, after, order)) {
      if (!frozen.containsKey(change.key())) {
        changes.add(change);
      }
    }
    Map<CellKey, Scrutiny.Held> held = scrutiny.ofChanges(changes, released);
    for (CellChange change : changes) {
      Scrutiny.@Nullable Held why = held.get(change.key());
      if (why != null) {
        frozen.put(change.key(), freeze(taking(why), change));
      }
    }
  }

  private Hold taking(Scrutiny.Held held) {
    return book.taking(held.key(), adjusted.getCause(), adjusted.getDirectory(), held.effect());
  }

  private ShownHold shown(Hold hold) {
    @Nullable ShownHold was = asked.withheld() == null ? null : asked.withheld().getLeaving();
    return was != null && was.getHold().equals(hold.getId())
        ? was
        : new ShownHold(hold.getId(), book.nextRevision(hold.getId()));
  }

  private FrozenCell freeze(Hold hold, CellChange change) {
    @Nullable Grant from = change.from();
    return new FrozenCell(
        hold.getId(),
        revision(hold, change.key()),
        change.key().scope(),
        change.key().role(),
        change.loss(),
        from == null ? null : kept(from));
  }

  /** What was held under the same hold already was shown already. */
  private long revision(Hold hold, CellKey key) {
    if (asked.withheld() != null) {
      for (FrozenCell was : asked.withheld().getCells()) {
        if (was.getHold().equals(hold.getId()) && CellKey.of(was).equals(key)) {
          return was.getRevision();
        }
      }
    }
    return book.nextRevision(hold.getId());
  }

  /** What is held stays, also beyond an end that is due. */
  private Grant kept(Grant grant) {
    @Nullable Instant ends = grant.getEnds();
    return ends == null || ends.isAfter(asked.at())
        ? grant
        : Grant.newBuilder(grant).setEnds(null).build();
  }

  private SortedMap<CellKey, Grant> effective(SortedMap<CellKey, Grant> after) {
    SortedMap<CellKey, Grant> effective = new TreeMap<>(after);
    frozen.forEach((key, cell) -> {
      if (cell.getKept() == null) {
        effective.remove(key);
      } else {
        effective.put(key, cell.getKept());
      }
    });
    return effective;
  }

  private void remember() {
    // What an order adds to it is no part of what is known yet.
    @Nullable Withheld before = asked.reads().withheld(asked.tool(), asked.person());
    @Nullable Withheld after =
        frozen.isEmpty() && leaving == null && undone.isEmpty()
            ? null
            : new Withheld(
                asked.proposed(),
                new ArrayList<>(frozen.values()),
                leaving,
                leaving != null && adjusted.getDeleted(),
                new ArrayList<>(undone));
    if (before == null && after == null) {
      return;
    }
    if (!Objects.equals(HeldOf.content(before), HeldOf.content(after))) {
      writer.note(new GuardWrite.Withholds(asked.tool(), asked.person(), after));
    }
    book.account(asked.person(), before, after, writer);
  }
}
