package dev.rolecall.processor.access;

import dev.rolecall.processor.clock.LogClock;
import dev.rolecall.schemas.avro.AdoptedPerson;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.DirectoryPhase;
import dev.rolecall.schemas.avro.PauseTools;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Proposal;
import dev.rolecall.schemas.avro.Resync;
import dev.rolecall.schemas.avro.SetLink;
import dev.rolecall.schemas.avro.UndonePerson;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the people of a partition and resolves them: each when it changes (or soon, when many do),
 * all when the policy or the configured tools change, somebody when a grant ends or begins. Control
 * goes out before the access that depends on it.
 */
final class ResolveProcessor implements Processor<String, PeopleEntry, String, SpecificRecord> {

  private final Proposing proposing;
  private final OrdersToGuard orders;
  private final PolicyCache policies;
  private final Fingerprint fingerprint;
  private final LogClock clock;
  private final Backlog backlog;
  private final Slices slices;
  private @Nullable Opened opened;

  ResolveProcessor(
      Proposing proposing,
      OrdersToGuard orders,
      PolicyCache policies,
      Fingerprint fingerprint,
      LogClock clock,
      Backlog backlog,
      Slices slices) {
    this.proposing = proposing;
    this.orders = orders;
    this.policies = policies;
    this.fingerprint = fingerprint;
    this.clock = clock;
    this.backlog = backlog;
    this.slices = slices;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    opened = new Opened(context);
  }

  @Override
  public void process(Record<String, PeopleEntry> record) {
    clock.seen(Instant.ofEpochMilli(record.timestamp()));
    Opened stage = Objects.requireNonNull(opened);
    stage.context.recordMetadata().ifPresent(backlog::worked);
    @Nullable PeopleEntry entry = record.value();
    if (entry == null) {
      stage.erased(record.key());
      return;
    }
    switch (entry.getBody()) {
      case Person person -> stage.person(record.key(), entry, person);
      case BundleState bundle -> stage.bundle(entry, bundle);
      case DirectoryPhase phase -> stage.order(orders.of(phase, entry.getCause()));
      case DecideHold asked -> stage.order(orders.of(asked, entry.getCause()));
      case PauseTools asked -> stage.order(orders.of(asked, entry.getCause()));
      case UndonePerson asked -> stage.order(orders.of(asked, entry.getCause()));
      case Resync asked -> stage.order(orders.of(asked, entry.getCause()));
      case AdoptedPerson asked -> stage.order(orders.of(asked, entry.getCause()));
      case SetLink asked -> stage.order(orders.of(asked, entry.getCause()));
      case Object other -> throw new IllegalStateException("not in people: " + other.getClass());
    }
  }

  /** The stage with its stores at hand. */
  private final class Opened {

    private final ProcessorContext<String, SpecificRecord> context;
    private final AccessStores stores;
    private final PersonResolver resolver;
    private final PolicyInStore policy;
    private final Waiting waiting;
    private final ReResolution job;
    private final ResolutionClock time;
    private final Timers timers;
    private boolean caughtUp;
    private @Nullable Cancellable rhythm;

    Opened(ProcessorContext<String, SpecificRecord> context) {
      this.context = context;
      stores = AccessStores.of(context);
      TimerStore timerStore = new TimerStore(stores.timers());
      resolver = new PersonResolver(proposing, stores, timerStore, context);
      policy = new PolicyInStore(stores.policy(), policies);
      waiting = new Waiting(stores, resolver, slices, backlog);
      job = new ReResolution(stores, resolver, waiting, slices);
      time = new ResolutionClock(context::currentSystemTimeMs, clock, timerStore);
      timers =
          new Timers(context, stores, timerStore, resolver, waiting, time, slices, policy::inForce);
      // The first slice also takes up what was left, when no record comes.
      schedule();
    }

    /** After a start: the stored policy, and a new job when the configured tools have changed. */
    void catchUp() {
      if (!caughtUp) {
        caughtUp = true;
        waiting.restore();
        policy.restore();
        policy.inForce().filter(this::isNew).ifPresent(this::begin);
        timers.plan();
      }
    }

    void erased(String key) {
      catchUp();
      settle(key);
      stores.people().delete(key);
      resolver.forget(key, time.now());
    }

    void person(String key, PeopleEntry entry, Person person) {
      catchUp();
      settle(key);
      stores.people().put(key, entry);
      policy
          .inForce()
          .ifPresentOrElse(inForce -> changed(key, entry, person, inForce), job::forget);
      timers.plan();
    }

    private void changed(String key, PeopleEntry entry, Person person, PolicyInForce inForce) {
      if (waiting.takes(person)) {
        waiting.take(key);
        schedule();
      } else {
        resolver.resolve(person, inForce, entry, time.now());
      }
    }

    /** What the guard needs to know, with or without a policy: of all that was decided before. */
    void order(List<Proposal> proposals) {
      catchUp();
      settle();
      handOn(proposals);
    }

    private void settle(String key) {
      policy.inForce().ifPresent(inForce -> waiting.settle(key, inForce, time.now()));
    }

    private void settle() {
      policy.inForce().ifPresent(inForce -> waiting.settle(inForce, time.now()));
    }

    private void handOn(List<Proposal> proposals) {
      proposals.forEach(each -> resolver.forward(each.getTool(), each));
    }

    void bundle(PeopleEntry entry, BundleState bundle) {
      catchUp();
      settle();
      if (policy.accept(entry, bundle)) {
        policy.inForce().ifPresent(this::begin);
        timers.plan();
      }
    }

    private boolean isNew(PolicyInForce inForce) {
      return !job.isFor(fingerprint.with(inForce));
    }

    private void begin(PolicyInForce inForce) {
      handOn(Controls.of(inForce));
      if (isNew(inForce)) {
        job.begin(fingerprint.with(inForce));
      }
      schedule();
    }

    /** Punctuation costs throughput, so there is none when nobody waits and without a job. */
    private void schedule() {
      if (rhythm == null) {
        slices.begun();
        rhythm = context.schedule(Slices.PAUSE, PunctuationType.WALL_CLOCK_TIME, now -> slice());
      }
    }

    private void slice() {
      catchUp();
      policy.inForce().ifPresent(this::slice);
      timers.plan();
      if (policy.inForce().isEmpty() || (waiting.isEmpty() && !job.isActive())) {
        end();
      }
    }

    /** While many people lie before us, they are read first: somebody among them may leave. */
    private void slice(PolicyInForce inForce) {
      if (backlog.isGuardBusy()) {
        return;
      }
      if (!backlog.isLong()) {
        waiting.slice(inForce, time.now());
      }
      job.slice(inForce, time.now());
    }

    void close() {
      end();
      waiting.close();
    }

    private void end() {
      if (rhythm != null) {
        rhythm.cancel();
        rhythm = null;
        slices.ended();
      }
    }
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.close();
      opened = null;
    }
  }
}
