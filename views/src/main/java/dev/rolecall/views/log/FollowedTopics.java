package dev.rolecall.views.log;

import dev.rolecall.service.KafkaSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** The topics of a view on their cluster: which they are, where they begin and end. */
final class FollowedTopics implements AutoCloseable {

  /** Watermarks beyond what is decided, not only beyond what is committed. */
  private static final ListOffsetsOptions UNCOMMITTED =
      new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);

  private final Admin admin;
  private final Origin origin;

  private FollowedTopics(Admin admin, Origin origin) {
    this.admin = admin;
    this.origin = origin;
  }

  /**
   * Connects and looks.
   *
   * @throws IllegalStateException when Kafka does not answer or a topic is missing
   */
  static FollowedTopics connect(KafkaSettings kafka, String client, Collection<String> names) {
    Admin admin = Admin.create(kafka.admin(client + "-admin"));
    try {
      return new FollowedTopics(admin, look(admin, names));
    } catch (RuntimeException e) {
      admin.close();
      throw e;
    }
  }

  Origin origin() {
    return origin;
  }

  /** Asks for the high watermark of each partition, as it is now. */
  CompletionStage<Map<TopicPartition, Long>> ends() {
    return offsets(admin, origin.starts().keySet(), OffsetSpec.latest()).toCompletionStage();
  }

  private static Origin look(Admin admin, Collection<String> names) {
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
        now(offsets(admin, partitions, OffsetSpec.earliest())),
        now(offsets(admin, partitions, OffsetSpec.latest())));
  }

  private static KafkaFuture<Map<TopicPartition, Long>> offsets(
      Admin admin, Collection<TopicPartition> partitions, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, spec));
    return admin.listOffsets(wanted, UNCOMMITTED).all().thenApply(FollowedTopics::offsets);
  }

  private static Map<TopicPartition, Long> offsets(Map<TopicPartition, ListOffsetsResultInfo> all) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    all.forEach((partition, result) -> offsets.put(partition, result.offset()));
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

  @Override
  public void close() {
    admin.close();
  }
}
