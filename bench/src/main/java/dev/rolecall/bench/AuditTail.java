package dev.rolecall.bench;

import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Latency;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.TopicSetup.Layout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Follows the audit for what was verified in the tool, by person. */
final class AuditTail implements AutoCloseable {

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, Latency> verified = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean stopping;

  AuditTail(KafkaSettings kafka) {
    consumer =
        new KafkaConsumer<>(
            kafka.consumer("bench-audit"), new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> all =
        IntStream.range(0, Layout.ALL_IN_ONE.mostPartitions())
            .mapToObj(each -> new TopicPartition(Topics.AUDIT_ENTRIES.name(), each))
            .toList();
    consumer.assign(all);
    consumer.seekToEnd(all);
    all.forEach(consumer::position);
    thread = Thread.ofPlatform().name("bench-audit").start(this::follow);
  }

  /** The last verified effect of each person since this began, or since it was cleared. */
  Map<String, Latency> verified() {
    return verified;
  }

  private void follow() {
    while (!stopping) {
      for (ConsumerRecord<String, byte[]> each : consumer.poll(Duration.ofMillis(100))) {
        AuditEntry entry = Topics.AUDIT_ENTRIES.values().decode(each.value());
        String person = entry.getPerson();
        if (person != null
            && entry.getPhase() == Phase.VERIFIED
            && entry.getLatency().getVerifiedAt() != null) {
          verified.put(person, entry.getLatency());
        }
      }
    }
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    consumer.close();
  }
}
