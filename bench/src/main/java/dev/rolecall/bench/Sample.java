package dev.rolecall.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Repetitions of one thing.
 *
 * @param took from the first to the last
 * @param cpu what all threads of the process used meanwhile
 */
record Sample(List<Duration> durations, Duration took, Duration cpu) {

  Sample {
    durations = List.copyOf(durations);
  }

  Times times() {
    return Times.of(durations);
  }

  double perSecond() {
    return durations.size() * 1e9 / took.toNanos();
  }

  double cpuMillisEach() {
    return cpu.toNanos() / 1e6 / durations.size();
  }

  /** This and more of the same. */
  Sample and(Sample more) {
    List<Duration> all = new ArrayList<>(durations);
    all.addAll(more.durations);
    return new Sample(all, took.plus(more.took), cpu.plus(more.cpu));
  }
}
