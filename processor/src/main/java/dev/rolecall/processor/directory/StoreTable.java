package dev.rolecall.processor.directory;

import dev.rolecall.processor.directory.decide.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A store of Kafka Streams as a table. RocksDB keeps keys in the order of their bytes. */
record StoreTable<V>(KeyValueStore<String, V> store) implements Table<V> {

  @Override
  public @Nullable V get(String key) {
    return store.get(key);
  }

  @Override
  public void put(String key, V value) {
    store.put(key, value);
  }

  @Override
  public void remove(String key) {
    store.delete(key);
  }

  @Override
  public List<Map.Entry<String, V>> range(String from, String to, int limit) {
    List<Map.Entry<String, V>> entries = new ArrayList<>();
    try (KeyValueIterator<String, V> found = store.range(from, to)) {
      while (entries.size() < limit && found.hasNext()) {
        KeyValue<String, V> entry = found.next();
        // The store includes the upper bound.
        if (!entry.key.equals(to)) {
          entries.add(Map.entry(entry.key, entry.value));
        }
      }
    }
    return entries;
  }
}
