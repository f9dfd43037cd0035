package dev.rolecall.processor.directory.decide;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A table in memory. Keys are ASCII in tests, so their order is that of their bytes. */
record MapTable<V>(TreeMap<String, V> entries) implements Table<V> {

  MapTable() {
    this(new TreeMap<>());
  }

  @Override
  public @Nullable V get(String key) {
    return entries.get(key);
  }

  @Override
  public void put(String key, V value) {
    entries.put(key, value);
  }

  @Override
  public void remove(String key) {
    entries.remove(key);
  }

  @Override
  public List<Map.Entry<String, V>> range(String from, String to, int limit) {
    return List.copyOf(entries.subMap(from, to).entrySet().stream().limit(limit).toList());
  }
}
