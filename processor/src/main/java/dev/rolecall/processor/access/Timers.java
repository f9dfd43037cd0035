package dev.rolecall.processor.access;

import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Grants that end or begin by themselves: when one is due, its person is resolved again, in slices
 * that leave room for the stream of people. Timers are stored, so that a process that was down
 * fires late what it missed, and nothing twice.
 *
 * <p>It is woken when the earliest timer is due, not in a fixed rhythm: each wake-up of an idle
 * partition would be a transaction.
 */
final class Timers {

  /** How soon after the clocks agree again what has waited is fired. */
  private static final Duration WHILE_CLOCKS_DIFFER = Duration.ofSeconds(1);

  /** Read at a time; more are read when the slice has time left. */
  private static final int READ_AT_ONCE = 20;

  private final ProcessorContext<?, ?> context;
  private final AccessStores stores;
  private final TimerStore timers;
  private final PersonResolver resolver;
  private final Waiting waiting;
  private final ResolutionClock clock;
  private final Slices slices;
  private final Supplier<Optional<PolicyInForce>> policy;
  private @Nullable Cancellable wakeUp;
  private Instant wakesAt = Instant.MAX;

  Timers(
      ProcessorContext<?, ?> context,
      AccessStores stores,
      TimerStore timers,
      PersonResolver resolver,
      Waiting waiting,
      ResolutionClock clock,
      Slices slices,
      Supplier<Optional<PolicyInForce>> policy) {
    this.context = context;
    this.stores = stores;
    this.timers = timers;
    this.resolver = resolver;
    this.waiting = waiting;
    this.clock = clock;
    this.slices = slices;
    this.policy = policy;
  }

  /** Asks to be woken for the earliest timer, when that is earlier than planned. */
  void plan() {
    timers.earliest().filter(due -> due.isBefore(wakesAt)).ifPresent(this::wakeAt);
  }

  private void wakeAt(Instant due) {
    sleep();
    Duration wait = Duration.between(clock.own(), due);
    wakesAt = due;
    wakeUp =
        context.schedule(
            wait.compareTo(Slices.PAUSE) < 0 ? Slices.PAUSE : wait,
            PunctuationType.WALL_CLOCK_TIME,
            now -> wake());
  }

  private void sleep() {
    if (wakeUp != null) {
      wakeUp.cancel();
      wakeUp = null;
    }
    wakesAt = Instant.MAX;
  }

  /** Without a policy it goes on sleeping: whoever puts one in force plans again. */
  private void wake() {
    sleep();
    Optional<PolicyInForce> inForce = policy.get();
    if (inForce.isEmpty()) {
      return;
    }
    if (clock.isTrusted()) {
      fire(inForce.get());
      timers.lookAgain();
      plan();
    } else {
      wakeAt(clock.own().plus(WHILE_CLOCKS_DIFFER));
    }
  }

  private void fire(PolicyInForce inForce) {
    Slice slice = slices.next();
    Instant at = clock.now();
    while (true) {
      var due = timers.due(at, READ_AT_ONCE);
      for (TimerStore.Timer timer : due) {
        slice.wrote(fire(timer, inForce, at));
        if (slice.isOver()) {
          return;
        }
      }
      if (due.isEmpty()) {
        return;
      }
    }
  }

  private int fire(TimerStore.Timer timer, PolicyInForce inForce, Instant at) {
    waiting.settle(timer.person(), inForce, at);
    @Nullable PeopleEntry entry = stores.people().get(timer.person());
    return entry != null && entry.getBody() instanceof Person person
        ? resolver.resolve(person, inForce, cause(entry.getCause(), timer.due()), at)
        : timers.set(timer.person(), Optional.empty(), at);
  }

  /** The clock is the cause; the command is the one that brought the person here. */
  private static Cause cause(Cause last, Instant due) {
    return Cause.newBuilder(last)
        .setTrigger(Trigger.TIMER)
        .setActor(new Actor(ActorKind.TIMER, "timer"))
        .setReceivedAt(due)
        .setDecidedAt(due)
        .build();
  }
}
