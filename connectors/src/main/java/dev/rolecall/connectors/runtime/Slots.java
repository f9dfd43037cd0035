package dev.rolecall.connectors.runtime;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for what: one slot per person, holding only the newest access, never two works at once
 * for one person. Bounded by the people of the partitions we own. One thread; no clock.
 */
final class Slots {

  /** One for each person at most. */
  record Timer(Instant at, Slot slot, Urgency urgency) {}

  /** After work that could not be written, at first; doubles. */
  private static final BackOff WRITE_AGAIN =
      new BackOff(Duration.ofMillis(200), Duration.ofMinutes(1));

  private final String owner;
  private final Duration sweep;
  private final Map<String, Slot> byKey = new HashMap<>();
  private final Set<Integer> open = new HashSet<>();
  private final Map<Urgency, LinkedHashSet<Slot>> ready = new EnumMap<>(Urgency.class);
  private final TreeSet<Timer> timers =
      new TreeSet<>(Comparator.comparing(Timer::at).thenComparing(timer -> timer.slot().key));
  private final Set<Slot> running = new LinkedHashSet<>();

  /** Works of partitions that are not ours any more, and are not known to have ended. */
  private final Map<String, Slot> departing = new HashMap<>();

  private @Nullable Control control;
  private boolean pausedByFile;

  /**
   * @param owner this process, as in intents
   * @param sweep how long a look at a person stays good
   */
  Slots(String owner, Duration sweep) {
    this.owner = owner;
    this.sweep = sweep;
  }

  /**
   * Access of the log.
   *
   * @param at when it was written
   */
  void access(String key, int partition, @Nullable Access newest, Instant at, Instant now) {
    Slot slot = slot(key, partition);
    slot.access(newest);
    slot.written = at;
    slot.notBefore = Instant.EPOCH;
    if (slot.running) {
      slot.signal.compareAndSet(Slot.Signal.GO, Slot.Signal.STOP);
    }
    decide(slot, now);
  }

  /**
   * A status of the log.
   *
   * @param at when it was written
   */
  void status(
      String key, int partition, @Nullable Status newest, long offset, Instant at, Instant now) {
    Slot slot = slot(key, partition);
    if (slot.status(newest, offset)) {
      slot.looked = at;
      decide(slot, now);
    }
  }

  /** New settings concern everybody: each is looked at again. */
  void control(@Nullable Control newest, Instant now) {
    boolean other =
        newest != null && control != null && !newest.getDigest().equals(control.getDigest());
    control = newest;
    stopIfPaused();
    for (Slot slot : List.copyOf(byKey.values())) {
      if (other) {
        slot.looked = Instant.EPOCH;
        slot.outdated = slot.running;
      }
      decide(slot, now);
    }
  }

  /**
   * Somebody's link was set by hand, or taken back. It may be read after the access that was
   * repeated because of it: who was worked on without it is worked on again. Who is in a partition
   * that is not open yet will not begin without it.
   */
  void linked(String key, Instant now) {
    Slot slot = byKey.get(key);
    if (slot != null && open.contains(slot.partition)) {
      slot.looked = Instant.EPOCH;
      slot.outdated = slot.running;
      decide(slot, now);
    }
  }

  /** Whether a file stops this process, whatever the settings say. */
  void pausedByFile(boolean is, Instant now) {
    if (pausedByFile != is) {
      pausedByFile = is;
      stopIfPaused();
      List.copyOf(byKey.values()).forEach(slot -> decide(slot, now));
    }
  }

  private void stopIfPaused() {
    if (isPaused()) {
      signal(Slot.Signal.PAUSE, slot -> true);
    }
  }

  boolean isPaused() {
    return pausedByFile || (control != null && control.getPaused());
  }

  Optional<Control> control() {
    return Optional.ofNullable(control);
  }

  /** The barrier of a partition has passed: its people may be worked on. */
  void open(int partition, Instant now) {
    open.add(partition);
    inPartition(partition, slot -> decide(slot, now));
  }

  /** Nobody else is taken up in a partition until it is opened again. */
  void close(int partition) {
    open.remove(partition);
    inPartition(partition, this::unqueue);
  }

  /** A partition is somebody else's. Its works must have ended, or end without another write. */
  void drop(int partition) {
    open.remove(partition);
    inPartition(
        partition,
        slot -> {
          slot.signal.set(Slot.Signal.DROP);
          unqueue(slot);
          if (running.remove(slot)) {
            departing.put(slot.key, slot);
          }
          byKey.remove(slot.key);
        });
  }

  void signal(Slot.Signal signal, Predicate<Slot> which) {
    running.stream().filter(which).forEach(slot -> slot.signal.set(signal));
  }

  /**
   * The most urgent person there is work for; that work is under way from now on. Not all places
   * are given to those who can wait: whoever loses access finds one free.
   *
   * @param concurrency how many may be under way at once
   */
  Optional<Slot> next(Instant now, int concurrency) {
    fire(now);
    for (Urgency urgency : Urgency.values()) {
      if (underWay(urgency) >= urgency.places(concurrency)) {
        return Optional.empty();
      }
      Set<Slot> queue = queue(urgency);
      if (!queue.isEmpty()) {
        Slot slot = queue.iterator().next();
        queue.remove(slot);
        slot.running = true;
        slot.runsAs = urgency;
        slot.signal.set(Slot.Signal.GO);
        running.add(slot);
        return Optional.of(slot);
      }
    }
    return Optional.empty();
  }

  private long underWay(Urgency urgency) {
    return Stream.concat(running.stream(), departing.values().stream())
        .filter(slot -> slot.runsAs.compareTo(urgency) >= 0 || urgency.takesAccess())
        .count();
  }

  /**
   * Work has ended.
   *
   * @param again it could not be written: a new attempt, after a while that grows
   */
  void finished(Slot slot, boolean again, Instant now) {
    if (byKey.get(slot.key) != slot) {
      departed(slot, now);
      return;
    }
    slot.running = false;
    running.remove(slot);
    slot.looked = again || slot.outdated ? Instant.EPOCH : now;
    slot.outdated = false;
    slot.unwritten = again ? slot.unwritten + 1 : 0;
    slot.notBefore = again ? now.plus(WRITE_AGAIN.ceiling(slot.unwritten)) : Instant.EPOCH;
    decide(slot, now);
    if (slot.isEmpty()) {
      byKey.remove(slot.key);
    }
  }

  /** Only now may work on this person begin, if the partition came back to us meanwhile. */
  private void departed(Slot slot, Instant now) {
    Slot back = byKey.get(slot.key);
    if (departing.remove(slot.key, slot) && back != null) {
      decide(back, now);
    }
  }

  boolean isRunning(int partition) {
    return running.stream().anyMatch(slot -> slot.partition == partition);
  }

  int waiting(Urgency urgency) {
    return queue(urgency).size();
  }

  /** When the oldest access was written that takes something away and is not applied yet. */
  Optional<Instant> oldestRemoval() {
    return byKey.values().stream()
        .filter(slot -> slot.waitsAs != null && slot.waitsAs.takesAccess())
        .flatMap(slot -> Optional.ofNullable(slot.waitsSince).stream())
        .min(Comparator.naturalOrder());
  }

  /** How many people of our partitions are in each state. */
  Map<State, Long> states() {
    Map<State, Long> states = new EnumMap<>(State.class);
    for (Slot slot : byKey.values()) {
      if (slot.state != null) {
        states.merge(slot.state, 1L, Long::sum);
      }
    }
    return states;
  }

  private void decide(Slot slot, Instant now) {
    unqueue(slot);
    if (slot.running || departing.containsKey(slot.key) || !open.contains(slot.partition)) {
      return;
    }
    Access access = slot.access();
    Status status = slot.status();
    switch (Readiness.of(access, status, control, owner, slot.looked, sweep)) {
      case Readiness.Idle() -> slot.waitsAs = null;
      case Readiness.Parked(Urgency urgency) ->
          waits(slot, urgency, Statuses.isRested(access, status) ? now : slot.written);
      case Readiness.From(Instant at, Urgency urgency) -> {
        waits(slot, urgency, Statuses.isRested(access, status) ? now : slot.written);
        Instant from = at.isBefore(slot.notBefore) ? slot.notBefore : at;
        if (!pausedByFile) {
          enqueue(new Timer(from, slot, urgency), now);
        }
      }
    }
  }

  private static void waits(Slot slot, Urgency urgency, Instant since) {
    if (slot.waitsAs != urgency) {
      slot.waitsAs = urgency;
      slot.waitsSince = since;
    }
  }

  private void enqueue(Timer timer, Instant now) {
    if (timer.at().isAfter(now)) {
      timer.slot().timer = timer;
      timers.add(timer);
    } else {
      queue(timer.urgency()).add(timer.slot());
    }
  }

  private void fire(Instant now) {
    while (!timers.isEmpty() && !timers.first().at().isAfter(now)) {
      Timer timer = timers.first();
      timers.remove(timer);
      timer.slot().timer = null;
      queue(timer.urgency()).add(timer.slot());
    }
  }

  private void unqueue(Slot slot) {
    ready.values().forEach(queue -> queue.remove(slot));
    if (slot.timer != null) {
      timers.remove(slot.timer);
      slot.timer = null;
    }
  }

  private Set<Slot> queue(Urgency urgency) {
    return ready.computeIfAbsent(urgency, unused -> new LinkedHashSet<>());
  }

  private Slot slot(String key, int partition) {
    return byKey.computeIfAbsent(key, unused -> new Slot(key, partition));
  }

  private void inPartition(int partition, Consumer<Slot> action) {
    List.copyOf(byKey.values()).stream()
        .filter(slot -> slot.partition == partition)
        .forEach(action);
  }
}
