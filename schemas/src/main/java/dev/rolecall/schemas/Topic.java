package dev.rolecall.schemas;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * A topic: its name and everything that must be the same for all who write or read it.
 *
 * @param partitions for production; all-in-one uses fewer. Never changes in a topic's life: keys
 *     would move.
 * @param largestRecord in bytes, enforced by the broker
 */
public record Topic<T extends SpecificRecord>(
    String name,
    int partitions,
    Partitioning partitioning,
    Cleanup cleanup,
    boolean logAppendTime,
    int largestRecord,
    Codec<T> values) {

  /**
   * Readers that were away for less than this see every tombstone; views older than this are
   * rebuilt.
   */
  public static final Duration TOMBSTONES_KEPT = Duration.ofDays(7);

  /**
   * Bounds how long a compacted topic may hold an outdated value, and so the length of a catch-up.
   */
  private static final Duration LONGEST_UNCOMPACTED = Duration.ofHours(6);

  /** The active segment is never compacted: it has to end now and then. */
  private static final Duration COMPACTED_SEGMENT = Duration.ofHours(1);

  /** What becomes of old records. */
  public sealed interface Cleanup {
    /** The newest value of each key is kept. */
    record Compact() implements Cleanup {}

    /** Everything is kept for a while. */
    record Delete(Duration kept) implements Cleanup {}
  }

  public static Serde<String> keys() {
    return Serdes.String();
  }

  /** The partition of a key in a topic that has this many partitions. */
  public int partition(String key, int actualPartitions) {
    return partitioning.partition(key, actualPartitions);
  }

  /** A record for this topic, in the partition of its key; a null value is a tombstone. */
  public ProducerRecord<String, T> record(String key, @Nullable T value, int actualPartitions) {
    return new ProducerRecord<>(name, partition(key, actualPartitions), key, value);
  }

  /** What to create on a cluster. */
  public NewTopic describe(int actualPartitions, short replication) {
    return new NewTopic(name, actualPartitions, replication).configs(settings(replication));
  }

  /** The settings that make it this topic; a topic that differs in one of them is not ours. */
  public Map<String, String> settings(short replication) {
    Map<String, String> settings = new TreeMap<>();
    settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(largestRecord));
    settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, replication >= 3 ? "2" : "1");
    settings.put(
        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, logAppendTime ? "LogAppendTime" : "CreateTime");
    switch (cleanup) {
      case Cleanup.Compact() -> {
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        settings.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, millis(TOMBSTONES_KEPT));
        settings.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, millis(LONGEST_UNCOMPACTED));
        settings.put(TopicConfig.SEGMENT_MS_CONFIG, millis(COMPACTED_SEGMENT));
      }
      case Cleanup.Delete(Duration kept) -> {
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        settings.put(TopicConfig.RETENTION_MS_CONFIG, millis(kept));
      }
    }
    return settings;
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
