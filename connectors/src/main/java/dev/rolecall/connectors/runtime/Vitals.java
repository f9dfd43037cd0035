package dev.rolecall.connectors.runtime;

import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.service.watch.ConsumerLag;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** How one tool's runtime is: what readiness and warnings say, and what the loop counts. */
final class Vitals {

  /** All people are looked at: not in every turn of the loop. */
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final String tool;
  private final Metrics metrics;
  private final Circuit circuit;
  private final PauseFile pauseFile;
  private final Slots slots;
  private final Loop loop;
  private final BooleanSupplier paused;
  private Instant next = Instant.EPOCH;

  Vitals(
      RuntimeConfig config,
      Metrics metrics,
      Circuit circuit,
      PauseFile pauseFile,
      Slots slots,
      Loop loop,
      KafkaConsumer<String, byte[]> group,
      BooleanSupplier paused) {
    this.tool = config.tool();
    this.metrics = metrics;
    this.circuit = circuit;
    this.pauseFile = pauseFile;
    this.slots = slots;
    this.loop = loop;
    this.paused = paused;
    metrics.limits(config.limits());
    String access = Topics.access(tool).name();
    metrics.lag(() -> ConsumerLag.of(group.metrics(), access::equals));
  }

  /** What keeps it from working; empty while it works, or others have all partitions. */
  Optional<String> problem(boolean running) {
    if (!running) {
      return Optional.of("it has stopped; restart it");
    }
    return loop.isCatchingUp()
        ? Optional.of("still reading what the topics held when it got its partitions")
        : Optional.empty();
  }

  /** What somebody should look at, though nothing is wrong with this process. */
  Map<String, String> warnings() {
    Map<String, String> warnings = new LinkedHashMap<>();
    pauseFile.warning().ifPresent(text -> warnings.put("tool " + tool, text));
    circuit
        .refusal()
        .ifPresent(said ->
            warnings.put(
                "token of " + tool,
                "the tool refuses it, all changes wait: " + said + "; renew it"));
    return warnings;
  }

  /** Counts; for the loop's thread. */
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
    metrics.owned(loop.fence().positions().size());
    metrics.paused(paused.getAsBoolean());
  }
}
