package dev.rolecall.processor.directory.decide;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values by key, the keys in the order of their UTF-8 bytes. */
public interface Table<V> {

  @Nullable V get(String key);

  void put(String key, V value);

  void remove(String key);

  /** The first entries whose keys are at least {@code from} and less than {@code to}. */
  List<Map.Entry<String, V>> range(String from, String to, int limit);
}
