package dev.rolecall.processor.guard;

import static java.util.Objects.requireNonNull;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Effect;
import dev.rolecall.schemas.avro.HeldPerson;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.Tally;
import dev.rolecall.schemas.avro.Withheld;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The holds that one decision reads, opens and changes. */
final class HoldBook {

  /** Hexadecimal digits of an id: short enough to be typed, and a tool has few holds. */
  private static final int ID_DIGITS = 8;

  private final String tool;
  private final GuardReads reads;
  private final Instant at;
  private final Map<String, Hold> changed = new LinkedHashMap<>();
  private final Map<HoldKey, String> opened = new LinkedHashMap<>();

  HoldBook(String tool, GuardReads reads, Instant at) {
    this.tool = tool;
    this.reads = reads;
    this.at = at;
  }

  /** What has become of something that was frozen. */
  sealed interface Ruling {
    /** It stays, under this hold. */
    record Stays(Hold hold) implements Ruling {}

    /** An operator let it happen. */
    record Released() implements Ruling {}

    /** Nobody knows of such a hold any more. */
    record Gone() implements Ruling {}
  }

  Ruling ruling(String id, long revision) {
    @Nullable Hold hold = hold(id);
    if (hold == null) {
      return new Ruling.Gone();
    }
    @Nullable Drain drain = reads.drain(tool, id);
    if (drain != null && revision > drain.revision()) {
      return new Ruling.Stays(following(hold, drain));
    }
    return switch (hold.getState()) {
      case OPEN, REJECTED, EXPIRED -> new Ruling.Stays(hold);
      case RELEASED -> new Ruling.Released();
      case OVERTAKEN -> new Ruling.Gone();
    };
  }

  /** Where what came after a decision goes: nobody was shown it, also not under what was next. */
  private Hold following(Hold decided, Drain drain) {
    @Nullable Hold next = hold(drain.successor());
    if (next != null && waits(next)) {
      return next;
    }
    HoldKey key = HoldKey.of(decided);
    return isOpen(key)
        ? requireNonNull(last(key))
        : open(key, decided.getCause(), decided.getDirectory(), decided.getGroup());
  }

  /** Overtaken: empty for a moment, while others still move there. */
  private static boolean waits(Hold next) {
    return switch (next.getState()) {
      case OPEN, OVERTAKEN -> true;
      case RELEASED, REJECTED, EXPIRED -> false;
    };
  }

  @Nullable Hold hold(String id) {
    @Nullable Hold hold = changed.get(id);
    return hold == null ? reads.hold(tool, id) : hold;
  }

  /** The last hold for this; null: none ever. */
  @Nullable Hold last(HoldKey key) {
    @Nullable String id = opened.get(key);
    String last = id == null ? reads.lastHold(tool, key) : id;
    return last == null ? null : hold(last);
  }

  boolean isOpen(HoldKey key) {
    @Nullable Hold last = last(key);
    return last != null && last.getState() == HoldState.OPEN;
  }

  /** Whether an operator has let this happen: then it may go on. */
  boolean isReleased(HoldKey key) {
    @Nullable Hold last = last(key);
    return last != null && last.getState() == HoldState.RELEASED;
  }

  /**
   * The hold that takes what is held for this: the open one, else a new one. What newly matches an
   * elevated rule and was refused stays refused for those who come later.
   *
   * @param effect of a command; null: none
   */
  Hold taking(HoldKey key, Cause cause, String directory, @Nullable Effect effect) {
    @Nullable Hold last = last(key);
    if (last != null && takes(last)) {
      return last;
    }
    return open(key, cause, directory, effect == null ? null : effect.getGroup());
  }

  private static boolean takes(Hold last) {
    return switch (last.getState()) {
      case OPEN -> true;
      case REJECTED, EXPIRED -> last.getTrigger() == HoldTrigger.NEWLY_ELEVATED;
      case RELEASED, OVERTAKEN -> false;
    };
  }

  Hold open(HoldKey key, Cause cause, @Nullable String directory, @Nullable String group) {
    @Nullable Hold last = last(key);
    String seed = key.trigger() + "|" + key.subject() + "|" + cause.getCommand() + "|" + at;
    String number = Sha256.of(last == null ? seed : seed + last.getId()).substring(0, ID_DIGITS);
    String id = Keys.hold(tool, number);
    Tally all = Tallies.of(reads.tally(tool, Tallies.ALL));
    Hold hold =
        Hold.newBuilder()
            .setId(id)
            .setTrigger(key.trigger())
            .setState(HoldState.OPEN)
            .setTool(tool)
            .setDirectory(directory)
            .setGroup(group)
            .setCause(cause)
            .setOpenedAt(at)
            .setExpires(expires(key.trigger()))
            .setRevision(0L)
            .setPeople(0)
            .setCells(0)
            .setTotal(HoldTexts.isOfAccounts(key.trigger()) ? all.getAccounts() : all.getRoles())
            .setDetail("")
            .setRemedy("")
            .setSubject(key.subject())
            .build();
    opened.put(key, id);
    put(hold);
    return hold;
  }

  /**
   * What ends by itself as soon as its reason is gone never expires into something that does not.
   */
  private @Nullable Instant expires(HoldTrigger trigger) {
    return HoldClass.of(trigger) == HoldClass.CONDITION ? null : at.plus(Limits.EXPIRY);
  }

  void put(Hold hold) {
    // What was decided keeps the words that were shown.
    boolean waits = hold.getState() == HoldState.OPEN;
    changed.put(hold.getId(), waits ? HoldTexts.described(hold, reads) : hold);
  }

  /** The revision under which more goes into a hold. */
  long nextRevision(String id) {
    return requireNonNull(hold(id)).getRevision() + 1;
  }

  /** Brings the holds in line with what is now held of a person, and says so to the writer. */
  void account(
      String person, @Nullable Withheld before, @Nullable Withheld after, AccessWriter writer) {
    SortedSet<String> ids = new TreeSet<>(HeldOf.holds(before));
    ids.addAll(HeldOf.holds(after));
    for (String id : ids) {
      @Nullable HeldPerson was = HeldOf.person(before, id, tool, reads);
      @Nullable HeldPerson is = HeldOf.person(after, id, tool, reads);
      if (!Objects.equals(HeldOf.what(was), HeldOf.what(is))) {
        change(id, person, was, is, after, writer);
      }
    }
  }

  private void change(
      String id,
      String person,
      @Nullable HeldPerson was,
      @Nullable HeldPerson is,
      @Nullable Withheld after,
      AccessWriter writer) {
    @Nullable Hold hold = hold(id);
    if (hold == null) {
      return;
    }
    int cells = HeldOf.size(is) - HeldOf.size(was);
    int people = (is == null ? 0 : 1) - (was == null ? 0 : 1);
    Hold.Builder next =
        Hold.newBuilder(hold)
            .setCells(hold.getCells() + cells)
            .setPeople(hold.getPeople() + people)
            .setSamples(Samples.of(hold, person, is, reads.order(tool)));
    if (is != null && is.getRevision() > hold.getRevision()) {
      next.setRevision(is.getRevision());
    }
    if (next.getPeople() == 0 && hold.getState() == HoldState.OPEN) {
      next.setState(HoldState.OVERTAKEN);
    } else if (next.getPeople() > 0 && hold.getState() == HoldState.OVERTAKEN) {
      next.setState(HoldState.OPEN);
    }
    put(next.build());
    if (is != null && HeldOf.size(is) >= HeldOf.size(was) && after != null) {
      writer.audit(GuardAudit.held(hold, is, after.getProposed().getCause(), at));
    }
    writer.tell(new GuardDecision.Written.OfHeldPerson(Keys.held(id, person), is));
    writer.note(new GuardWrite.HoldsOf(tool, id, person, is != null));
  }

  /** What was opened or changed, for the writer. */
  void write(AccessWriter writer) {
    changed.forEach((id, hold) -> {
      @Nullable Hold before = reads.hold(tool, id);
      writer.note(new GuardWrite.Holds(tool, hold, before == null));
      boolean filled = before == null || before.getPeople() == 0;
      if ((filled && hold.getPeople() > 0)
          || (before != null
              && (before.getState() != hold.getState()
                  || before.getReminders() != hold.getReminders()))) {
        writer.audit(GuardAudit.hold(hold, at));
      }
      writer.tell(new GuardDecision.Written.OfHold(hold));
    });
  }
}
