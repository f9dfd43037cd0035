package dev.rolecall.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Durations of many repetitions, sorted. */
record Times(List<Duration> sorted) {

  static Times of(Collection<Duration> durations) {
    if (durations.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    return new Times(durations.stream().sorted().toList());
  }

  /** The duration that this share of all do not exceed, in milliseconds. */
  double percentile(double share) {
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.clamp(rank, 1, sorted.size()) - 1).toNanos() / 1e6;
  }
}
