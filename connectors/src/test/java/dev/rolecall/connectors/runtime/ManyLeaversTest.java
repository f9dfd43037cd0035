package dev.rolecall.connectors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.plan.ModelTool;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.CallClass;
import dev.rolecall.connectors.tool.CallLimits;
import dev.rolecall.connectors.tool.CallLimits.Limit;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AccountKey;
import dev.rolecall.schemas.avro.Lookup;
import dev.rolecall.schemas.avro.LookupBy;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many people behind a tool that allows 50 calls in a minute. Time is virtual: it goes on when all
 * work under way waits for a permit.
 */
class ManyLeaversTest {

  private static final int ALLOWED = 50;

  /** With its burst no more than the tool allows in any minute. */
  private static final Limit CONFIGURED = new Limit(40, 10);

  private static final int PLACES = 16;

  /** Find, ask whether it is our own account, write. */
  private static final int CALLS_OF_A_CHANGE = 3;

  private final AtomicLong nanos = new AtomicLong();
  private final InstantSource clock = () -> Records.NOW.plusNanos(nanos.get());
  private final MemoryLog log = new MemoryLog("tool", clock, new Random(1));
  private final Metered tool = new Metered();
  private final List<Instance> instances = new ArrayList<>();
  private final AtomicInteger running = new AtomicInteger();
  private final Map<String, Access> asked = new HashMap<>();
  private long versions;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aThousandLeaversGoFirstAndEverybodyElseAfterThem(int processes) throws Exception {
    start(processes);
    people("joiner", 60).forEach(login -> wants(login, "team", "reader"));
    for (String login : people("mover", 30)) {
      has(login);
      wants(login, "team", "reader");
    }
    for (String login : people("leaver", 1_000)) {
      has(login);
      leaves(login);
    }
    drive(this::allAreAtRest);

    assertThat(tool.refused).as("calls that the tool refused").hasValue(0);
    assertThat(tool.longest).as("the longest change").isLessThan(Pace.DEFAULT.callDeadline());
    for (Instance instance : instances) {
      assertThat(last(instance, "leaver")).isBefore(first(instance, "joiner"));
      assertThat(last(instance, "leaver")).isBefore(last(instance, "mover"));
      assertThat(first(instance, "mover")).isBefore(first(instance, "joiner"));
    }
    double minutes = nanos.get() / 60e9;
    assertThat(tool.calls.size() / minutes).as("calls a minute").isBetween(36.0, 41.0);
  }

  @Test
  void aLeaverDoesNotWaitForThoseWhoJoin() throws Exception {
    start(2);
    people("joiner", 200).forEach(login -> wants(login, "team", "reader"));
    drive(() -> nanos.get() > Duration.ofMinutes(5).toNanos());
    has("eve");
    leaves("eve");
    Instant left = clock.instant();
    drive(() -> state("eve") == State.OFFBOARDED);

    assertThat(Duration.between(left, clock.instant())).isLessThan(Duration.ofMinutes(2));
    drive(this::allAreAtRest);
    assertThat(tool.longest).isLessThan(Pace.DEFAULT.callDeadline());
  }

  // ---- the tool
  // ----------------------------------------------------------------------------------------

  /** Counts calls as a tool with a fixed limit for any minute does, and refuses. */
  private final class Metered extends ModelTool {
    final Deque<Long> window = new ArrayDeque<>();
    final List<Instant> calls = new ArrayList<>();
    final Map<String, Instant> written = new HashMap<>();
    final AtomicInteger refused = new AtomicInteger();
    volatile Duration longest = Duration.ZERO;

    synchronized void call() {
      long now = nanos.get();
      while (!window.isEmpty() && window.peekFirst() <= now - Duration.ofMinutes(1).toNanos()) {
        window.removeFirst();
      }
      window.addLast(now);
      calls.add(clock.instant());
      if (window.size() > ALLOWED) {
        refused.incrementAndGet();
      }
    }

    synchronized void changed(Whom whom, long since) {
      written.putIfAbsent(whom.createAs().orElseThrow(), clock.instant());
      Duration took = Duration.ofNanos(nanos.get() - since);
      longest = took.compareTo(longest) > 0 ? took : longest;
    }
  }

  /** One process' way to the tool. */
  private final class Way extends ModelTool {
    private final RateLimits limits;

    Way(RateLimits limits) {
      this.limits = limits;
    }

    // Whoever waits for a permit must not keep others from asking for theirs.
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public Observation observe(Whom whom, Set<String> scopes) throws ToolException {
      call(CallClass.READ);
      return tool.observe(whom, scopes);
    }

    @Override
    public Applied apply(Whom whom, Change change) {
      long since = nanos.get();
      for (int i = 0; i < CALLS_OF_A_CHANGE; i++) {
        call(CallClass.WRITE);
      }
      Applied applied = tool.apply(whom, change);
      tool.changed(whom, since);
      return applied;
    }

    private void call(CallClass kind) {
      try {
        limits.acquire(kind);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      tool.call();
    }
  }

  // ---- processes
  // ---------------------------------------------------------------------------------------

  /** Waits for a signal alone: whoever moves the time gives it. */
  private final class Virtual implements Ticks {
    @Override
    public long nanos() {
      return nanos.get();
    }

    @Override
    @SuppressWarnings("WaitNotInLoop")
    public void await(Condition signal, long wait) throws InterruptedException {
      signal.await();
    }
  }

  private record Ended(Slot slot, Journal journal) {}

  private final class Instance implements MemoryLog.Writer {
    final RateLimits limits =
        RateLimits.permit(new CallLimits(Optional.of(CONFIGURED), Map.of()), new Virtual());
    final Slots slots;
    final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    final Workshop workshop;

    Instance(String owner) {
      Way way = new Way(limits);
      Circuit circuit = new Circuit("tool", Pace.DEFAULT.probe(), clock);
      this.slots = new Slots(owner, Pace.DEFAULT.sweep());
      this.workshop =
          new Workshop(
              owner,
              way.descriptor(),
              new Calls(way, Duration.ofMinutes(5), Optional.of(limits), failure -> {}),
              new Log("tool", log.of(this)),
              circuit,
              new Metrics(new SimpleMeterRegistry(), "tool", circuit, () -> true),
              Pace.DEFAULT,
              clock,
              new Random(2),
              UUID::randomUUID,
              new Flaps(),
              Map::of);
      slots.control(Records.control("a", false), clock.instant());
    }

    @Override
    public boolean isDead() {
      return false;
    }

    void start() {
      for (Optional<Slot> next = slots.next(clock.instant(), PLACES);
          next.isPresent();
          next = slots.next(clock.instant(), PLACES)) {
        Slot slot = next.get();
        Journal journal =
            new Journal(
                workshop.log(),
                new Statuses(Pace.DEFAULT, new Random(3)),
                workshop.metrics(),
                Objects.requireNonNull(asked.get(slot.key)),
                Records.control("a", false),
                slot.status(),
                null);
        running.incrementAndGet();
        Thread.ofVirtual().start(() -> work(slot, journal));
      }
    }

    private void work(Slot slot, Journal journal) {
      try {
        new PersonWork(workshop, slot.runsAs, slot.signal, journal).run();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        ended.add(new Ended(slot, journal));
        running.decrementAndGet();
      }
    }

    boolean hear() {
      boolean some = false;
      for (Ended one = ended.poll(); one != null; one = ended.poll()) {
        if (one.journal().offset() >= 0) {
          one.slot().status(one.journal().status(), one.journal().offset());
        }
        slots.finished(one.slot(), false, clock.instant());
        some = true;
      }
      return some;
    }
  }

  private void start(int processes) {
    for (int i = 0; i < processes; i++) {
      instances.add(new Instance("process " + i));
    }
    for (int partition = 0; partition < MemoryLog.PARTITIONS; partition++) {
      Instance owner = instances.get(partition % processes);
      log.owner(partition, owner);
      owner.slots.open(partition, clock.instant());
    }
    instances.forEach(it -> it.limits.share(MemoryLog.PARTITIONS / processes, 2));
  }

  private void drive(BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      instances.forEach(Instance::start);
      settle();
      boolean some = false;
      for (Instance instance : instances) {
        some |= instance.hear();
      }
      if (!some) {
        goOn();
      }
    }
  }

  /** Until all work under way waits for a permit that is not there yet, or has ended. */
  private void settle() {
    while (running.get() != instances.stream().mapToInt(it -> it.limits.waiting()).sum()
        || instances.stream()
            .anyMatch(it -> it.limits.waiting() > 0 && it.limits.untilFree() == 0)) {
      LockSupport.parkNanos(1_000);
    }
  }

  private void goOn() {
    long wait =
        instances.stream()
            .filter(it -> it.limits.waiting() > 0)
            .mapToLong(it -> it.limits.untilFree())
            .min()
            .orElse(Duration.ofSeconds(1).toNanos());
    nanos.addAndGet(Math.max(1, wait));
    instances.forEach(it -> it.limits.wake());
  }

  // ---- people
  // ------------------------------------------------------------------------------------------

  private static List<String> people(String kind, int many) {
    List<String> logins = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      logins.add(kind + "-" + i);
    }
    return logins;
  }

  /** Rolecall has given them two roles before. */
  private void has(String login) {
    String id = tool.account(login, Observation.Presence.ACTIVE).id();
    tool.give(id, "team", "owner", Observation.Holding.DIRECT);
    Access before = access(Records.access(login, ++versions, "team", "owner"));
    Status status =
        Status.newBuilder(Records.status(before, State.CONVERGED, Records.granted("team", "owner")))
            .setAccount(new dev.rolecall.schemas.avro.NativeAccount(id, login, "active"))
            .setRested(true)
            .build();
    int partition = log.partitionOf(key(login));
    slots(login).status(key(login), partition, status, 0, clock.instant(), clock.instant());
  }

  private void wants(String login, String scope, String role) {
    ask(access(Records.access(login, ++versions, scope, role)));
  }

  private void leaves(String login) {
    ask(access(Records.leaver(login, ++versions)));
  }

  private static Access access(Access of) {
    String login = of.getPerson();
    return Access.newBuilder(of)
        .setAccount(
            new AccountKey(login, List.of(new Lookup(LookupBy.LOGIN, login)), login, null, null))
        .build();
  }

  private void ask(Access access) {
    String key = key(access.getPerson());
    asked.put(key, access);
    slots(access.getPerson())
        .access(key, log.partitionOf(key), access, clock.instant(), clock.instant());
  }

  private Slots slots(String login) {
    int partition = log.partitionOf(key(login));
    return instances.stream().filter(it -> log.owns(partition, it)).findFirst().orElseThrow().slots;
  }

  private boolean allAreAtRest() {
    return asked.values().stream()
        .allMatch(access -> {
          State state = state(access.getPerson());
          return state == State.CONVERGED || state == State.OFFBOARDED;
        });
  }

  private State state(String login) {
    Status status = log.newest(key(login));
    return status == null ? State.RETRYING : status.getState();
  }

  private Instant first(Instance instance, String kind) {
    return times(instance, kind).min(Instant::compareTo).orElseThrow();
  }

  private Instant last(Instance instance, String kind) {
    return times(instance, kind).max(Instant::compareTo).orElseThrow();
  }

  /** When the first change of each of them was made. */
  private Stream<Instant> times(Instance instance, String kind) {
    return tool.written.entrySet().stream()
        .filter(it -> it.getKey().startsWith(kind))
        .filter(it -> log.owns(log.partitionOf(key(it.getKey())), instance))
        .map(Map.Entry::getValue);
  }

  private static String key(String login) {
    return Keys.person("acme", login);
  }
}
