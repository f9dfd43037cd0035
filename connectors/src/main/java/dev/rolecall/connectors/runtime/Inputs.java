package dev.rolecall.connectors.runtime;

import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.StatusEntry;
import dev.rolecall.service.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What a tool's connector reads besides access: status of our partitions, control and links. Used
 * by one thread.
 */
final class Inputs implements AutoCloseable {

  private final Topic<Access> access;
  private final Topic<StatusEntry> statuses;
  private final Topic<Link> links;
  private final TopicPartition control = new TopicPartition(Topics.CONTROL.name(), 0);
  private final KafkaConsumer<String, byte[]> consumer;
  private final Admin admin;
  private final Set<TopicPartition> assigned = new HashSet<>();

  Inputs(String tool, KafkaSettings kafka, String client) {
    this.access = Topics.access(tool);
    this.statuses = Topics.status(tool);
    this.links = Topics.links(tool);
    this.consumer =
        new KafkaConsumer<>(
            kafka.consumer(client + "-inputs"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    this.admin = Admin.create(kafka.admin(client + "-ends"));
    assigned.add(control);
    assigned.add(new TopicPartition(links.name(), 0));
    consumer.assign(assigned);
    consumer.seekToBeginning(assigned);
  }

  void add(Collection<Integer> partitions) {
    List<TopicPartition> added =
        partitions.stream().map(it -> new TopicPartition(statuses.name(), it)).toList();
    assigned.addAll(added);
    consumer.assign(assigned);
    consumer.seekToBeginning(added);
  }

  void remove(Collection<Integer> partitions) {
    partitions.forEach(it -> assigned.remove(new TopicPartition(statuses.name(), it)));
    consumer.assign(assigned);
  }

  /**
   * Asks for the ends of all logs that concern a partition: the high watermarks, because a
   * transaction that is still open may already have had its effect.
   */
  void ends(int partition, Consumer<Map<String, Long>> answer, Consumer<Throwable> failure) {
    Map<TopicPartition, OffsetSpec> logs = new HashMap<>();
    for (TopicPartition log : logsOf(partition)) {
      logs.put(log, OffsetSpec.latest());
    }
    var unused =
        admin
            .listOffsets(logs, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
            .all()
            .whenComplete((ends, error) -> {
              if (error != null) {
                failure.accept(error);
                return;
              }
              Map<String, Long> offsets = new HashMap<>();
              ends.forEach((log, end) -> offsets.put(log.toString(), end.offset()));
              answer.accept(offsets);
            });
  }

  /** Up to where each of our logs has been read. */
  Map<String, Long> positions() {
    Map<String, Long> positions = new HashMap<>();
    assigned.forEach(log -> positions.put(log.toString(), position(consumer, log)));
    return positions;
  }

  /** The position, -1 when it is not known yet. */
  static long position(KafkaConsumer<?, ?> consumer, TopicPartition log) {
    try {
      return consumer.position(log, Duration.ofMillis(1));
    } catch (org.apache.kafka.common.errors.TimeoutException
        | org.apache.kafka.common.errors.WakeupException
        | IllegalStateException unknown) {
      return -1;
    }
  }

  void poll(Duration timeout, Reader reader) {
    ConsumerRecords<String, byte[]> records = consumer.poll(timeout);
    for (ConsumerRecord<String, byte[]> record : records) {
      if (record.topic().equals(statuses.name())) {
        reader.status(record);
      } else if (record.topic().equals(links.name())) {
        reader.link(record);
      } else {
        reader.control(record);
      }
    }
  }

  /** Who is told of each record. */
  interface Reader {
    void status(ConsumerRecord<String, byte[]> record);

    void link(ConsumerRecord<String, byte[]> record);

    void control(ConsumerRecord<String, byte[]> record);
  }

  @Override
  public void close() {
    consumer.close();
    admin.close(Duration.ZERO);
  }

  private List<TopicPartition> logsOf(int partition) {
    List<TopicPartition> logs = new ArrayList<>();
    logs.add(new TopicPartition(access.name(), partition));
    logs.add(new TopicPartition(statuses.name(), partition));
    logs.add(new TopicPartition(links.name(), 0));
    logs.add(control);
    return logs;
  }

  static Control decode(byte[] value) {
    return Topics.CONTROL.values().decode(value);
  }
}
