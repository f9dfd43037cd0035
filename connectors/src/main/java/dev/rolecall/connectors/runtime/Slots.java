package dev.rolecall.connectors.runtime;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Control;
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
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for what: one slot per person, holding only the newest access, never two works at once
 * for one person. Bounded by the people of the partitions we own. One thread; no clock.
 */
final class Slots {

  private record Timer(Instant at, Slot slot, long decision, Urgency urgency) {}

  private final String owner;
  private final Duration sweep;
  private final Map<String, Slot> byKey = new HashMap<>();
  private final Set<Integer> open = new HashSet<>();
  private final Map<Urgency, LinkedHashSet<Slot>> ready = new EnumMap<>(Urgency.class);
  private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparing(Timer::at));
  private @Nullable Control control;
  private int running;

  /**
   * @param owner this process, as in intents
   * @param sweep how long a look at a person stays good
   */
  Slots(String owner, Duration sweep) {
    this.owner = owner;
    this.sweep = sweep;
    for (Urgency urgency : Urgency.values()) {
      ready.put(urgency, new LinkedHashSet<>());
    }
  }

  void access(String key, int partition, @Nullable Access newest, Instant now) {
    Slot slot = slot(key, partition);
    slot.access(newest);
    slot.notBefore = Instant.EPOCH;
    if (slot.running) {
      slot.changedWhileRunning = true;
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
    for (Slot slot : List.copyOf(byKey.values())) {
      if (other) {
        slot.looked = Instant.EPOCH;
      }
      decide(slot, now);
    }
  }

  Optional<Control> control() {
    return Optional.ofNullable(control);
  }

  /** The barrier of a partition has passed: its people may be worked on. */
  void open(int partition, Instant now) {
    open.add(partition);
    inPartition(partition, slot -> decide(slot, now));
  }

  /** A partition is somebody else's. Its works must have ended, or end without another write. */
  void drop(int partition) {
    open.remove(partition);
    inPartition(
        partition,
        slot -> {
          slot.signal.set(Slot.Signal.DROP);
          slot.decision++;
          unqueue(slot);
          if (slot.running) {
            running--;
          }
          byKey.remove(slot.key);
        });
  }

  void signal(Slot.Signal signal, Predicate<Slot> which) {
    byKey.values().stream()
        .filter(slot -> slot.running && which.test(slot))
        .forEach(slot -> slot.signal.set(signal));
  }

  /** The most urgent person there is work for; that work is under way from now on. */
  Optional<Slot> next(Instant now) {
    fire(now);
    for (Urgency urgency : Urgency.values()) {
      LinkedHashSet<Slot> queue = ready.get(urgency);
      if (queue != null && !queue.isEmpty()) {
        Slot slot = queue.iterator().next();
        queue.remove(slot);
        slot.running = true;
        slot.changedWhileRunning = false;
        slot.signal.set(Slot.Signal.GO);
        running++;
        return Optional.of(slot);
      }
    }
    return Optional.empty();
  }

  /**
   * Work has ended.
   *
   * @param notBefore when it could not be written: no new attempt before
   */
  void finished(Slot slot, Instant notBefore, Instant now) {
    if (byKey.get(slot.key) != slot) {
      return;
    }
    slot.running = false;
    running--;
    slot.looked = now;
    slot.notBefore = slot.changedWhileRunning ? Instant.EPOCH : notBefore;
    decide(slot, now);
    if (slot.isEmpty()) {
      byKey.remove(slot.key);
    }
  }

  int running() {
    return running;
  }

  boolean isRunning(int partition) {
    return byKey.values().stream().anyMatch(slot -> slot.running && slot.partition == partition);
  }

  int waiting(Urgency urgency) {
    LinkedHashSet<Slot> queue = ready.get(urgency);
    return queue == null ? 0 : queue.size();
  }

  /** Since when the person has waited who waits longest to lose access. */
  Optional<Instant> oldestRemoval() {
    return byKey.values().stream()
        .filter(slot -> slot.waitsAs != null && slot.waitsAs.takesAccess())
        .flatMap(slot -> Optional.ofNullable(slot.waitsSince).stream())
        .min(Comparator.naturalOrder());
  }

  private void decide(Slot slot, Instant now) {
    slot.decision++;
    unqueue(slot);
    if (slot.running || !open.contains(slot.partition)) {
      return;
    }
    switch (Readiness.of(slot.access(), slot.status(), control, owner, slot.looked, sweep)) {
      case Readiness.Idle() -> slot.waitsAs = null;
      case Readiness.Parked() -> {}
      case Readiness.From(Instant at, Urgency urgency) -> {
        waits(slot, urgency, now);
        Instant from = at.isBefore(slot.notBefore) ? slot.notBefore : at;
        enqueue(new Timer(from, slot, slot.decision, urgency), now);
      }
    }
  }

  private void waits(Slot slot, Urgency urgency, Instant now) {
    if (slot.waitsAs != urgency) {
      slot.waitsAs = urgency;
      slot.waitsSince = now;
    }
  }

  private void enqueue(Timer timer, Instant now) {
    if (timer.at().isAfter(now)) {
      timers.add(timer);
    } else {
      ready.getOrDefault(timer.urgency(), new LinkedHashSet<>()).add(timer.slot());
    }
  }

  private void fire(Instant now) {
    for (Timer timer = timers.peek();
        timer != null && !timer.at().isAfter(now);
        timer = timers.peek()) {
      timers.remove();
      if (timer.decision() == timer.slot().decision) {
        enqueue(timer, now);
      }
    }
  }

  private void unqueue(Slot slot) {
    ready.values().forEach(queue -> queue.remove(slot));
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
