package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.HeldBundle;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the time that has passed makes of a bundle that is held. */
public record HoldTick(List<Fact> facts, List<HoldRecord> holds, List<AuditEntry> audit) {

  /** When operators are reminded, counted from the beginning. */
  private static final List<Duration> REMINDERS = List.of(Duration.ofHours(1), Duration.ofDays(1));

  public HoldTick {
    facts = List.copyOf(facts);
    holds = List.copyOf(holds);
    audit = List.copyOf(audit);
  }

  /** What is due now; empty: nothing is. */
  public static Optional<HoldTick> next(DirectoryReads reads, Instant now) {
    HeldBundle held = reads.heldBundle();
    if (held == null || !HeldBundles.isOpen(held)) {
      return Optional.empty();
    }
    Hold hold = held.getHold();
    if (!now.isBefore(hold.getOpenedAt().plus(HeldBundles.LIFE))) {
      Hold over = Hold.newBuilder(hold).setState(HoldState.EXPIRED).build();
      String message =
          "nobody decided within " + HeldBundles.LIFE.toHours() + " h; the old policy stays";
      return Optional.of(
          tick(reads, HeldBundles.closed(held, over), AuditType.HOLD_EXPIRED, message, now));
    }
    int due = (int) REMINDERS.stream().filter(after -> isOver(hold, after, now)).count();
    if (due <= hold.getReminders()) {
      return Optional.empty();
    }
    Hold reminded = Hold.newBuilder(hold).setReminders(due).build();
    String message = "it waits since " + hold.getOpenedAt() + ": " + hold.getDetail();
    return Optional.of(
        tick(
            reads,
            new HeldBundle(held.getBundle(), held.getPlan(), reminded),
            AuditType.HOLD_REMINDER,
            message,
            now));
  }

  static boolean isOver(Hold hold, Duration after, Instant now) {
    return !now.isBefore(hold.getOpenedAt().plus(after));
  }

  private static HoldTick tick(
      DirectoryReads reads, HeldBundle held, AuditType type, String message, Instant now) {
    Hold hold = held.getHold();
    Cause first = hold.getCause();
    // Its own id: the entries of the command that was held have that command's.
    String id = "%s/%s-%d".formatted(hold.getId(), hold.getState(), hold.getReminders());
    Cause cause =
        new Cause(
            Trigger.TIMER,
            first.getCommand(),
            first.getRequest(),
            first.getCorrelation(),
            new Actor(ActorKind.TIMER, "holds"),
            now,
            now);
    Draft draft = new Draft(reads.directory(), cause);
    draft.put(held);
    draft.publish(hold);
    return new HoldTick(
        draft.facts(),
        draft.holds(),
        List.of(
            AuditTrail.ofHold(cause, reads.directory(), id, type, hold.getId() + ": " + message)));
  }
}
