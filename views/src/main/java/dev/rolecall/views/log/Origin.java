package dev.rolecall.views.log;

import dev.rolecall.service.KafkaSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * What a view is fed from, as it was at the start: which cluster, which topics, where they begin
 * and end.
 *
 * @param topics name to the id that Kafka gave it; a topic created again has another
 */
record Origin(
    String cluster,
    Map<String, String> topics,
    Map<TopicPartition, Long> starts,
    Map<TopicPartition, Long> ends) {

  /** Watermarks beyond what is decided, not only beyond what is committed. */
  private static final ListOffsetsOptions UNCOMMITTED =
      new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);

  /**
   * Asks the cluster.
   *
   * @throws IllegalStateException when Kafka does not answer or a topic is missing
   */
  static Origin look(KafkaSettings kafka, String client, Collection<String> names) {
    try (Admin admin = Admin.create(kafka.admin(client + "-admin"))) {
      Map<String, TopicDescription> described = now(admin.describeTopics(names).allTopicNames());
      Map<String, String> ids = new TreeMap<>();
      List<TopicPartition> partitions = new ArrayList<>();
      described.forEach((name, topic) -> {
        ids.put(name, topic.topicId().toString());
        topic.partitions().forEach(p -> partitions.add(new TopicPartition(name, p.partition())));
      });
      return new Origin(
          now(admin.describeCluster().clusterId()),
          ids,
          offsets(admin, partitions, OffsetSpec.earliest()),
          offsets(admin, partitions, OffsetSpec.latest()));
    }
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, List<TopicPartition> partitions, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, spec));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    now(admin.listOffsets(wanted, UNCOMMITTED).all())
        .forEach((partition, result) -> offsets.put(partition, result.offset()));
    return offsets;
  }

  private static <T> T now(KafkaFuture<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "Kafka does not answer for the topics of a view; 'rolecall topics create' makes them",
          e.getCause());
    }
  }
}
