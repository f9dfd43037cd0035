package dev.rolecall.processor.streams;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Tells a stage when it has worked off all that was fetched, which is when a transaction is best
 * ended: whoever waits for it waits no longer, and what comes meanwhile shares the next one. By the
 * clock alone a transaction ends too late when there is one record, and too early when there are
 * many.
 *
 * <p>Gives an application of Kafka Streams its clients, of which it watches the one that fetches.
 */
public final class WorkedOff implements KafkaClientSupplier {

  private final Map<TopicPartition, Long> lastFetched = new ConcurrentHashMap<>();

  /** Whether nothing that was fetched of its partition comes after this record. */
  public boolean isWith(RecordMetadata record) {
    Long last = lastFetched.get(new TopicPartition(record.topic(), record.partition()));
    return last == null || record.offset() >= last;
  }

  /** Notes what was fetched. */
  ConsumerRecords<byte[], byte[]> seen(ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      ConsumerRecord<byte[], byte[]> last = records.records(partition).getLast();
      lastFetched.put(partition, last.offset());
    }
    return records;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
      @Override
      public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        return seen(super.poll(timeout));
      }
    };
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return getRestoreConsumer(config);
  }
}
