package dev.rolecall.connectors.circleci;

import dev.rolecall.connectors.tool.ToolException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What was read just now, so that many questions share one call. Forgets everything when full. */
final class Recent<T> {

  /** Reads what is not remembered. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws ToolException;
  }

  private record Known<T>(T value, Instant until) {}

  private final InstantSource time;
  private final Duration age;
  private final int most;
  private final ConcurrentHashMap<String, Known<T>> known = new ConcurrentHashMap<>();

  Recent(InstantSource time, Duration age, int most) {
    this.time = time;
    this.age = age;
    this.most = most;
  }

  Optional<T> get(String key) {
    Known<T> remembered = known.get(key);
    return remembered != null && time.instant().isBefore(remembered.until())
        ? Optional.of(remembered.value())
        : Optional.empty();
  }

  T get(String key, Reading<T> reading) throws ToolException {
    Optional<T> remembered = get(key);
    if (remembered.isPresent()) {
      return remembered.get();
    }
    T read = reading.read();
    put(key, read);
    return read;
  }

  void put(String key, T value) {
    if (known.size() >= most) {
      known.clear();
    }
    known.put(key, new Known<>(value, time.instant().plus(age)));
  }

  void forget(String key) {
    known.remove(key);
  }
}
