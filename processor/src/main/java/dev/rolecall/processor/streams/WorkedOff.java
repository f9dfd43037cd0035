package dev.rolecall.processor.streams;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
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
  private final Map<TopicPartition, Long> lastWorked = new ConcurrentHashMap<>();

  /** Whether nothing that was fetched of its partition comes after this record. */
  public boolean isWith(RecordMetadata record) {
    Long last = lastFetched.get(new TopicPartition(record.topic(), record.partition()));
    return last == null || record.offset() >= last;
  }

  /** Notes a record that was worked on, for {@link #left}. */
  public void worked(RecordMetadata record) {
    lastWorked.put(new TopicPartition(record.topic(), record.partition()), record.offset());
  }

  /**
   * About how many records of these topics were fetched and not worked on: ends of transactions
   * count, too.
   */
  public long left(Predicate<String> topics) {
    long left = 0;
    for (Map.Entry<TopicPartition, Long> fetched : lastFetched.entrySet()) {
      Long worked = lastWorked.get(fetched.getKey());
      if (worked != null && topics.test(fetched.getKey().topic())) {
        left += Math.max(0, fetched.getValue() - worked);
      }
    }
    return left;
  }

  /**
   * Notes what was fetched.
   *
   * @param assigned what this process has: others have what is left of the rest
   */
  ConsumerRecords<byte[], byte[]> seen(
      ConsumerRecords<byte[], byte[]> records, Set<TopicPartition> assigned) {
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> fetched = records.records(partition);
      lastFetched.put(partition, fetched.getLast().offset());
      lastWorked.putIfAbsent(partition, fetched.getFirst().offset() - 1);
    }
    lastFetched.keySet().retainAll(assigned);
    lastWorked.keySet().retainAll(assigned);
    return records;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
      @Override
      public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        return seen(super.poll(timeout), assignment());
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
