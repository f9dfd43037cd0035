package dev.rolecall.connectors.buildkite;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** One thing that was read, for a while. */
final class Remembered<T> {
  private record Known<T>(Optional<T> value, Instant until) {}

  private final InstantSource time;
  private final Duration age;
  private final AtomicReference<Known<T>> known =
      new AtomicReference<>(new Known<>(Optional.empty(), Instant.EPOCH));

  Remembered(InstantSource time, Duration age) {
    this.time = time;
    this.age = age;
  }

  Optional<T> get() {
    Known<T> remembered = known.get();
    return time.instant().isBefore(remembered.until()) ? remembered.value() : Optional.empty();
  }

  /** Whether it was put longer ago. */
  boolean isOlderThan(Duration other) {
    return time.instant().isAfter(known.get().until().minus(age).plus(other));
  }

  T put(T value) {
    known.set(new Known<>(Optional.of(value), time.instant().plus(age)));
    return value;
  }

  void forget() {
    known.set(new Known<>(Optional.empty(), Instant.EPOCH));
  }
}
