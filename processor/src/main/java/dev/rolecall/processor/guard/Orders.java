package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.DirectoryPhase;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.FlowWindow;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldDecision;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.HoldVerdict;
import dev.rolecall.schemas.avro.ShownHold;
import dev.rolecall.schemas.avro.UndoneCell;
import dev.rolecall.schemas.avro.UndonePerson;
import dev.rolecall.schemas.avro.Withheld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What operators decide, and what time decides when nobody does. No more is decided than what was
 * shown: what came later waits under a hold that follows.
 */
final class Orders {

  private static final FlowWindow EMPTY = new FlowWindow(1L, List.of(), List.of());
  private static final Actor TIMER = new Actor(ActorKind.TIMER, "guard");

  private final String tool;
  private final GuardReads reads;
  private final Instant at;

  Orders(String tool, GuardReads reads, Instant at) {
    this.tool = tool;
    this.reads = reads;
    this.at = at;
  }

  GuardDecision decide(DecideHold asked, @Nullable Cause by) {
    Cause cause = Objects.requireNonNull(by);
    @Nullable Hold hold = reads.hold(tool, asked.getHold());
    if (hold == null || !isOpenFor(hold, asked.getVerdict())) {
      String why = hold == null ? "there is no such hold" : said(hold);
      return new GuardDecision(
          List.of(),
          List.of(),
          List.of(
              GuardAudit.order(
                  AuditType.HOLD_REFUSED, cause, tool, asked.getHold() + ": " + why, false, at)));
    }
    AccessWriter writer = writer();
    HoldBook book = new HoldBook(tool, reads, at);
    decide(hold, asked.getVerdict(), asked.getRevision(), cause, book, writer);
    book.write(writer);
    return writer.decision();
  }

  private static boolean isOpenFor(Hold hold, HoldVerdict verdict) {
    return switch (hold.getState()) {
      case OPEN -> true;
      case REJECTED, EXPIRED -> verdict == HoldVerdict.RELEASE && hold.getPeople() > 0;
      case RELEASED, OVERTAKEN -> false;
    };
  }

  private static String said(Hold hold) {
    @Nullable HoldDecision decision = hold.getDecision();
    String state = hold.getState().name().toLowerCase(Locale.ROOT);
    return decision == null
        ? "already " + state
        : "already %s by %s at %s"
            .formatted(state, decision.getActor().getName(), decision.getAt());
  }

  private void decide(
      Hold hold, HoldVerdict verdict, long shown, Cause by, HoldBook book, AccessWriter writer) {
    boolean later = shown < hold.getRevision();
    String successor = "";
    if (later) {
      successor =
          book.open(HoldKey.of(hold), hold.getCause(), hold.getDirectory(), hold.getGroup())
              .getId();
    }
    boolean release = verdict == HoldVerdict.RELEASE;
    book.put(
        Hold.newBuilder(hold)
            .setState(release ? HoldState.RELEASED : HoldState.REJECTED)
            .setDecision(new HoldDecision(by.getActor(), by.getCommand(), at))
            .setSuccessor(later ? successor : null)
            .build());
    if (release || later) {
      writer.note(new GuardWrite.Drains(tool, hold.getId(), new Drain(shown, successor)));
    }
    begin(hold.getTrigger(), writer);
  }

  /** Somebody has looked: the windows start anew. */
  private void begin(HoldTrigger decided, AccessWriter writer) {
    List<HoldTrigger> windows =
        switch (HoldClass.of(decided)) {
          case REMOVALS -> List.of(HoldTrigger.REVOKES);
          case LEAVING -> List.of(HoldTrigger.LEAVERS, HoldTrigger.DISABLES, HoldTrigger.DELETES);
          case EVENT, CONDITION -> List.of();
        };
    windows.forEach(kind -> writer.note(new GuardWrite.Flowed(tool, kind, EMPTY)));
  }

  /** A directory that is confirmed: what was shown of its removals goes. */
  GuardDecision phase(DirectoryPhase phase, @Nullable Cause by) {
    AccessWriter writer = writer();
    HoldBook book = new HoldBook(tool, reads, at);
    String directory = phase.getDirectory();
    if (phase.getReady() != reads.isReady(tool, directory)) {
      writer.note(new GuardWrite.Phase(tool, directory, phase.getReady()));
    }
    for (ShownHold shown : phase.getShown()) {
      @Nullable Hold hold = reads.hold(tool, shown.getHold());
      if (hold != null
          && by != null
          && hold.getState() == HoldState.OPEN
          && hold.getTrigger() == HoldTrigger.LOADING
          && directory.equals(hold.getDirectory())) {
        decide(hold, HoldVerdict.RELEASE, shown.getRevision(), by, book, writer);
      }
    }
    book.write(writer);
    return writer.decision();
  }

  /** What time does to an open hold: reminders, and its end. */
  GuardDecision pass(Hold hold) {
    int reminders = reminders(hold);
    @Nullable Instant expires = hold.getExpires();
    boolean expired = expires != null && !expires.isAfter(at);
    if (hold.getState() != HoldState.OPEN || (!expired && reminders == hold.getReminders())) {
      return GuardDecision.NOTHING;
    }
    Hold.Builder next = Hold.newBuilder(hold).setReminders(reminders);
    if (expired) {
      next.setState(HoldState.EXPIRED)
          .setDecision(new HoldDecision(TIMER, hold.getCause().getCommand(), at));
    }
    AccessWriter writer = writer();
    HoldBook book = new HoldBook(tool, reads, at);
    book.put(next.build());
    if (expired) {
      begin(hold.getTrigger(), writer);
    }
    book.write(writer);
    return writer.decision();
  }

  private int reminders(Hold hold) {
    Instant opened = hold.getOpenedAt();
    if (!opened.plus(Limits.SECOND_REMINDER).isAfter(at)) {
      return 2;
    }
    return opened.plus(Limits.FIRST_REMINDER).isAfter(at) ? 0 : 1;
  }

  /** Everybody of a decided hold was looked at. */
  GuardDecision drained(String id, Drain drain) {
    AccessWriter writer = writer();
    HoldBook book = new HoldBook(tool, reads, at);
    writer.note(new GuardWrite.Drains(tool, id, null));
    @Nullable Hold next = drain.successor().isEmpty() ? null : reads.hold(tool, drain.successor());
    if (next != null && next.getState() == HoldState.OPEN && next.getPeople() == 0) {
      book.put(Hold.newBuilder(next).setState(HoldState.OVERTAKEN).build());
    }
    book.write(writer);
    return writer.decision();
  }

  /** One person's roles as they were before a cause, as far as nothing has changed them since. */
  GuardDecision undo(UndonePerson asked, @Nullable Cause by) {
    Cause cause = Objects.requireNonNull(by);
    @Nullable Access before = reads.access(tool, asked.getPerson());
    @Nullable Control control = reads.control(tool);
    if (before == null || control == null || before.getDisposition() != Disposition.CONVERGE) {
      return GuardDecision.NOTHING;
    }
    @Nullable Withheld withheld = reads.withheld(tool, asked.getPerson());
    Access proposed =
        Access.newBuilder(withheld == null ? before : withheld.getProposed())
            .setCause(cause)
            .build();
    RoleOrder order = reads.order(tool);
    List<UndoneCell> wanted = new ArrayList<>(asked.getCells());
    wanted.removeIf(cell -> !cell.getTool().equals(tool));
    List<UndoneCell> counting = Undone.counting(wanted, proposed, order);
    List<UndoneCell> all = new ArrayList<>(withheld == null ? List.of() : withheld.getUndone());
    all.removeIf(old ->
        counting.stream().anyMatch(cell -> Undone.key(cell, order).equals(Undone.key(old, order))));
    all.addAll(counting);
    Withheld with =
        withheld == null
            ? new Withheld(proposed, List.of(), null, false, all)
            : Withheld.newBuilder(withheld).setUndone(all).build();
    GuardDecision decided =
        Guard.decide(new Case(proposed, List.of(), before, with, control, reads, at));
    List<AuditEntry> audit = new ArrayList<>(decided.audit());
    audit.add(GuardAudit.undone(proposed, cause, asked.getCause(), counting.size(), at));
    return new GuardDecision(decided.records(), decided.writes(), audit);
  }

  private AccessWriter writer() {
    @Nullable Control control = reads.control(tool);
    return new AccessWriter(control, reads.lastVersion(tool), at);
  }
}
