package dev.rolecall.views.directory;

import dev.rolecall.schemas.Topics;
import dev.rolecall.service.KafkaSettings;
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
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The directory log on a cluster: which it is, where it ends, and how it is read. */
final class DirectoryLog implements LogEnds, AutoCloseable {

  private static final String NAME = Topics.DIRECTORY.name();

  /** Watermarks beyond what is decided, not only beyond what is committed. */
  private static final ListOffsetsOptions UNCOMMITTED =
      new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);

  private final Admin admin;
  private final KafkaSettings kafka;
  private final String client;
  private final TopicDescription topic;

  private DirectoryLog(Admin admin, KafkaSettings kafka, String client, TopicDescription topic) {
    this.admin = admin;
    this.kafka = kafka;
    this.client = client;
    this.topic = topic;
  }

  /**
   * Connects.
   *
   * @throws IllegalStateException when Kafka does not answer or the topic is missing
   */
  static DirectoryLog connect(KafkaSettings kafka, String client) {
    Admin admin = Admin.create(kafka.admin(client + "-admin"));
    try {
      TopicDescription topic = now(admin.describeTopics(List.of(NAME)).allTopicNames()).get(NAME);
      if (topic == null) {
        throw new IllegalStateException(NAME + " is missing: run 'rolecall topics create'");
      }
      return new DirectoryLog(admin, kafka, client, topic);
    } catch (RuntimeException e) {
      admin.close();
      throw e;
    }
  }

  LogIdentity identity() {
    return new LogIdentity(
        now(admin.describeCluster().clusterId()),
        topic.topicId().toString(),
        now(offsets(OffsetSpec.earliest())),
        now(offsets(OffsetSpec.latest())));
  }

  int partitionOf(String directory) {
    return Topics.DIRECTORY.partition(directory, topic.partitions().size());
  }

  @Override
  public CompletionStage<Map<Integer, Long>> highWatermarks() {
    return offsets(OffsetSpec.latest()).toCompletionStage();
  }

  /** A consumer of all partitions that starts at these positions, or at the log's start. */
  Consumer<String, byte[]> consumer(LogIdentity identity, Map<Integer, Long> positions) {
    Map<String, Object> settings = new HashMap<>(kafka.consumer(client));
    // We always say where to start; a position that is gone must stop us, not skip something.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    Consumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.assign(partitions());
    for (TopicPartition partition : partitions()) {
      Long stored = positions.get(partition.partition());
      Long start = identity.starts().getOrDefault(partition.partition(), 0L);
      consumer.seek(partition, stored == null ? start : stored);
    }
    return consumer;
  }

  private KafkaFuture<Map<Integer, Long>> offsets(OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions().forEach(partition -> wanted.put(partition, spec));
    return admin.listOffsets(wanted, UNCOMMITTED).all().thenApply(DirectoryLog::byPartition);
  }

  private static Map<Integer, Long> byPartition(Map<TopicPartition, ListOffsetsResultInfo> all) {
    Map<Integer, Long> offsets = new TreeMap<>();
    all.forEach((partition, result) -> offsets.put(partition.partition(), result.offset()));
    return offsets;
  }

  private List<TopicPartition> partitions() {
    return topic.partitions().stream().map(p -> new TopicPartition(NAME, p.partition())).toList();
  }

  private static <T> T now(KafkaFuture<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IllegalStateException("Kafka does not answer for " + NAME, e.getCause());
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
