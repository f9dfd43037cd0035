package dev.rolecall.views.log;

import dev.rolecall.schemas.Topic;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What a view is fed from, as it was at the start.
 *
 * @param cluster id of the Kafka cluster
 * @param topics name to the id that Kafka gave it; a topic created again has another
 * @param starts first offset of each partition
 * @param ends high watermark of each partition
 */
record Origin(
    String cluster,
    Map<String, String> topics,
    Map<TopicPartition, Long> starts,
    Map<TopicPartition, Long> ends) {

  /** Kafka's random ids of cluster and topics. */
  String name() {
    return cluster + new TreeMap<>(topics);
  }

  /** Where the records of a key are. */
  TopicPartition partition(Topic<?> topic, String key) {
    long partitions =
        starts.keySet().stream().filter(each -> each.topic().equals(topic.name())).count();
    return new TopicPartition(topic.name(), topic.partition(key, Math.toIntExact(partitions)));
  }
}
