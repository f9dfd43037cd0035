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
 * Keeps the people of a partition and resolves them: each when it changes, all when the policy or
 * the configured tools change, somebody when a grant ends or begins. Control goes out before the
 * access that depends on it.
 */
final class ResolveProcessor implements Processor<String, PeopleEntry, String, SpecificRecord> {

  private final Proposing proposing;
  private final OrdersToGuard orders;
  private final PolicyCache policies;
  private final Fingerprint fingerprint;
  private final LogClock clock;
  private final Slices slices;
  private @Nullable Opened opened;

  ResolveProcessor(
      Proposing proposing,
      OrdersToGuard orders,
      PolicyCache policies,
      Fingerprint fingerprint,
      LogClock clock,
      Slices slices) {
    this.proposing = proposing;
    this.orders = orders;
    this.policies = policies;
    this.fingerprint = fingerprint;
    this.clock = clock;
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
    @Nullable PeopleEntry entry = record.value();
    if (entry == null) {
      stage.erased(record.key());
      return;
    }
    switch (entry.getBody()) {
      case Person person -> stage.person(record.key(), entry, person);
      case BundleState bundle -> stage.bundle(entry, bundle);
      case DirectoryPhase phase -> stage.handOn(orders.of(phase, entry.getCause()));
      case DecideHold asked -> stage.handOn(orders.of(asked, entry.getCause()));
      case PauseTools asked -> stage.handOn(orders.of(asked, entry.getCause()));
      case UndonePerson asked -> stage.handOn(orders.of(asked, entry.getCause()));
      case Resync asked -> stage.handOn(orders.of(asked, entry.getCause()));
      case AdoptedPerson asked -> stage.handOn(orders.of(asked, entry.getCause()));
      case SetLink asked -> stage.handOn(orders.of(asked, entry.getCause()));
      case Object other -> throw new IllegalStateException("not in people: " + other.getClass());
    }
  }

  /** The stage with its stores at hand. */
  private final class Opened {

    private final ProcessorContext<String, SpecificRecord> context;
    private final AccessStores stores;
    private final PersonResolver resolver;
    private final PolicyInStore policy;
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
      job = new ReResolution(stores, resolver, slices);
      time = new ResolutionClock(context::currentSystemTimeMs, clock, timerStore);
      timers = new Timers(context, stores, timerStore, resolver, time, slices, policy::inForce);
      // The first slice also takes up what was left, when no record comes.
      schedule();
    }

    /** After a start: the stored policy, and a new job when the configured tools have changed. */
    void catchUp() {
      if (!caughtUp) {
        caughtUp = true;
        policy.restore();
        policy.inForce().filter(this::isNew).ifPresent(this::begin);
        timers.plan();
      }
    }

    void erased(String key) {
      catchUp();
      stores.people().delete(key);
      resolver.forget(key, time.now());
    }

    void person(String key, PeopleEntry entry, Person person) {
      catchUp();
      stores.people().put(key, entry);
      policy
          .inForce()
          .ifPresentOrElse(
              inForce -> resolver.resolve(person, inForce, entry, time.now()), job::forget);
      timers.plan();
    }

    /** What the guard needs to know, with or without a policy. */
    void handOn(List<Proposal> proposals) {
      proposals.forEach(each -> resolver.forward(each.getTool(), each));
    }

    void bundle(PeopleEntry entry, BundleState bundle) {
      catchUp();
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

    /** Punctuation costs throughput, so there is none without a job. */
    private void schedule() {
      if (rhythm == null) {
        slices.begun();
        rhythm = context.schedule(Slices.PAUSE, PunctuationType.WALL_CLOCK_TIME, now -> slice());
      }
    }

    private void slice() {
      catchUp();
      policy.inForce().ifPresent(inForce -> job.slice(inForce, time.now()));
      timers.plan();
      if (!job.isActive() || policy.inForce().isEmpty()) {
        end();
      }
    }

    void end() {
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
      opened.end();
      opened = null;
    }
  }
}
