package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.runtime.Committer.Fence;
import dev.rolecall.schemas.avro.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Counts who waits and who is how, for the metrics. Used by the loop's thread. */
final class Count {

  /** All people are looked at: not in every turn of the loop. */
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final Metrics metrics;
  private final Slots slots;
  private final Supplier<Fence> fence;
  private final BooleanSupplier paused;
  private Instant next = Instant.EPOCH;

  Count(Metrics metrics, Slots slots, Supplier<Fence> fence, BooleanSupplier paused) {
    this.metrics = metrics;
    this.slots = slots;
    this.fence = fence;
    this.paused = paused;
  }

  void turn(Instant now) {
    for (Urgency urgency : Urgency.values()) {
      metrics.waiting(urgency, slots.waiting(urgency));
    }
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(BETWEEN);
    metrics.oldestRemoval(
        slots.oldestRemoval().map(since -> Duration.between(since, now)).orElse(Duration.ZERO));
    Map<State, Long> states = slots.states();
    for (State state : State.values()) {
      metrics.people(state, states.getOrDefault(state, 0L));
    }
    metrics.owned(fence.get().positions().size());
    metrics.paused(paused.getAsBoolean());
  }
}
