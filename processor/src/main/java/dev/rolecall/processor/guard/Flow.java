package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.FlowWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many removals of one kind fell into a sliding window. Counted in slices of a sixtieth of the
 * window, and the oldest slice counts as a whole: rather a little too long than too short. Pure.
 */
final class Flow {

  /** Slices of a window: a record of some hundred bytes, a minute of an hour. */
  private static final int SLICES = 60;

  private Flow() {}

  /** How many fell into the window that ends now. */
  static long count(@Nullable FlowWindow flow, Duration window, Instant now) {
    if (flow == null) {
      return 0;
    }
    long oldest = Math.floorDiv(now.minus(window).toEpochMilli(), flow.getSliceMillis());
    long count = 0;
    for (int i = 0; i < flow.getSlices().size(); i++) {
      count += flow.getSlices().get(i) >= oldest ? flow.getCounts().get(i) : 0;
    }
    return count;
  }

  /** With some more now, and without what no longer counts. */
  static FlowWindow add(@Nullable FlowWindow flow, Duration window, Instant now, long more) {
    long slice = Math.max(1, window.toMillis() / SLICES);
    long current = Math.floorDiv(now.toEpochMilli(), slice);
    long oldest = Math.floorDiv(now.minus(window).toEpochMilli(), slice);
    List<Long> slices = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    if (flow != null) {
      for (int i = 0; i < flow.getSlices().size(); i++) {
        // A window of another length has other slices; they are counted by when they began.
        long number = Math.floorDiv(flow.getSlices().get(i) * flow.getSliceMillis(), slice);
        if (number >= oldest) {
          add(slices, counts, number, flow.getCounts().get(i));
        }
      }
    }
    add(slices, counts, current, more);
    return new FlowWindow(slice, slices, counts);
  }

  private static void add(List<Long> slices, List<Long> counts, long slice, long more) {
    int at = slices.indexOf(slice);
    if (at >= 0) {
      counts.set(at, counts.get(at) + more);
    } else {
      slices.add(slice);
      counts.add(more);
    }
  }
}
