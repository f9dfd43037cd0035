package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.tool.Applied;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
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
  private final String tool;
  private final Map<Urgency, AtomicLong> waiting = new EnumMap<>(Urgency.class);
  private final AtomicLong oldestRemoval = new AtomicLong();
  private final Timer verified;
  private final List<Gauge> gauges = new ArrayList<>();

  Metrics(MeterRegistry meters, String tool, Circuit circuit, BooleanSupplier runs) {
    this.meters = meters;
    this.tool = tool;
    for (Urgency urgency : Urgency.values()) {
      AtomicLong count = new AtomicLong();
      waiting.put(urgency, count);
      gauges.add(
          Gauge.builder("rolecall.connector.waiting", count, AtomicLong::get)
              .description("People who wait for work in the tool")
              .tags("tool", tool, "kind", urgency.tag())
              .register(meters));
    }
    gauges.add(
        Gauge.builder("rolecall.oldest.waiting.removal", oldestRemoval, ms -> ms.get() / 1e3)
            .description("Age of the oldest access that takes something away and is not applied")
            .baseUnit("seconds")
            .tags("tool", tool)
            .register(meters));
    gauges.add(
        Gauge.builder("rolecall.connector.circuit.open", circuit, it -> it.isClosed() ? 0 : 1)
            .description("1 while the tool refuses our credentials")
            .tags("tool", tool)
            .register(meters));
    gauges.add(
        Gauge.builder("rolecall.connector.running", runs, it -> it.getAsBoolean() ? 1 : 0)
            .description("0 when only a restart helps")
            .tags("tool", tool)
            .register(meters));
    this.verified =
        Timer.builder("rolecall.connector.verified")
            .description("From the request at the door to the read-back in the tool")
            .tags("tool", tool)
            .register(meters);
  }

  /** Watches the end of the token; NaN while it is not known. */
  void token(Supplier<@Nullable Instant> ends, InstantSource clock) {
    gauges.add(
        Gauge.builder("rolecall.tool.token.days.left", ends, it -> daysLeft(it.get(), clock))
            .description("Days until the tool no longer accepts our token")
            .tags("tool", tool)
            .register(meters));
  }

  private static double daysLeft(@Nullable Instant ends, InstantSource clock) {
    return ends == null ? Double.NaN : Duration.between(clock.instant(), ends).toHours() / 24.0;
  }

  /** How fast the tool may be called now, and who waits for it. */
  void limits(RateLimits limits) {
    gauges.add(
        Gauge.builder("rolecall.connector.rate", limits, RateLimits::perMinute)
            .description("Calls a minute that this process may make now")
            .tags("tool", tool)
            .register(meters));
    gauges.add(
        Gauge.builder("rolecall.connector.waiting.calls", limits, RateLimits::waiting)
            .description("Calls that wait for the rate limit")
            .tags("tool", tool)
            .register(meters));
  }

  void call(Applied applied) {
    String outcome = applied.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    meters.counter("rolecall.connector.calls", "tool", tool, "outcome", outcome).increment();
  }

  void verified(Duration sinceReceived) {
    verified.record(sinceReceived.isNegative() ? Duration.ZERO : sinceReceived);
  }

  void waiting(Urgency urgency, long people) {
    AtomicLong count = waiting.get(urgency);
    if (count != null) {
      count.set(people);
    }
  }

  void oldestRemoval(Duration waits) {
    oldestRemoval.set(Math.max(0, waits.toMillis()));
  }

  @Override
  public void close() {
    gauges.forEach(meters::remove);
  }
}
