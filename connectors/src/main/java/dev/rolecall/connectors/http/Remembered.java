package dev.rolecall.connectors.http;

import dev.rolecall.connectors.tool.ToolException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was read just now, so that many questions share one call. When it is full it forgets
 * everything: each costs a call again.
 */
public final class Remembered<T> {

  /** Reads what is not remembered. */
  @FunctionalInterface
  public interface Reading<T> {
    T read() throws ToolException;
  }

  private record Known<T>(T value, Instant until) {}

  private final InstantSource time;
  private final Duration age;
  private final int most;
  private final ConcurrentHashMap<String, Known<T>> known = new ConcurrentHashMap<>();

  /**
   * @param age how long something is remembered
   * @param most how many things
   */
  public Remembered(InstantSource time, Duration age, int most) {
    this.time = time;
    this.age = age;
    this.most = most;
  }

  /** What is known and not too old. */
  public Optional<T> get(String key) {
    Known<T> remembered = known.get(key);
    return remembered != null && time.instant().isBefore(remembered.until())
        ? Optional.of(remembered.value())
        : Optional.empty();
  }

  /** What is known, else what is read now. */
  public T get(String key, Reading<T> reading) throws ToolException {
    Optional<T> remembered = get(key);
    if (remembered.isPresent()) {
      return remembered.get();
    }
    T read = reading.read();
    put(key, read);
    return read;
  }

  public void put(String key, T value) {
    if (known.size() >= most) {
      known.clear();
    }
    known.put(key, new Known<>(value, time.instant().plus(age)));
  }

  /** Everything that is not too old. */
  public List<T> all() {
    return known.values().stream()
        .filter(each -> time.instant().isBefore(each.until()))
        .map(Known::value)
        .toList();
  }

  public void forget(String key) {
    known.remove(key);
  }
}
