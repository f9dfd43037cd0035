package dev.rolecall.processor.guard;

import dev.rolecall.processor.clock.LogClock;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.HoldTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * What the guard does between proposals: works off what was decided, in slices that leave room for
 * the stream; looks once a second at the holds that are open.
 */
final class GuardRounds {

  /** Room for proposals between two slices. */
  private static final Duration BETWEEN_SLICES = Duration.ofMillis(20);

  /** Each costs a handful of records: a slice stays below 1,000. */
  private static final int PEOPLE_PER_SLICE = 50;

  /** Soon enough for people; holds expire in days. */
  private static final Duration ROUND = Duration.ofSeconds(1);

  private final ProcessorContext<?, ?> context;
  private final GuardStores stores;
  private final GuardOutput output;
  private final LogClock clock;
  private @Nullable Cancellable slices;

  /** Behind whom the next slice goes on; null: at the first. A restart begins anew. */
  private @Nullable String cursor;

  GuardRounds(
      ProcessorContext<?, ?> context, GuardStores stores, GuardOutput output, LogClock clock) {
    this.context = context;
    this.stores = stores;
    this.output = output;
    this.clock = clock;
    context.schedule(ROUND, PunctuationType.WALL_CLOCK_TIME, this::round);
    goOn();
  }

  /** Schedules slices as long as something is to be worked off; each costs throughput. */
  void goOn() {
    if (slices == null && stores.index().nextDrain() != null) {
      slices = context.schedule(BETWEEN_SLICES, PunctuationType.WALL_CLOCK_TIME, this::slice);
    }
  }

  private void slice(long now) {
    Map.@Nullable Entry<String, String> next = stores.index().nextDrain();
    if (next == null) {
      if (slices != null) {
        slices.cancel();
        slices = null;
      }
      return;
    }
    String tool = next.getKey();
    String hold = next.getValue();
    List<String> people = stores.index().people(tool, hold, cursor, PEOPLE_PER_SLICE);
    for (String person : people) {
      output.write(Guard.again(tool, person, stores, Instant.ofEpochMilli(now)), now);
    }
    if (people.size() < PEOPLE_PER_SLICE) {
      cursor = null;
      Drain drain = stores.drain(tool, hold);
      if (drain != null) {
        output.write(new Orders(tool, stores, Instant.ofEpochMilli(now)).drained(hold, drain), now);
      }
    } else {
      cursor = people.getLast();
    }
  }

  private void round(long now) {
    output.tellAll(now);
    Instant at = Instant.ofEpochMilli(now);
    boolean trusted =
        switch (clock.compare(at)) {
          case LogClock.Comparison.Agrees() -> true;
          case LogClock.Comparison.Differs(Instant broker, String message) -> false;
          case LogClock.Comparison.Unknown(String message) -> false;
        };
    for (Map.Entry<String, String> each : stores.index().open()) {
      String tool = each.getKey();
      @Nullable Hold hold = stores.hold(tool, each.getValue());
      if (hold != null && hold.getState() == HoldState.OPEN) {
        if (trusted) {
          output.write(new Orders(tool, stores, at).pass(hold), now);
        }
        if (goesByItself(hold.getTrigger())) {
          lookAgain(tool, hold.getId(), now);
        }
      }
    }
  }

  private static boolean goesByItself(HoldTrigger trigger) {
    return trigger == HoldTrigger.MIN_HOLDERS || trigger == HoldTrigger.PROTECTED;
  }

  /** Somebody may have been promoted, an account is protected no more: then who waited can go. */
  private void lookAgain(String tool, String hold, long now) {
    for (String person : stores.index().people(tool, hold, null, PEOPLE_PER_SLICE)) {
      output.write(Guard.again(tool, person, stores, Instant.ofEpochMilli(now)), now);
    }
  }
}
