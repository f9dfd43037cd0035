package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What can be measured of one tool. */
final class Metrics implements AutoCloseable {

  private final MeterRegistry meters;
  private final Tags tool;
  private final Map<Urgency, AtomicLong> waiting = new EnumMap<>(Urgency.class);
  private final Map<State, AtomicLong> people = new EnumMap<>(State.class);
  private final Map<CallResult, Counter> calls = new EnumMap<>(CallResult.class);
  private final Map<ToolException.Kind, Counter> unread = new EnumMap<>(ToolException.Kind.class);
  private final AtomicLong oldestRemoval = new AtomicLong();
  private final AtomicLong owned = new AtomicLong();
  private final AtomicLong paused = new AtomicLong();
  private final Legs legs;
  private final List<Gauge> gauges = new ArrayList<>();

  Metrics(MeterRegistry meters, String tool, Circuit circuit, BooleanSupplier runs) {
    this.meters = meters;
    this.tool = Tags.of("tool", tool);
    this.legs = new Legs(meters, this.tool);
    counts();
    gauge(
        "rolecall.oldest.waiting.removal.seconds",
        "Age of the oldest access that takes something away and is not applied",
        Tags.empty(),
        () -> oldestRemoval.get() / 1e3);
    gauge(
        "rolecall.connector.circuit.open",
        "1 while the tool refuses our credentials",
        Tags.empty(),
        () -> circuit.isClosed() ? 0 : 1);
    gauge(
        "rolecall.connector.running",
        "0 when only a restart helps",
        Tags.empty(),
        () -> runs.getAsBoolean() ? 1 : 0);
    gauge(
        "rolecall.connector.partitions",
        "Partitions of the tool's access that this process works on",
        Tags.empty(),
        owned::get);
    gauge(
        "rolecall.connector.paused",
        "1 while the tool is paused by an operator or a file",
        Tags.empty(),
        paused::get);
  }

  /** All there can be, from the start: what has not happened yet is 0, and its rate is known. */
  private void counts() {
    for (Urgency urgency : Urgency.values()) {
      gauge(
          "rolecall.connector.waiting",
          "People who wait for work in the tool",
          Tags.of("kind", urgency.tag()),
          counted(waiting, urgency)::get);
    }
    for (State state : State.values()) {
      gauge(
          "rolecall.connector.people",
          "People by how they are in the tool",
          Tags.of("state", state.name().toLowerCase(Locale.ROOT)),
          counted(people, state)::get);
    }
    for (CallResult result : CallResult.values()) {
      calls.put(
          result,
          Counter.builder("rolecall.connector.calls")
              .description("Changes that were asked of the tool, by what came of them")
              .tags(tool.and("outcome", result.tag()))
              .register(meters));
    }
    for (ToolException.Kind kind : ToolException.Kind.values()) {
      unread.put(
          kind,
          Counter.builder("rolecall.connector.reads.failed")
              .description("Readings of the tool that failed, by why")
              .tags(tool.and("kind", kind.name().toLowerCase(Locale.ROOT).replace('_', '-')))
              .register(meters));
    }
  }

  private static <K extends Enum<K>> AtomicLong counted(Map<K, AtomicLong> counts, K key) {
    AtomicLong count = new AtomicLong();
    counts.put(key, count);
    return count;
  }

  /** The newest of two runtimes of a tool that share a registry is the one that is measured. */
  private void gauge(String name, String description, Tags more, Supplier<Number> value) {
    Tags tags = tool.and(more);
    Gauge before = meters.find(name).tags(tags).gauge();
    if (before != null) {
      meters.remove(before);
    }
    gauges.add(Gauge.builder(name, value).description(description).tags(tags).register(meters));
  }

  /** Watches the end of the token; NaN while it is not known. */
  void token(Supplier<@Nullable Instant> ends, InstantSource clock) {
    gauge(
        "rolecall.tool.token.days.left",
        "Days until the tool no longer accepts our token",
        Tags.empty(),
        () -> daysLeft(ends.get(), clock));
  }

  private static double daysLeft(@Nullable Instant ends, InstantSource clock) {
    return ends == null ? Double.NaN : Duration.between(clock.instant(), ends).toHours() / 24.0;
  }

  /** How far we are behind the log of access. */
  void lag(Supplier<Number> records) {
    gauge(
        "rolecall.connector.lag.records",
        "Records of the tool's access that are written and not read",
        Tags.empty(),
        records);
  }

  /** How fast the tool may be called now, and who waits for it. */
  void limits(RateLimits limits) {
    gauge(
        "rolecall.connector.rate",
        "Calls a minute that this process may make now",
        Tags.empty(),
        limits::perMinute);
    gauge(
        "rolecall.connector.waiting.calls",
        "Calls that wait for the rate limit",
        Tags.empty(),
        limits::waiting);
  }

  void call(Applied applied) {
    increment(calls.get(CallResult.of(applied)));
  }

  /** Something could not be read from the tool. */
  void unread(ToolException.Kind kind) {
    increment(unread.get(kind));
  }

  private static void increment(@Nullable Counter counter) {
    if (counter != null) {
      counter.increment();
    }
  }

  /** A person has what was asked for, and it was read back. */
  void verified(Cause cause, Instant sentAt, Instant verifiedAt, boolean leaver) {
    legs.verified(cause, sentAt, verifiedAt, leaver);
  }

  void waiting(Urgency urgency, long count) {
    set(waiting.get(urgency), count);
  }

  void people(State state, long count) {
    set(people.get(state), count);
  }

  private static void set(@Nullable AtomicLong count, long now) {
    if (count != null) {
      count.set(now);
    }
  }

  void oldestRemoval(Duration waits) {
    oldestRemoval.set(Math.max(0, waits.toMillis()));
  }

  void owned(int partitions) {
    owned.set(partitions);
  }

  void paused(boolean is) {
    paused.set(is ? 1 : 0);
  }

  /** What another runtime of the tool has put in the place of ours is not ours to remove. */
  @Override
  @SuppressWarnings("ReferenceEquality")
  public void close() {
    for (Gauge gauge : gauges) {
      Gauge now = meters.find(gauge.getId().getName()).tags(gauge.getId().getTags()).gauge();
      if (now == gauge) {
        meters.remove(gauge);
      }
    }
  }
}
