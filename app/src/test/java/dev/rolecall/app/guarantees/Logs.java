package dev.rolecall.app.guarantees;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads whole topics: what was committed, from the first record to the last. */
final class Logs {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** A record with its place; a null value is a tombstone. */
  record Entry<T>(int partition, long offset, String key, @Nullable T value) {}

  private final Cluster cluster;
  private final Set<String> directories;

  /**
   * Sees only records of these directories.
   *
   * @param directories by name
   */
  Logs(Cluster cluster, Set<String> directories) {
    this.cluster = cluster;
    this.directories = directories;
  }

  <T extends SpecificRecord> List<Entry<T>> of(Topic<T> topic) {
    Map<String, Object> settings = cluster.kafka().consumer("guarantees");
    try (KafkaConsumer<String, T> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), topic.values().deserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, consumer.partitionsFor(topic.name()).size())
              .mapToObj(each -> new TopicPartition(topic.name(), each))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
      List<Entry<T>> entries = new ArrayList<>();
      long until = System.nanoTime() + LONGEST.toNanos();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        if (System.nanoTime() > until) {
          throw new IllegalStateException(topic.name() + " cannot be read to its end");
        }
        for (ConsumerRecord<String, T> each : consumer.poll(Duration.ofMillis(100))) {
          if (directories.contains(Keys.directoryOf(each.key()))) {
            entries.add(new Entry<>(each.partition(), each.offset(), each.key(), each.value()));
          }
        }
      }
      return entries;
    }
  }
}
