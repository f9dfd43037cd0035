package dev.rolecall.processor.streams;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The kinds of store that are used: on disk, logged; as a rule without a cache in front. */
public final class RocksDbStores {

  private RocksDbStores() {}

  /** A store of that name; its changelog topic is named after it, so the name never changes. */
  public static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.String(), values)
        .withCachingDisabled();
  }

  /** One whose few keys change all the time: only the last value of a transaction is logged. */
  public static <V> StoreBuilder<KeyValueStore<String, V>> cached(String name, Serde<V> values) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.String(), values)
        .withCachingEnabled();
  }
}
