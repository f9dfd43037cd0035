package dev.rolecall.connectors.gitlab;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What was read, for some minutes. Forgets everything when it is full: each costs a call again. */
final class Remembered<T> {

  private static final Duration AGE = Duration.ofMinutes(5);

  private record Known<T>(T value, Instant until) {}

  private final InstantSource time;
  private final int most;
  private final ConcurrentHashMap<String, Known<T>> known = new ConcurrentHashMap<>();

  Remembered(InstantSource time, int most) {
    this.time = time;
    this.most = most;
  }

  Optional<T> get(String key) {
    Known<T> remembered = known.get(key);
    return remembered != null && time.instant().isBefore(remembered.until())
        ? Optional.of(remembered.value())
        : Optional.empty();
  }

  void put(String key, T value) {
    if (known.size() >= most) {
      known.clear();
    }
    known.put(key, new Known<>(value, time.instant().plus(AGE)));
  }

  /** Everything that is not too old. */
  List<T> all() {
    return known.values().stream()
        .filter(each -> time.instant().isBefore(each.until()))
        .map(Known::value)
        .toList();
  }

  void forget(String key) {
    known.remove(key);
  }
}
