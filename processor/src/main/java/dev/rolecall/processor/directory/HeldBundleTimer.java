package dev.rolecall.processor.directory;

import dev.rolecall.processor.directory.decide.DirectoryState;
import dev.rolecall.processor.directory.decide.DirectoryTables;
import dev.rolecall.processor.directory.decide.HeldBundles;
import dev.rolecall.processor.directory.decide.HoldTick;
import dev.rolecall.schemas.Keys;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Looks at the clock for a bundle that is held, and only while one is. */
final class HeldBundleTimer {

  /** Reminders and the end are hours away. */
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final ProcessorContext<?, ?> context;
  private final Forward forward;
  private final DirectoryState policies;
  private @Nullable Cancellable looking;

  HeldBundleTimer(ProcessorContext<?, ?> context, DirectoryTables tables, Forward forward) {
    this.context = context;
    this.forward = forward;
    this.policies = new DirectoryState(Keys.POLICY_DIRECTORY, tables);
  }

  /** A bundle may be held now: also one that was when somebody else had this partition. */
  void begin() {
    if (looking == null && HeldBundles.isWaiting(policies)) {
      looking = context.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, this::look);
    }
  }

  private void look(long wallClockMillis) {
    Instant now = Instant.ofEpochMilli(wallClockMillis);
    HoldTick.next(policies, now)
        .ifPresent(tick -> {
          policies.apply(tick);
          forward.tick(tick, now);
        });
    if (looking != null && !HeldBundles.isWaiting(policies)) {
      looking.cancel();
      looking = null;
    }
  }
}
