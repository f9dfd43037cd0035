package dev.rolecall.processor.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * When somebody has to be resolved again because time alone changes what they hold: at most one
 * timer per person, sorted by time. Times are whole milliseconds, rounded up: a timer is never due
 * before what it is for.
 */
final class TimerStore {

  /** Whatever is later never happens; milliseconds in nineteen digits hold the rest. */
  private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

  private static final String DUE = "due/";
  private static final String OF = "of/";
  private static final String FIRED = "fired";
  private static final int NANOS_BELOW_A_MILLISECOND = 999_999;

  private final KeyValueStore<String, String> store;

  /** No timer is due before it; null: not looked up yet. */
  private @Nullable Instant earliest;

  TimerStore(KeyValueStore<String, String> store) {
    this.store = store;
  }

  /** A timer of a person, by the person's key. */
  record Timer(Instant due, String person) {}

  /**
   * The one timer that a person has from now on. One that was due by then has been fired by
   * whatever resolved the person.
   *
   * @param at the instant the person was resolved for
   * @return how many records were written
   */
  int set(String person, Optional<Instant> next, Instant at) {
    @Nullable String before = store.get(OF + person);
    @Nullable String after = next.flatMap(instant -> digits(instant, at)).orElse(null);
    boolean wasDue = before != null && !instant(before).isAfter(at);
    int written = wasDue ? fired(at) : 0;
    if (Objects.equals(before, after)) {
      return written;
    }
    if (before != null) {
      store.delete(key(before, person));
      written++;
    }
    if (after == null) {
      store.delete(OF + person);
    } else {
      store.put(key(after, person), "");
      store.put(OF + person, after);
      written++;
      if (earliest != null && instant(after).isBefore(earliest)) {
        earliest = instant(after);
      }
    }
    return written + 1;
  }

  /** Who is due by then, the longest waiting first. */
  List<Timer> due(Instant at, int most) {
    List<Timer> due = new ArrayList<>();
    try (KeyValueIterator<String, String> range =
        store.range(DUE, DUE + digits(at.plusMillis(1)))) {
      while (range.hasNext() && due.size() < most) {
        due.add(timer(range.next().key));
      }
    }
    return due;
  }

  /** No timer is due before this; empty when there are none. */
  Optional<Instant> earliest() {
    if (earliest == null) {
      try (KeyValueIterator<String, String> range = store.range(DUE, DUE + digits(NEVER) + "~")) {
        earliest = range.hasNext() ? timer(range.next().key).due() : Instant.MAX;
      }
    }
    return earliest.equals(Instant.MAX) ? Optional.empty() : Optional.of(earliest);
  }

  /** Some timers were fired: which one is the earliest has to be looked up again. */
  void lookAgain() {
    earliest = null;
  }

  /**
   * The latest instant that a timer was fired for: nobody is resolved for an earlier one, whatever
   * the clock says later, so that what has ended does not come back.
   */
  Optional<Instant> lastFired() {
    return Optional.ofNullable(store.get(FIRED)).map(TimerStore::instant);
  }

  private int fired(Instant at) {
    @Nullable String last = store.get(FIRED);
    if (last != null && !instant(last).isBefore(at)) {
      return 0;
    }
    store.put(FIRED, digits(at));
    return 1;
  }

  /** A timer that were due already would be fired again and again. */
  private static Optional<String> digits(Instant next, Instant at) {
    if (next.isAfter(NEVER)) {
      return Optional.empty();
    }
    Instant soonest = at.plusMillis(1);
    return Optional.of(digits(next.isBefore(soonest) ? soonest : next));
  }

  private static String digits(Instant instant) {
    return "%019d".formatted(instant.plusNanos(NANOS_BELOW_A_MILLISECOND).toEpochMilli());
  }

  private static Instant instant(String digits) {
    return Instant.ofEpochMilli(Long.parseLong(digits));
  }

  private static String key(String digits, String person) {
    return DUE + digits + "/" + person;
  }

  private static Timer timer(String key) {
    int slash = key.indexOf('/', DUE.length());
    return new Timer(instant(key.substring(DUE.length(), slash)), key.substring(slash + 1));
  }
}
