package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Budget;
import dev.rolecall.schemas.avro.FlowWindow;
import dev.rolecall.schemas.avro.GuardLimits;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may still be taken away in a tool. Whatever is taken here counts, and is written down. */
final class Budgets {

  private final String tool;
  private final GuardReads reads;
  private final GuardLimits limits;
  private final Instant at;
  private final AccessWriter writer;

  Budgets(String tool, GuardReads reads, GuardLimits limits, Instant at, AccessWriter writer) {
    this.tool = tool;
    this.reads = reads;
    this.limits = limits;
    this.at = at;
    this.writer = writer;
  }

  /** Takes from what the plan of the bundle in force said that it takes away. */
  boolean takePlanned(String command, int removals) {
    @Nullable SeenBundle bundle = reads.bundleSeen(tool);
    if (bundle == null || !bundle.command().equals(command) || bundle.left() < removals) {
      return false;
    }
    writer.note(new GuardWrite.SawBundle(tool, bundle.without(removals)));
    return true;
  }

  /** All of them, or none. */
  boolean takeRevokes(int removals) {
    Budget budget = limits.getRevokes();
    Duration window = window(budget);
    long count = count(HoldTrigger.REVOKES, window);
    Tally all = Tallies.of(reads.tally(tool, Tallies.ALL));
    if (Limits.exceeds(budget, count + removals, all.getRoles() + count)) {
      return false;
    }
    add(HoldTrigger.REVOKES, window, removals);
    return true;
  }

  /**
   * Lets one person leave, or says which limit that would exceed. As many as may leave at once are
   * never stopped by the slower budget of disables.
   */
  Optional<HoldTrigger> takeLeaver(boolean deleted) {
    Duration burst = Duration.ofMillis(limits.getLeaversWindowMillis());
    if (count(HoldTrigger.LEAVERS, burst) + 1 > limits.getLeavers()) {
      return Optional.of(HoldTrigger.LEAVERS);
    }
    @Nullable Budget deletes = deleted ? limits.getDeletes() : null;
    if (deletes != null && isOver(HoldTrigger.DELETES, deletes)) {
      return Optional.of(HoldTrigger.DELETES);
    }
    Budget disables = limits.getDisables();
    if (count(HoldTrigger.DISABLES, window(disables)) + 1 > limits.getLeavers()
        && isOver(HoldTrigger.DISABLES, disables)) {
      return Optional.of(HoldTrigger.DISABLES);
    }
    add(HoldTrigger.LEAVERS, burst, 1);
    add(HoldTrigger.DISABLES, window(disables), 1);
    if (deletes != null) {
      add(HoldTrigger.DELETES, window(deletes), 1);
    }
    return Optional.empty();
  }

  private boolean isOver(HoldTrigger kind, Budget budget) {
    long count = count(kind, window(budget));
    Tally all = Tallies.of(reads.tally(tool, Tallies.ALL));
    return Limits.exceeds(budget, count + 1, all.getAccounts() + count);
  }

  private long count(HoldTrigger kind, Duration window) {
    return Flow.count(reads.flow(tool, kind), window, at);
  }

  private void add(HoldTrigger kind, Duration window, long more) {
    @Nullable FlowWindow flow = reads.flow(tool, kind);
    writer.note(new GuardWrite.Flowed(tool, kind, Flow.add(flow, window, at, more)));
  }

  private static Duration window(Budget budget) {
    return Duration.ofMillis(budget.getWindowMillis());
  }
}
