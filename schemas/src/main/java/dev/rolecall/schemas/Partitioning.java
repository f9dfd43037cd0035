package dev.rolecall.schemas;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * How a key finds its partition: the one function that every producer, consumer and stream of ours
 * uses.
 */
public enum Partitioning {
  /** Each key for itself. */
  BY_KEY {
    @Override
    public int partition(String key, int partitions) {
      // Sweeps are the coordinator's, and the coordinator owns partition 0.
      return Keys.isScopeReport(key) ? 0 : hash(key, partitions);
    }
  },
  /** All keys of a directory together, so that its records have one order. */
  BY_DIRECTORY {
    @Override
    public int partition(String key, int partitions) {
      return hash(Keys.directoryOf(key), partitions);
    }
  };

  public abstract int partition(String key, int partitions);

  private static int hash(String text, int partitions) {
    return Utils.toPositive(Utils.murmur2(text.getBytes(StandardCharsets.UTF_8))) % partitions;
  }
}
