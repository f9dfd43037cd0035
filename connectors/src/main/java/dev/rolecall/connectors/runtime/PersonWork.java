package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.plan.Desired;
import dev.rolecall.connectors.plan.Drifted;
import dev.rolecall.connectors.plan.Known;
import dev.rolecall.connectors.plan.Plan;
import dev.rolecall.connectors.plan.PlannedChanges;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.Intent;
import dev.rolecall.schemas.avro.OffboardingItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Leads one person to the newest access: observe, plan, write the intent, apply change by change,
 * read back, write the result. Runs on a thread of its own; everything it knows it reads anew.
 */
final class PersonWork {

  /** Plans for one access before it has to wait: somebody else may be changing the same thing. */
  private static final int MOST_ROUNDS = 4;

  private static final String LAST_HOLDER =
      "the tool keeps its last holder of this role: give it to somebody else first; then this goes"
          + " by itself";

  private final Workshop shop;
  private final AtomicReference<Slot.Signal> signal;
  private Urgency urgency;
  private Desired desired;
  private final Journal journal;
  private Known known;
  private @Nullable Intent intent;
  private List<Applied> outcomes = new ArrayList<>();
  private boolean anothers;
  private boolean uncertain;
  private @Nullable Instant sentAt;
  private Halt halt = new Halt.No();

  /**
   * @param urgency at which it asks for permits
   * @param signal what it is told meanwhile
   */
  PersonWork(Workshop shop, Urgency urgency, AtomicReference<Slot.Signal> signal, Journal journal) {
    this.shop = shop;
    this.urgency = urgency;
    this.signal = signal;
    this.journal = journal;
    this.desired = journal.desired();
    this.known = journal.known();
    this.intent = journal.openIntent();
    this.anothers = intent != null;
    this.uncertain = anothers;
  }

  /**
   * Works until the person has what the access says, or cannot have it now.
   *
   * @throws Committer.NotWritten when something could not be written: all is done again
   */
  void run() throws InterruptedException {
    try {
      work();
    } catch (ToolException e) {
      journal.unread(halt(e), known, intent, sentAt, now());
    }
  }

  private void work() throws ToolException, InterruptedException {
    Optional<Plan> quiet = Plan.withoutLooking(desired, known);
    if (quiet.isPresent() && intent == null) {
      journal.finish(quiet.get(), Optional.empty(), halt, uncertain, sentAt, now());
      return;
    }
    for (int round = 0; ; round++) {
      Observation observed = observe();
      settle(observed);
      if (round == 0) {
        compare(observed);
      }
      Plan plan = Plan.between(shop.descriptor(), desired, known, observed);
      known = known.withCells(plan.cells()).during(List.of());
      intent = null;
      if (plan.changes().isEmpty() || stops() || round == MOST_ROUNDS) {
        journal.finish(plan, Optional.of(observed), why(plan), uncertain, sentAt, now());
        return;
      }
      begin(plan, observed);
      apply(plan.changes());
    }
  }

  /** What others changed since the last look, and where they did so too often. */
  private void compare(Observation observed) {
    Instant now = now();
    List<Drifted> drifted = journal.drifted(desired, observed, now);
    desired = desired.amid(shop.otherWriters().get(), journal.stopped(shop.flaps(), drifted, now));
  }

  private Observation observe() throws ToolException, InterruptedException {
    Duration quiet = shop.circuit().quiet();
    if (!quiet.isZero()) {
      throw new ToolException(
          ToolException.Kind.RATE_LIMITED, "the tool asks to wait", Optional.of(quiet));
    }
    Observation observed =
        shop.calls().observe(urgency, desired.whom(known), Plan.scopesToRead(desired, known));
    // That of somebody who left is taken on only by those who had worked on it before.
    if (observed.account().isPresent() && (known.linked() || !desired.leaves())) {
      known = known.withAccount(observed.account().map(Observation.ObservedAccount::id));
    }
    return observed;
  }

  /** Before any call: what we are about to do, and an audit entry for each change. */
  private void begin(Plan plan, Observation observed) {
    Instant now = now();
    Intent begun =
        new Intent(
            shop.ids().get().toString(),
            journal.version(),
            PlannedChanges.of(plan.changes()),
            now,
            now.plus(shop.pace().intentWindow()),
            shop.owner());
    outcomes = new ArrayList<>();
    anothers = false;
    // A look that finds something to do is no longer a mere look.
    urgency = urgency == Urgency.LOOK ? Urgency.REST : urgency;
    journal.intend(plan, begun, observed, sentAt);
    known = known.during(begun.getChanges());
    intent = begun;
  }

  private void apply(List<Change> changes) throws ToolException, InterruptedException {
    for (int i = 0; i < changes.size() && !stops(); i++) {
      shop.calls().mayBegin(urgency, this::isPaused);
      if (stops()) {
        return;
      }
      renew();
      Instant sent = now();
      sentAt = sentAt == null ? sent : sentAt;
      Applied applied =
          shop.calls().apply(urgency, desired.whom(known), changes.get(i), this::isPaused);
      shop.metrics().call(applied);
      outcomes.add(applied);
      if (intent != null) {
        journal.applied(intent, i, applied, sent, now());
      }
      if (!goesOn(changes.get(i), applied)) {
        return;
      }
    }
  }

  /** No call may be under way after the deadline that others go by. */
  private void renew() {
    Instant ends = now().plus(shop.pace().callDeadline());
    if (intent != null && ends.isAfter(intent.getDeadline())) {
      intent =
          Intent.newBuilder(intent).setDeadline(now().plus(shop.pace().intentWindow())).build();
      journal.renew(intent, now());
    }
  }

  private boolean goesOn(Change change, Applied applied)
      throws ToolException, InterruptedException {
    switch (applied) {
      case Applied.Done done -> made(change);
      case Applied.Already already -> made(change);
      case Applied.SatisfiedByInheritance enough -> made(change);
      case Applied.PendingExternal pending -> made(change);
      case Applied.Unknown unknown -> {
        uncertain = true;
        return false;
      }
      case Applied.Conflict conflict -> {
        return false;
      }
      case Applied.NotNow notNow -> {
        notNow.retryAfter().ifPresent(shop.circuit()::quiet);
        halt = new Halt.Wait("the tool asks to wait", notNow.retryAfter());
        return false;
      }
      case Applied.Unauthorised no -> {
        shop.circuit().open(no.why());
        halt = new Halt.Refused("the tool refuses our credentials: renew the token");
      }
      case Applied.LastHolder last -> refuse(FindingKind.LAST_HOLDER, change, LAST_HOLDER);
      case Applied.Refused refused -> refuse(FindingKind.REFUSED, change, refused.why());
      case Applied.Manual manual -> refuse(FindingKind.MANUAL, change, manual.instruction());
      case Applied.Invalid invalid -> refuse(FindingKind.REFUSED, change, invalid.why());
    }
    // Without an account nothing else can be done; one refused role is no reason to keep others.
    return !(halt instanceof Halt.Blocked && change instanceof Change.CreateAccount);
  }

  private void made(Change change) throws ToolException, InterruptedException {
    if (change instanceof Change.RevokeCredentials) {
      known = known.withDone(OffboardingItem.CREDENTIALS);
    }
    if (change instanceof Change.EndSessions) {
      known = known.withDone(OffboardingItem.SESSIONS);
    }
    if (change instanceof Change.CreateAccount) {
      journal.created();
      known = known.withAccount(Optional.empty());
      observe();
    }
  }

  private void refuse(FindingKind kind, Change change, String why) {
    Finding finding = new Finding(kind, PlannedChanges.of(change).getScope(), why);
    halt = halt instanceof Halt.Blocked blocked ? blocked.and(finding) : new Halt.Blocked(finding);
  }

  /** What reading back says of everything that was done, or may have been. */
  private void settle(Observation observed) {
    if (intent == null) {
      return;
    }
    for (int i = 0; i < intent.getChanges().size(); i++) {
      Optional<Applied> outcome =
          i < outcomes.size() ? Optional.of(outcomes.get(i)) : Optional.empty();
      if (outcome.isPresent() || anothers) {
        journal.settle(intent, i, outcome, observed, sentAt, now());
      } else {
        journal.skip(intent, i, now());
      }
    }
  }

  /** Whether calls must end: for another reason than a refusal of one change. */
  private boolean stops() {
    if (signal.get() == Slot.Signal.DROP) {
      throw new Committer.NotWritten("the partition is not ours", new IllegalStateException());
    }
    return signal.get() == Slot.Signal.STOP
        || isPaused()
        || halt instanceof Halt.Wait
        || halt instanceof Halt.Refused
        || (halt instanceof Halt.Blocked && intent == null);
  }

  private boolean isPaused() {
    return signal.get() == Slot.Signal.PAUSE;
  }

  private Halt why(Plan plan) {
    if (plan.changes().isEmpty() || !(halt instanceof Halt.No)) {
      return halt;
    }
    return signal.get() == Slot.Signal.GO
        ? new Halt.Wait("what was applied does not stay", Optional.empty())
        : new Halt.Refused("interrupted");
  }

  private Halt halt(ToolException e) {
    return switch (e.kind()) {
      case UNAUTHORISED -> {
        shop.circuit().open(String.valueOf(e.getMessage()));
        yield new Halt.Refused("the tool refuses our credentials: renew the token");
      }
      case RATE_LIMITED, UNAVAILABLE, UNEXPECTED -> {
        e.retryAfter().ifPresent(shop.circuit()::quiet);
        yield new Halt.Wait("the tool could not be read", e.retryAfter());
      }
    };
  }

  private Instant now() {
    return shop.clock().instant();
  }
}
