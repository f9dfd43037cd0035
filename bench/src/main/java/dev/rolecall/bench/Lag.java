package dev.rolecall.bench;

import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.TopicSetup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How far the access stage has read, and how much was written. */
final class Lag implements AutoCloseable {

  private static final String ACCESS = "rolecall-access";

  private final Admin admin;

  Lag(KafkaSettings kafka) {
    this.admin = Admin.create(kafka.admin("bench"));
  }

  /** How many records resolution still has to read. */
  long unread() throws Exception {
    Map<TopicPartition, Long> ends = ends(Topics.PEOPLE);
    var committed = admin.listConsumerGroupOffsets(ACCESS).partitionsToOffsetAndMetadata().get();
    long unread = 0;
    for (var end : ends.entrySet()) {
      var offset = committed.get(end.getKey());
      unread += end.getValue() - (offset == null ? 0 : offset.offset());
    }
    return unread;
  }

  /** How many records a topic was given, with the marks of transactions. */
  long written(Topic<?> topic) throws Exception {
    return ends(topic).values().stream().mapToLong(Long::longValue).sum();
  }

  private Map<TopicPartition, Long> ends(Topic<?> topic) throws Exception {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    int partitions = TopicSetup.partitions(admin, List.of(topic)).getOrDefault(topic.name(), 0);
    for (int i = 0; i < partitions; i++) {
      latest.put(new TopicPartition(topic.name(), i), OffsetSpec.latest());
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(latest)
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  @Override
  public void close() {
    admin.close();
  }
}
